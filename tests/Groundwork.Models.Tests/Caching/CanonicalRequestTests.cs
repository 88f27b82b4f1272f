using Groundwork.Models.Caching;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Tests.Caching;

public sealed class CanonicalRequestTests
{
    private static readonly ChatMessage[] Question = [new(ChatRole.System, "be brief"), new(ChatRole.User, "question")];

    [Fact]
    public void Whatever_decides_an_answer_decides_the_key()
    {
        ChatOptions[] options =
        [
            new(), new() { Temperature = 0 }, new() { Temperature = 0.5f }, new() { TopP = 0.5f }, new() { TopK = 5 }, new() { Seed = 1 }, new() { MaxOutputTokens = 5 }, new() { StopSequences = ["a"] }, new() { StopSequences = ["a", ""] },
            new() { FrequencyPenalty = 1 }, new() { PresencePenalty = 1 }, new() { ModelId = "m" }, new() { Instructions = "m" }, new() { ResponseFormat = ChatResponseFormat.Json }, new() { ResponseFormat = ChatResponseFormat.Text },
            new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(System.Text.Json.JsonDocument.Parse("{}").RootElement) }, new() { AllowMultipleToolCalls = true }, new() { AllowMultipleToolCalls = false },
            new() { Tools = [AIFunctionFactory.CreateDeclaration("f", "d", System.Text.Json.JsonDocument.Parse("{}").RootElement)] }, new() { ToolMode = ChatToolMode.RequireAny }, new() { ToolMode = ChatToolMode.RequireSpecific("f") },
            new() { Reasoning = new ReasoningOptions { Effort = ReasoningEffort.High } }, new() { AdditionalProperties = new() { ["logit_bias"] = "x" } }, new() { AdditionalProperties = new() { ["logit_bias"] = 1 } },
            new() { AdditionalProperties = new() { [RequestHints.Key] = new RequestHints("de", null) } },
        ];
        var keys = options.Select(static o => CanonicalRequest.KeyOf("r", CallContext.Local, Question, o)).ToList();
        keys.ShouldAllBe(static k => k != null);
        keys.Distinct().Count().ShouldBe(options.Length);
    }

    [Fact]
    public void Contents_and_their_borders_decide_the_key()
    {
        ChatMessage[][] messages =
        [
            [new(ChatRole.User, "ab")], [new(ChatRole.User, "a"), new(ChatRole.User, "b")], [new(ChatRole.User, [new TextContent("a"), new TextContent("b")])], [new(ChatRole.Assistant, "ab")], [new(ChatRole.User, "ab") { AuthorName = "x" }],
            [new(ChatRole.User, [new DataContent(new byte[] { 1 }, "image/png")])], [new(ChatRole.User, [new DataContent(new byte[] { 2 }, "image/png")])], [new(ChatRole.User, [new UriContent("http://a/b", "image/png")])],
            [new(ChatRole.Assistant, [new FunctionCallContent("1", "f", new Dictionary<string, object?>(StringComparer.Ordinal) { ["a"] = 1 })])], [new(ChatRole.Assistant, [new FunctionCallContent("1", "f", new Dictionary<string, object?>(StringComparer.Ordinal) { ["a"] = "1" })])],
            [new(ChatRole.Tool, [new FunctionResultContent("1", "x")])], [new(ChatRole.User, "\ud800")], [new(ChatRole.User, "\ufffd")],
        ];
        messages.Select(static m => CanonicalRequest.KeyOf("r", CallContext.Local, m, null)).Where(static k => k is not null).Distinct().Count().ShouldBeGreaterThanOrEqualTo(messages.Length - 1);
    }

    [Fact]
    public void Who_asks_and_in_which_order_fields_stand_does_not_decide()
    {
        var one = CanonicalRequest.KeyOf("r", new CallContext(new Caller("k1", "u1", "t", "p")), Question, new ChatOptions { AdditionalProperties = new() { ["a"] = 1, ["b"] = 2, ["user"] = "u1" } });
        var two = CanonicalRequest.KeyOf("r", new CallContext(new Caller("k2", "u2", "t", "p")), Question, new ChatOptions { AdditionalProperties = new() { ["b"] = 2, ["a"] = 1 } });
        one.ShouldNotBeNull().ShouldBe(two!.Value);
    }

    [Fact]
    public void What_has_no_canonical_form_is_not_cached()
    {
        CanonicalRequest.KeyOf("r", CallContext.Local, Question, new ChatOptions { ConversationId = "c" }).ShouldBeNull();
        CanonicalRequest.KeyOf("r", CallContext.Local, Question, new ChatOptions { RawRepresentationFactory = static _ => null }).ShouldBeNull();
        CanonicalRequest.KeyOf("r", CallContext.Local, Question, new ChatOptions { AdditionalProperties = new() { ["x"] = new object() } }).ShouldBeNull();
    }

    [Fact]
    public void No_option_that_a_library_update_brings_is_forgotten() =>
        typeof(ChatOptions).GetProperties().Select(static p => p.Name).Order(StringComparer.Ordinal).ShouldBe(
        [
            "AdditionalProperties", "AllowBackgroundResponses", "AllowMultipleToolCalls", "ContinuationToken", "ConversationId", "FrequencyPenalty", "Instructions", "MaxOutputTokens", "ModelId", "PresencePenalty",
            "RawRepresentationFactory", "Reasoning", "ResponseFormat", "Seed", "StopSequences", "Temperature", "ToolMode", "Tools", "TopK", "TopP",
        ]);
}
