using Groundwork.Models.Providers;
using Groundwork.TestKit;
using Microsoft.Extensions.AI;

namespace Groundwork.Models;

public sealed class ChatTests : ModelTest
{
    [Fact]
    public async Task A_plain_answer_arrives_with_everything_the_server_says_about_it()
    {
        Server.Enqueue(ModelScript.Says("In the piano."));

        var response = await AskAsync(Chat());

        response.Text.ShouldBe("In the piano.");
        response.ResponseId.ShouldBe("chatcmpl-scripted");
        response.ModelId.ShouldBe("scripted");
        response.CreatedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1_767_323_045));
        response.FinishReason.ShouldBe(ChatFinishReason.Stop);
        response.Usage!.InputTokenCount.ShouldBe(9);
        response.Usage.OutputTokenCount.ShouldBe(3);
        response.Usage.TotalTokenCount.ShouldBe(12);
    }

    [Fact]
    public async Task A_streamed_answer_is_the_same_answer_in_pieces()
    {
        Server.Enqueue(ModelScript.SaysTokens("In ", "the ", "piano."));

        var (updates, end) = await CollectAsync(StreamAsync(Chat()));

        end.ShouldBeNull();
        updates.Where(static update => update.Text.Length > 0).Select(static update => update.Text).ShouldBe(["In ", "the ", "piano."]);
        var whole = updates.ToChatResponse();
        whole.Text.ShouldBe("In the piano.");
        whole.Messages.Count.ShouldBe(1);
        whole.FinishReason.ShouldBe(ChatFinishReason.Stop);
        whole.Usage!.TotalTokenCount.ShouldBe(12);
        whole.ResponseId.ShouldBe("chatcmpl-scripted");
    }

    [Fact]
    public async Task Tokens_arrive_as_they_are_sent_and_not_at_the_end()
    {
        var slow = ModelScript.SaysSlowly("one", "two");
        Server.Enqueue(slow);

        await using var updates = StreamAsync(Chat()).GetAsyncEnumerator();
        slow.Gate!.Release();
        (await updates.MoveNextAsync()).ShouldBeTrue();
        updates.Current.Text.ShouldBe("one");
        var second = updates.MoveNextAsync();
        second.IsCompleted.ShouldBeFalse();
        slow.Gate.ReleaseAll();
        (await second).ShouldBeTrue();
        updates.Current.Text.ShouldBe("two");
    }

    [Fact]
    public async Task Tokens_arrive_as_they_are_sent_through_an_HttpClient_too()
    {
        var slow = ModelScript.SaysSlowly("one", "two");
        Server.Enqueue(slow);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var chat = ProviderClients.Chat(new ModelTarget("target", ModelProvider.OpenAi, Endpoint()), http, Clock);

        await using var updates = StreamAsync(chat).GetAsyncEnumerator();
        slow.Gate!.Release();
        (await updates.MoveNextAsync()).ShouldBeTrue();
        updates.Current.Text.ShouldBe("one");
        slow.Gate.ReleaseAll();
    }

    [Fact]
    public async Task What_has_already_arrived_is_given_without_waiting()
    {
        static string Token(string text) => $"data: {{\"choices\":[{{\"delta\":{{\"content\":\"{text}\"}}}}]}}\n\n";
        Server.Enqueue(ModelScript.RawThenHangs("text/event-stream", Token("one") + Token("two") + Token("three")));
        await using var updates = StreamAsync(Chat()).GetAsyncEnumerator();

        (await updates.MoveNextAsync()).ShouldBeTrue();
        foreach (var expected in new[] { "two", "three" })
        {
            var next = updates.MoveNextAsync();
            next.IsCompleted.ShouldBeTrue();
            (await next).ShouldBeTrue();
            updates.Current.Text.ShouldBe(expected);
        }
    }

    [Fact]
    public async Task The_key_goes_as_a_bearer_token_and_no_key_as_no_header()
    {
        Server.Enqueue(ModelScript.Says("a"), ModelScript.Says("b"));

        await AskAsync(Chat());
        await AskAsync(Chat(Endpoint() with { ApiKey = null }));

        Server.Requests[0].Headers["Authorization"].ShouldBe($"Bearer {Key}");
        Server.Requests[0].Headers["Content-Type"].ShouldBe("application/json");
        Server.Requests[1].Headers.ContainsKey("Authorization").ShouldBeFalse();
    }

    [Fact]
    public async Task Usage_that_is_not_reported_is_not_known()
    {
        Server.Enqueue(ModelScript.NoUsage("a"), ModelScript.NoUsage("b"));

        (await AskAsync(Chat())).Usage.ShouldBeNull();
        (await CollectAsync(StreamAsync(Chat()))).Updates.ToChatResponse().Usage.ShouldBeNull();
    }

    [Fact]
    public async Task What_the_model_thinks_is_kept_apart_from_what_it_says()
    {
        Server.Enqueue(ModelScript.Reasons("Hm, the piano.", "In the piano."), ModelScript.Reasons("Hm.", "There."));

        var plain = await AskAsync(Chat());
        var streamed = (await CollectAsync(StreamAsync(Chat()))).Updates.ToChatResponse();

        plain.Text.ShouldBe("In the piano.");
        plain.Messages[0].Contents.OfType<TextReasoningContent>().Single().Text.ShouldBe("Hm, the piano.");
        streamed.Text.ShouldBe("There.");
        streamed.Messages[0].Contents.OfType<TextReasoningContent>().Single().Text.ShouldBe("Hm.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_tool_call_comes_whole_even_for_a_tool_that_nobody_offered(bool stream)
    {
        Server.Enqueue(ModelScript.InventedTool());

        var response = stream ? (await CollectAsync(StreamAsync(Chat()))).Updates.ToChatResponse() : await AskAsync(Chat());

        var call = response.Messages[0].Contents.OfType<FunctionCallContent>().Single();
        call.Name.ShouldBe("launch_rocket");
        call.CallId.ShouldBe("call_scripted");
        call.Arguments!["countdown"]!.ToString().ShouldBe("3");
        response.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
    }

    [Fact]
    public async Task Arguments_that_are_not_json_come_with_the_reason()
    {
        Server.Enqueue(ModelScript.CallsTool("find", "{\"q\":"), ModelScript.CallsTool("find", "[1]"), ModelScript.CallsTool("find", ""));

        for (var i = 0; i < 2; i++)
            (await AskAsync(Chat())).Messages[0].Contents.OfType<FunctionCallContent>().Single().Exception.ShouldNotBeNull();
        var empty = (await AskAsync(Chat())).Messages[0].Contents.OfType<FunctionCallContent>().Single();
        empty.Exception.ShouldBeNull();
        empty.Arguments!.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_model_of_the_options_is_asked_instead_of_the_configured_one()
    {
        Server.Enqueue(ModelScript.Says("a"));

        await Chat().GetResponseAsync([new ChatMessage(ChatRole.User, "x")], new ChatOptions { ModelId = "other" });

        Server.Requests[0].Model.ShouldBe("other");
    }

    [Fact]
    public async Task Many_calls_at_once_get_their_own_answers()
    {
        Server.Respond = static request => ModelScript.Says("re " + request.Messages[0]);
        var chat = Chat();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            var message = new ChatMessage(ChatRole.User, $"question {i}");
            return i % 2 == 0
                ? (await chat.GetResponseAsync([message])).Text
                : Text((await CollectAsync(chat.GetStreamingResponseAsync([message]))).Updates);
        }));

        answers.ShouldBe(Enumerable.Range(0, 40).Select(static i => $"re user: question {i}"));
    }

    [Fact]
    public async Task A_huge_prompt_in_many_scripts_arrives_unchanged()
    {
        var prompt = string.Concat(Enumerable.Repeat("Зачем? なぜ？ 😀 \"\\\n", 100_000));
        Server.Enqueue(ModelScript.Says("ok"));

        await Chat().GetResponseAsync([new ChatMessage(ChatRole.User, prompt)]);

        Server.Requests[0].Messages.Single().ShouldBe("user: " + prompt);
    }

    [Fact]
    public void The_client_tells_what_it_is()
    {
        var client = Chat(new ModelEndpoint(new Uri("https://host/v1?key=abc"), "m", null));

        var metadata = client.GetService<ChatClientMetadata>()!;
        metadata.DefaultModelId.ShouldBe("m");
        metadata.ProviderUri!.AbsoluteUri.ShouldBe("https://host/v1/chat/completions");
        client.GetService<ProviderChatClient>().ShouldBeSameAs(client);
        client.GetService<HttpClient>().ShouldBeNull();
    }
}
