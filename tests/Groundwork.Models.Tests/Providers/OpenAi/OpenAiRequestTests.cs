using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.OpenAi;

public sealed class OpenAiRequestTests
{
    private static JsonElement Written(IReadOnlyList<ChatMessage> messages, ChatOptions? options = null, bool stream = false) =>
        JsonSerializer.Deserialize<JsonElement>(OpenAiRequest.Write(new ChatAsk(messages, options, "m", 100, stream)).Span);

    private static string Json(JsonElement element) => JsonSerializer.Serialize(element);

    [Fact]
    public void A_plain_question_needs_nothing_else() =>
        Json(Written([new ChatMessage(ChatRole.User, "Why?")])).ShouldBe("""{"model":"m","messages":[{"role":"user","content":"Why?"}],"stream":false,"max_tokens":100}""");

    [Fact]
    public void A_stream_asks_for_its_usage() =>
        Json(Written([], stream: true)).ShouldBe("""{"model":"m","messages":[],"stream":true,"stream_options":{"include_usage":true},"max_tokens":100}""");

    [Fact]
    public void Instructions_come_first_as_a_system_message() =>
        Json(Written([new ChatMessage(ChatRole.User, "Why?")], new ChatOptions { Instructions = "Be brief." }).GetProperty("messages")[0])
            .ShouldBe("""{"role":"system","content":"Be brief."}""");

    [Fact]
    public void Every_option_has_its_field()
    {
        var body = Written([], new ChatOptions
        {
            Temperature = 0.5f,
            TopP = 0.25f,
            TopK = 40,
            MaxOutputTokens = 100,
            FrequencyPenalty = 1,
            PresencePenalty = -1,
            Seed = 42,
            StopSequences = ["END"],
            AdditionalProperties = new AdditionalPropertiesDictionary { ["max_completion_tokens"] = 7, ["chat_template_kwargs"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["enable_thinking"] = false } },
        });

        Json(body).ShouldBe("""{"model":"m","messages":[],"stream":false,"max_completion_tokens":7,"temperature":0.5,"top_p":0.25,"top_k":40,"frequency_penalty":1,"presence_penalty":-1,"seed":42,"stop":["END"],"chat_template_kwargs":{"enable_thinking":false}}""");
    }

    [Fact]
    public void An_extra_member_is_sent_once_and_null_is_none()
    {
        var options = new ChatOptions
        {
            Reasoning = new ReasoningOptions { Effort = ReasoningEffort.Low },
            AdditionalProperties = new() { ["reasoning_effort"] = "high", ["min_p"] = 0.5, ["logit_bias"] = null, ["logprobs"] = JsonSerializer.Deserialize<JsonElement>("true") },
        };

        Json(Written([], options)).ShouldBe("""{"model":"m","messages":[],"stream":false,"max_tokens":100,"reasoning_effort":"high","min_p":0.5,"logprobs":true}""");
    }

    [Theory]
    [InlineData("model", "\"dearer\"")]
    [InlineData("messages", "[]")]
    [InlineData("stream_options", "{}")]
    [InlineData("documents", "[{\"text\":\"a library\"}]")]
    [InlineData("chat_template", "\"{{ messages }}\"")]
    [InlineData("prediction", "{\"content\":\"x\"}")]
    [InlineData("n_predict", "100000")]
    [InlineData("service_tier", "\"priority\"")]
    [InlineData("models", "[\"dearer\"]")]
    [InlineData("plugins", "[]")]
    [InlineData("n", "2")]
    [InlineData("best_of", "9")]
    [InlineData("chat_template_kwargs", "{\"chat_template\":\"x\"}")]
    [InlineData("chat_template_kwargs", "{\"enable_thinking\":[true]}")]
    [InlineData("grammar", "{}")]
    public void A_member_that_could_cost_more_than_is_counted_is_refused_by_name(string name, string value)
    {
        var options = new ChatOptions { AdditionalProperties = new() { [name] = JsonSerializer.Deserialize<JsonElement>(value) } };

        Should.Throw<NotSupportedException>(() => Written([], options)).Message.ShouldContain($"\"{name}\"");
    }

    [Fact]
    public void A_reply_format_is_asked_for_by_schema_or_as_any_json()
    {
        Written([], new ChatOptions { ResponseFormat = ChatResponseFormat.Text }).TryGetProperty("response_format", out _).ShouldBeFalse();
        Json(Written([], new ChatOptions { ResponseFormat = ChatResponseFormat.Json }).GetProperty("response_format")).ShouldBe("""{"type":"json_object"}""");
        var schema = JsonSerializer.Deserialize<JsonElement>("""{"type":"object"}""");
        Json(Written([], new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, "claims", "All claims.") }).GetProperty("response_format"))
            .ShouldBe("""{"type":"json_schema","json_schema":{"name":"claims","description":"All claims.","schema":{"type":"object"}}}""");
    }

    [Fact]
    public void Tools_are_offered_with_their_schema_and_mode()
    {
        var tool = AIFunctionFactory.Create(static (string city) => city, "weather", "Tells the weather.");

        var body = Written([], new ChatOptions { Tools = [tool], ToolMode = ChatToolMode.RequireSpecific("weather"), AllowMultipleToolCalls = false });

        var function = body.GetProperty("tools")[0].GetProperty("function");
        function.GetProperty("name").GetString().ShouldBe("weather");
        function.GetProperty("description").GetString().ShouldBe("Tells the weather.");
        function.GetProperty("parameters").GetProperty("properties").TryGetProperty("city", out _).ShouldBeTrue();
        Json(body.GetProperty("tool_choice")).ShouldBe("""{"type":"function","function":{"name":"weather"}}""");
        body.GetProperty("parallel_tool_calls").GetBoolean().ShouldBeFalse();
        Written([], new ChatOptions { Tools = [tool], ToolMode = ChatToolMode.None }).GetProperty("tool_choice").GetString().ShouldBe("none");
        Written([], new ChatOptions { Tools = [tool], ToolMode = ChatToolMode.RequireAny }).GetProperty("tool_choice").GetString().ShouldBe("required");
        Written([], new ChatOptions { Tools = [tool], ToolMode = ChatToolMode.Auto }).GetProperty("tool_choice").GetString().ShouldBe("auto");
        Written([], new ChatOptions { ToolMode = ChatToolMode.Auto }).TryGetProperty("tool_choice", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_hosted_tool_is_refused() =>
        Should.Throw<NotSupportedException>(() => Written([], new ChatOptions { Tools = [new HostedWebSearchTool()] }));

    [Fact]
    public void Tool_calls_and_their_results_go_back_as_they_came()
    {
        var messages = Written(
        [
            new ChatMessage(ChatRole.Assistant, [new TextReasoningContent("hm"), new FunctionCallContent("1", "weather", new Dictionary<string, object?>(StringComparer.Ordinal) { ["city"] = "Köln" }), new FunctionCallContent("2", "time")]),
            new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", "rain"), new FunctionResultContent("2", new { hour = 7 })]),
        ]).GetProperty("messages");

        messages.GetArrayLength().ShouldBe(3);
        messages[0].GetProperty("content").ValueKind.ShouldBe(JsonValueKind.Null);
        var calls = messages[0].GetProperty("tool_calls");
        JsonSerializer.Deserialize<JsonElement>(calls[0].GetProperty("function").GetProperty("arguments").GetString()!).GetProperty("city").GetString().ShouldBe("Köln");
        calls[1].GetProperty("function").GetProperty("arguments").GetString().ShouldBe("{}");
        Json(messages[1]).ShouldBe("""{"role":"tool","tool_call_id":"1","content":"rain"}""");
        messages[2].GetProperty("tool_call_id").GetString().ShouldBe("2");
        JsonSerializer.Deserialize<JsonElement>(messages[2].GetProperty("content").GetString()!).GetProperty("hour").GetInt32().ShouldBe(7);
    }

    [Fact]
    public void Images_go_as_parts_and_other_files_are_refused()
    {
        var parts = Written([new ChatMessage(ChatRole.User, [new TextContent("What is this?"), new DataContent(new byte[] { 1, 2, 3 }, "image/png"), new UriContent("https://example.org/a.jpg", "image/jpeg")])])
            .GetProperty("messages")[0].GetProperty("content");

        Json(parts).ShouldBe("""[{"type":"text","text":"What is this?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AQID"}},{"type":"image_url","image_url":{"url":"https://example.org/a.jpg"}}]""");
        Should.Throw<NotSupportedException>(() => Written([new ChatMessage(ChatRole.User, [new DataContent(new byte[] { 1 }, "application/pdf")])])).Message.ShouldContain("application/pdf");
    }

    [Fact]
    public void Any_text_at_all_can_be_sent()
    {
        Prop.ForAll<string>(text =>
        {
            var sent = Written([new ChatMessage(ChatRole.User, text)]).GetProperty("messages")[0].GetProperty("content").GetString()!;
            return string.Equals(sent, Utf16.Repaired(text ?? ""), StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
        Utf16.Repaired("a\ud83d b\ude00 😀").ShouldBe("a\uFFFD b\uFFFD 😀");
        Written([new ChatMessage(ChatRole.User, "a\ud83d")]).GetProperty("messages")[0].GetProperty("content").GetString().ShouldBe("a\uFFFD");
    }
}
