using Groundwork.UseCases.Wiring;

namespace Groundwork.UseCases.Tests.Wiring;

public class TraceRedactionTests
{
    [Theory]
    [InlineData("Write to jo.müller@example.org today", "Write to [address] today")]
    [InlineData("Call +41 (0)79 123 45 67 now", "Call [number] now")]
    [InlineData("Pay to CH93 0076 2011 6238 5295 7 now", "Pay to [number] now")]
    [InlineData("use sk-abcdefghijklmnop1234 here", "use [secret] here")]
    [InlineData("Authorization: Bearer abc.def.ghi", "Authorization: [secret]")]
    [InlineData("password = hunter2hunter2!", "[secret]")]
    [InlineData("""{"api_key": "hunter2222"}""", """{"[secret]"}""")]
    [InlineData("use sk-abc1234567890defghijk here", "use [secret] here")]
    [InlineData("In 2024 it grew by 12.5 %.", "In 2024 it grew by 12.5 %.")]
    [InlineData("", "")]
    public void Secrets_and_ways_to_a_person_are_taken_out_and_nothing_else(string text, string shown) => TraceRedaction.Of(text).ShouldBe(shown);
}
