using Groundwork.Documents.Readers;

namespace Groundwork.Documents.Tests.Readers;

public sealed class SourceDateTests
{
    [Theory]
    [InlineData("12:30")]
    [InlineData("May 3")]
    [InlineData("2024-05")]
    [InlineData("2024-13-01")]
    [InlineData("")]
    [InlineData(null)]
    public void A_moment_is_never_filled_up_from_today(string? text) => SourceDate.ParseMoment(text).ShouldBeNull();

    [Theory]
    [InlineData("2024-05-06", 0)]
    [InlineData("2024-05-06T10:00:00.123456789", 10)]
    [InlineData("2024-05-06T10:00:00+02", 8)]
    [InlineData("2024-05-06T10:00:00Z", 10)]
    public void A_moment_may_have_a_fraction_and_an_offset_of_any_length(string text, int hour) => SourceDate.ParseMoment(text)!.Value.UtcDateTime.Hour.ShouldBe(hour);
}
