using System.Text.Json;
using Groundwork.TestKit;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers;

/// <summary>What holds on every chat wire.</summary>
public sealed class ProviderClientsTests : ModelTest
{
    private static readonly ModelProvider[] Chatting = [ModelProvider.OpenAi, ModelProvider.AzureOpenAi, ModelProvider.Anthropic, ModelProvider.Ollama, ModelProvider.Gemini];

    public static TheoryData<ModelProvider> Providers() => [.. Chatting];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_answer_is_the_same_plain_and_streamed_with_its_usage(ModelProvider provider)
    {
        Server.Enqueue(ModelScript.Says("In the piano."), ModelScript.Says("In the piano."));
        var chat = Chat(Endpoint(), provider);

        var plain = await AskAsync(chat);
        var streamed = (await CollectAsync(StreamAsync(chat))).Updates.ToChatResponse();

        foreach (var response in new[] { plain, streamed })
        {
            response.Text.ShouldBe("In the piano.");
            response.FinishReason.ShouldBe(ChatFinishReason.Stop);
            response.Usage!.OutputTokenCount.ShouldBe(3);
            response.Usage.InputTokenCount.ShouldBe(Server.Invoice[0].InputTokens);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_tool_call_comes_whole_plain_and_streamed(ModelProvider provider)
    {
        Server.Enqueue(ModelScript.InventedTool(), ModelScript.InventedTool());
        var chat = Chat(Endpoint(), provider);

        var plain = await AskAsync(chat);
        var streamed = (await CollectAsync(StreamAsync(chat))).Updates.ToChatResponse();

        foreach (var response in new[] { plain, streamed })
        {
            var call = response.Messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>().Single();
            call.Name.ShouldBe("launch_rocket");
            call.Arguments!["countdown"]!.ToString().ShouldBe("3");
            response.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Thoughts_are_kept_apart(ModelProvider provider)
    {
        Server.Enqueue(ModelScript.Reasons("Hm.", "There."), ModelScript.Reasons("Hm.", "There."));
        var chat = Chat(Endpoint(), provider);

        foreach (var response in new[] { await AskAsync(chat), (await CollectAsync(StreamAsync(chat))).Updates.ToChatResponse() })
        {
            response.Text.ShouldBe("There.");
            response.Messages.SelectMany(static message => message.Contents).OfType<TextReasoningContent>().First().Text.ShouldBe("Hm.");
        }
    }

    [Theory]
    [InlineData(ModelProvider.OpenAi, "/v1/chat/completions", "Authorization", "Bearer " + Key)]
    [InlineData(ModelProvider.AzureOpenAi, "/openai/deployments/scripted/chat/completions?api-version=2024-10-21", "api-key", Key)]
    [InlineData(ModelProvider.Anthropic, "/v1/messages", "x-api-key", Key)]
    [InlineData(ModelProvider.Ollama, "/api/chat", "Authorization", "Bearer " + Key)]
    [InlineData(ModelProvider.Gemini, "/v1beta/models/scripted:generateContent", "x-goog-api-key", Key)]
    public async Task Each_provider_has_its_path_and_its_header(ModelProvider provider, string path, string header, string value)
    {
        Server.Enqueue(ModelScript.Says("a"));

        await Chat(Endpoint(), provider).GetResponseAsync("x", new ChatOptions { AdditionalProperties = new() { ["groundwork.request-id"] = "attempt-7", ["groundwork.hints"] = "never sent" } });

        var request = Server.Requests.Single();
        request.Path.ShouldBe(path);
        request.Headers[header].ShouldBe(value);
        request.Headers["X-Client-Request-Id"].ShouldBe("attempt-7");
        request.Body.ShouldNotContain("groundwork");
        Server.Invoice.Single().RequestId.ShouldBe("attempt-7");
    }

    [Theory]
    [InlineData(ModelProvider.OpenAi, "max_tokens")]
    [InlineData(ModelProvider.AzureOpenAi, "max_completion_tokens")]
    [InlineData(ModelProvider.Anthropic, "max_tokens")]
    [InlineData(ModelProvider.Ollama, "num_predict")]
    [InlineData(ModelProvider.Gemini, "maxOutputTokens")]
    public async Task The_limit_of_the_answer_is_always_sent_and_never_above_the_targets(ModelProvider provider, string field)
    {
        Server.Respond = static _ => ModelScript.Says("a");
        var chat = ProviderClients.Chat(new ModelTarget("t", provider, Endpoint()) { MaxOutputTokens = 50 }, Http, Clock);

        foreach (var wished in new int?[] { null, 20, 900 })
            await chat.GetResponseAsync("x", new ChatOptions { MaxOutputTokens = wished });

        Server.Requests.Select(request => Find(request.Json, field)).ShouldBe([50, 20, 50]);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_stream_that_the_client_leaves_is_billed_for_what_was_made(ModelProvider provider)
    {
        var slow = ModelScript.SaysSlowly("one ", "two ", "three ");
        Server.Enqueue(slow);
        slow.Gate!.Release(2);

        var seen = 0;
        await foreach (var update in StreamAsync(Chat(Endpoint(), provider)))
            if (update.Text.Length > 0 && ++seen == 2)
                break;

        await Server.Requests[0].Aborted;
        Server.Invoice.Single().OutputTokens.ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_request_is_not_billed()
    {
        Server.Enqueue(ModelScript.Status(429), ModelScript.Says("a b"));

        await FailureOf(AskAsync(Chat()));
        await AskAsync(Chat());

        Server.Invoice.Select(static line => (line.InputTokens, line.OutputTokens)).ShouldBe([(0L, 0L), (9L, 2L)]);
    }

    [Fact]
    public void What_a_provider_cannot_do_is_told_with_those_that_can()
    {
        ModelTarget Target(ModelProvider provider) => new("mine", provider, Endpoint());

        Should.Throw<NotSupportedException>(() => ProviderClients.Chat(Target(ModelProvider.Cohere), Http, Clock)).Message.ShouldContain("\"mine\"");
        Should.Throw<NotSupportedException>(() => ProviderClients.Embedder(Target(ModelProvider.Anthropic), Http, Clock)).Message.ShouldContain("Voyage");
        Should.Throw<NotSupportedException>(() => ProviderClients.Reranker(Target(ModelProvider.Gemini), Http, Clock)).Message.ShouldContain("Jina");
    }

    private static int? Find(JsonElement json, string field)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return null;
        return json.TryGetProperty(field, out var found) ? found.GetInt32() : json.EnumerateObject().Select(one => Find(one.Value, field)).FirstOrDefault(static one => one is not null);
    }
}
