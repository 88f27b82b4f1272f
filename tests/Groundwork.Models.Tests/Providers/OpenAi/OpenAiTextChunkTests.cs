using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Groundwork.Models.Providers.OpenAi;

public sealed class OpenAiTextChunkTests
{
    private static string? Read(string chunk) => OpenAiTextChunk.Read(Encoding.UTF8.GetBytes(chunk));

    [Theory]
    [InlineData("""{"id":"1","object":"chat.completion.chunk","created":1,"model":"m","system_fingerprint":null,"choices":[{"index":0,"delta":{"content":"Hi"},"logprobs":null,"finish_reason":null}]}""", "Hi")]
    [InlineData("""{"choices":[{"delta":{"role":"assistant","content":""}}],"usage":null}""", "")]
    [InlineData("""{"choices":[{"delta":{"content":"a\nb"}}]}""", "a\nb")]
    public void A_chunk_of_text_is_read(string chunk, string expected) => Read(chunk).ShouldBe(expected);

    [Theory]
    [InlineData("""{"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"Hi"}}],"usage":{"prompt_tokens":1}}""")]
    [InlineData("""{"choices":[{"delta":{"content":"Hi","tool_calls":[]}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":["Hi"]}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"Hi","reasoning_content":"hm"}}]}""")]
    [InlineData("""{"choices":[{"index":1,"delta":{"content":"Hi"}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"Hi"}},{"delta":{"content":"Ho"}}]}""")]
    [InlineData("""{"error":{"message":"x"},"choices":[{"delta":{"content":"Hi"}}]}""")]
    [InlineData("""{"object":"error","choices":[{"delta":{"content":"Hi"}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"Hi\ud83d"}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"Hi"}}]} more""")]
    [InlineData("""{"choices":[{"delta":{"content":"Hi"}}]""")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("[]")]
    [InlineData("")]
    public void Whatever_may_hold_more_is_left_to_the_full_reader(string chunk) => Read(chunk).ShouldBeNull();

    [Fact]
    public void Any_text_comes_out_as_it_went_in()
    {
        Prop.ForAll<NonNull<string>>(text =>
        {
            var repaired = Wire.Utf16.Repaired(text.Get);
            return string.Equals(Read(JsonSerializer.Serialize(new { choices = new[] { new { delta = new { content = repaired } } } })), repaired, StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
    }
}
