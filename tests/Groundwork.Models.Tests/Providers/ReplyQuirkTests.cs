using Groundwork.TestKit;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers;

/// <summary>What only some providers send.</summary>
public sealed class ReplyQuirkTests : ModelTest
{
    private Task<ChatResponse> Reply(ModelProvider provider, string body)
    {
        Server.Enqueue(ModelScript.Raw("application/json", body));
        return AskAsync(Chat(Endpoint(), provider));
    }

    [Theory]
    [InlineData(ModelProvider.OpenAi)]
    [InlineData(ModelProvider.Anthropic)]
    [InlineData(ModelProvider.Gemini)]
    [InlineData(ModelProvider.Ollama)]
    public async Task Broken_arguments_of_a_call_are_kept_and_go_back(ModelProvider provider)
    {
        const string broken = """{"city":"Be""";
        var call = (await Reply(ModelProvider.OpenAi, """{"choices":[{"message":{"tool_calls":[{"id":"c1","function":{"name":"weather","arguments":"{\"city\":\"Be"}}]},"finish_reason":"length"}]}"""))
            .Messages[0].Contents.OfType<FunctionCallContent>().Single();
        call.RawRepresentation.ShouldBe(broken);

        Server.Enqueue(ModelScript.Says("ok"));
        await Chat(Endpoint(), provider).GetResponseAsync([new ChatMessage(ChatRole.User, "Weather?"), new ChatMessage(ChatRole.Assistant, [call]), new ChatMessage(ChatRole.Tool, [new FunctionResultContent("c1", "no")])]);

        Server.Requests[^1].Body.ShouldContain(provider == ModelProvider.OpenAi ? "Be" : "INVALID_JSON");
        Server.Requests[^1].Body.ShouldContain("city");
    }

    [Fact]
    public async Task Calls_without_an_id_get_one_that_never_repeats()
    {
        const string body = """{"message":{"tool_calls":[{"function":{"name":"weather","arguments":{}}},{"function":{"name":"weather","arguments":{}}}]},"done":true,"done_reason":"stop"}""";

        var replies = new[] { await Reply(ModelProvider.Ollama, body), await Reply(ModelProvider.Ollama, body) };

        replies.SelectMany(static reply => reply.Messages[0].Contents.OfType<FunctionCallContent>()).Select(static call => call.CallId).Distinct(StringComparer.Ordinal).Count().ShouldBe(4);
    }

    [Theory]
    [InlineData(ModelProvider.OpenAi, """{"choices":[{"message":{"content":""},"finish_reason":"error"}],"usage":{"prompt_tokens":30,"completion_tokens":12}}""")]
    [InlineData(ModelProvider.Gemini, """{"candidates":[{"finishReason":"MALFORMED_FUNCTION_CALL"}],"usageMetadata":{"promptTokenCount":30,"candidatesTokenCount":12}}""")]
    public async Task A_model_that_gives_up_tells_what_it_counted(ModelProvider provider, string body)
    {
        var failure = await FailureOf(Reply(provider, body));

        failure.StatusCode.ShouldBe(200);
        failure.Usage.ShouldNotBeNull().InputTokenCount.ShouldBe(30);
        failure.Usage!.OutputTokenCount.ShouldBe(12);
    }

    [Fact]
    public async Task A_gemini_stream_that_tears_is_broken_even_after_a_finish_reason()
    {
        Server.Enqueue(ModelScript.Raw("text/event-stream", "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"one \"}]},\"finishReason\":\"STOP\"}]}\n\n", "data: {\"candidates\":[{\"content\""));

        var (updates, end) = await CollectAsync(StreamAsync(Chat(Endpoint(), ModelProvider.Gemini)));

        Text(updates).ShouldBe("one ");
        end.ShouldBeOfType<ModelException>().Kind.ShouldBe(ModelFailure.BrokenStream);
    }

    [Fact]
    public async Task Gemini_is_told_how_much_to_think_and_no_type_of_image_that_is_not_known()
    {
        Server.Enqueue(ModelScript.Says("ok"));

        await Chat(Endpoint(), ModelProvider.Gemini).GetResponseAsync(
            [new ChatMessage(ChatRole.User, [new UriContent("https://example.org/x", "image/*")])], new ChatOptions { Reasoning = new ReasoningOptions { Effort = ReasoningEffort.Medium } });

        var sent = Server.Requests[^1].Json;
        sent.GetProperty("generationConfig").GetProperty("thinkingConfig").GetProperty("thinkingBudget").GetInt32().ShouldBe(2048);
        sent.GetProperty("contents")[0].GetProperty("parts")[0].GetProperty("fileData").TryGetProperty("mimeType", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Anthropic_counts_its_cache_as_input()
    {
        var response = await Reply(ModelProvider.Anthropic, """{"content":[{"type":"text","text":"a"}],"stop_reason":"end_turn","usage":{"input_tokens":3,"cache_creation_input_tokens":20,"cache_read_input_tokens":100,"output_tokens":2}}""");

        response.Usage!.InputTokenCount.ShouldBe(123);
        response.Usage.CachedInputTokenCount.ShouldBe(100);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Anthropics_structured_output_is_the_text(bool isStream)
    {
        Server.Enqueue(ModelScript.CallsTool("structured_reply", """{"a":1}"""));
        var chat = Chat(Endpoint(), ModelProvider.Anthropic);

        var response = isStream ? (await CollectAsync(StreamAsync(chat))).Updates.ToChatResponse() : await AskAsync(chat);

        response.Text.ShouldBe("""{"a":1}""");
        response.FinishReason.ShouldBe(ChatFinishReason.Stop);
    }

    [Fact]
    public async Task Gemini_tells_why_it_blocked()
    {
        var prompt = await Reply(ModelProvider.Gemini, """{"promptFeedback":{"blockReason":"SAFETY"},"usageMetadata":{"promptTokenCount":4}}""");
        var answer = await Reply(ModelProvider.Gemini, """{"candidates":[{"finishReason":"RECITATION"}]}""");

        foreach (var response in new[] { prompt, answer })
        {
            response.FinishReason.ShouldBe(ChatFinishReason.ContentFilter);
            response.Messages[0].Contents.OfType<ErrorContent>().Single().ErrorCode.ShouldBe("refusal");
        }

        prompt.Usage!.InputTokenCount.ShouldBe(4);
    }

    [Fact]
    public async Task Gemini_may_name_a_finish_in_every_chunk_and_bills_thoughts()
    {
        Server.Enqueue(ModelScript.Raw(
            "text/event-stream",
            "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"one \"}]},\"finishReason\":\"STOP\"}]}\n\n",
            "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"two\"}]},\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":4,\"candidatesTokenCount\":2,\"thoughtsTokenCount\":5,\"totalTokenCount\":11}}\n\n"));

        var response = (await CollectAsync(StreamAsync(Chat(Endpoint(), ModelProvider.Gemini)))).Updates.ToChatResponse();

        response.Text.ShouldBe("one two");
        response.FinishReason.ShouldBe(ChatFinishReason.Stop);
        response.Usage!.OutputTokenCount.ShouldBe(7);
    }

    [Fact]
    public async Task Gemini_asks_for_a_wait_inside_its_error_and_calls_a_bad_key_a_bad_request()
    {
        Server.Enqueue(
            ModelScript.Status(429, """{"error":{"code":429,"message":"slow","status":"RESOURCE_EXHAUSTED","details":[{"@type":"RetryInfo","retryDelay":"34.5s"}]}}"""),
            ModelScript.Status(400, """{"error":{"code":400,"message":"API key not valid","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}"""));
        var chat = Chat(Endpoint(), ModelProvider.Gemini);

        (await FailureOf(AskAsync(chat))).RetryAfter.ShouldBe(TimeSpan.FromSeconds(34.5));
        (await FailureOf(AskAsync(chat))).Kind.ShouldBe(ModelFailure.Refused);
    }

    [Theory]
    [InlineData("Retry-After", "7", 7)]
    [InlineData("retry-after-ms", "1500", 1.5)]
    [InlineData("Retry-After", "Fri, 02 Jan 2026 03:05:05 GMT", 60)]
    public async Task A_wait_that_the_server_asks_for_goes_with_the_failure(string header, string value, double seconds)
    {
        Server.Enqueue(ModelScript.Status(429, "", (header, value)));

        (await FailureOf(AskAsync(Chat()))).RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds));
    }
}
