using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Groundwork.TestKit;
using Microsoft.Extensions.AI;

namespace Groundwork.Models;

/// <summary>What goes wrong, under which kind, and what the message says and keeps to itself.</summary>
public sealed class ChatFailureTests : ModelTest
{
    [Theory]
    [InlineData(400, ModelFailure.BadRequest, false)]
    [InlineData(401, ModelFailure.Refused, false)]
    [InlineData(402, ModelFailure.Refused, false)]
    [InlineData(403, ModelFailure.Refused, false)]
    [InlineData(404, ModelFailure.NotFound, false)]
    [InlineData(405, ModelFailure.NotFound, false)]
    [InlineData(408, ModelFailure.TimedOut, true)]
    [InlineData(409, ModelFailure.ServerFault, true)]
    [InlineData(413, ModelFailure.BadRequest, false)]
    [InlineData(422, ModelFailure.BadRequest, false)]
    [InlineData(429, ModelFailure.RateLimited, true)]
    [InlineData(500, ModelFailure.ServerFault, true)]
    [InlineData(501, ModelFailure.ServerFault, false)]
    [InlineData(503, ModelFailure.ServerFault, true)]
    [InlineData(529, ModelFailure.ServerFault, true)]
    public async Task A_status_has_a_kind_plain_and_streamed(int status, ModelFailure kind, bool isTransient)
    {
        var script = ModelScript.Status(status, """{"error":{"message":"The reason why."}}""");
        Server.Enqueue(script, script);

        var plain = await FailureOf(AskAsync(Chat()));
        var streamed = (await CollectAsync(StreamAsync(Chat()))).End.ShouldBeOfType<ModelException>();

        foreach (var failure in new[] { plain, streamed })
        {
            failure.Kind.ShouldBe(kind);
            failure.IsTransient.ShouldBe(isTransient);
            failure.StatusCode.ShouldBe(status);
            failure.Attempts.ShouldBe(1);
            failure.Message.ShouldContain("scripted");
            failure.Message.ShouldContain($"{Server.Url}v1/chat/completions answered {status}: \"The reason why.\"");
        }
    }

    [Theory]
    [InlineData("""{"error":"plain words"}""", "plain words")]
    [InlineData("""{"message":"plain words"}""", "plain words")]
    [InlineData("""{"detail":"plain words"}""", "plain words")]
    [InlineData("""{"object":"error","message":"plain words","code":400}""", "plain words")]
    [InlineData("""{"detail":[{"loc":["body"],"msg":"plain words"}]}""", "plain words")]
    [InlineData("plain words", "plain words")]
    [InlineData("", "answered 400. ")]
    [InlineData("\0\u0001\u0002", "···")]
    public async Task The_words_of_the_server_are_found_in_any_body(string body, string expected)
    {
        Server.Enqueue(ModelScript.Status(400, body));

        (await FailureOf(AskAsync(Chat()))).Message.ShouldContain(expected);
    }

    [Fact]
    public async Task A_used_up_quota_is_not_worth_waiting_for()
    {
        Server.Enqueue(ModelScript.Status(429, """{"error":{"message":"You exceeded your quota.","code":"insufficient_quota"}}"""));

        var failure = await FailureOf(AskAsync(Chat()));

        failure.Kind.ShouldBe(ModelFailure.RateLimited);
        failure.IsTransient.ShouldBeFalse();
        Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_model_is_not_found_whatever_the_status()
    {
        Server.Enqueue(ModelScript.Status(400, """{"error":{"message":"no such model","code":"model_not_found"}}"""));

        (await FailureOf(AskAsync(Chat()))).Kind.ShouldBe(ModelFailure.NotFound);
    }

    [Fact]
    public async Task A_wrong_path_is_not_found()
    {
        var failure = await FailureOf(AskAsync(Chat(Endpoint() with { BaseUrl = new Uri(Server.Url, "/elsewhere/v1?sig=topsecret") })));

        failure.Kind.ShouldBe(ModelFailure.NotFound);
        failure.Message.ShouldContain("/elsewhere/v1/chat/completions");
        failure.ToString().ShouldNotContain("topsecret");
        Server.Requests[0].Path.ShouldEndWith("?sig=topsecret");
    }

    [Fact]
    public async Task A_redirect_is_named_and_not_followed()
    {
        Server.Enqueue(ModelScript.Status(308, "", ("Location", "https://elsewhere.example/v1/chat/completions?token=topsecret")));

        var failure = await FailureOf(AskAsync(Chat()));

        failure.Kind.ShouldBe(ModelFailure.NotFound);
        failure.Message.ShouldContain("https://elsewhere.example/v1/chat/completions,");
        failure.Message.ShouldNotContain("topsecret");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_web_page_instead_of_an_answer_is_told_by_its_title(bool stream)
    {
        Server.Enqueue(ModelScript.HtmlPage());

        var failure = stream ? (await CollectAsync(StreamAsync(Chat()))).End.ShouldBeOfType<ModelException>() : await FailureOf(AskAsync(Chat()));

        failure.Kind.ShouldBe(ModelFailure.Nonsense);
        failure.Message.ShouldContain("HTML page: \"Welcome to nginx!\"");
        failure.Message.ShouldContain("OpenAI-compatible");
    }

    [Fact]
    public async Task A_web_page_with_an_error_status_keeps_the_status()
    {
        Server.Enqueue(ModelScript.HtmlPage(502, "502 Bad Gateway"));

        var failure = await FailureOf(AskAsync(Chat()));

        failure.Kind.ShouldBe(ModelFailure.ServerFault);
        failure.Message.ShouldContain("answered 502 with an HTML page: \"502 Bad Gateway\"");
    }

    [Theory]
    [InlineData("""{"error":{"message":"slow down","code":429}}""", ModelFailure.RateLimited, true)]
    [InlineData("""{"error":{"message":"slow down","type":"rate_limit_error"}}""", ModelFailure.RateLimited, true)]
    [InlineData("""{"error":{"message":"who are you","code":"invalid_api_key"}}""", ModelFailure.Refused, false)]
    [InlineData("""{"error":{"message":"too long","code":"context_length_exceeded","type":"invalid_request_error"}}""", ModelFailure.BadRequest, false)]
    [InlineData("""{"error":{"message":"oops"}}""", ModelFailure.ServerFault, true)]
    [InlineData("""{"error":"oops"}""", ModelFailure.ServerFault, true)]
    [InlineData("""{"object":"error","message":"oops","code":503}""", ModelFailure.ServerFault, true)]
    public async Task An_error_in_a_good_reply_is_an_error_in_all_three_places(string error, ModelFailure kind, bool isTransient)
    {
        Server.Enqueue(ModelScript.ErrorIn200(error), ModelScript.ErrorIn200(error), ModelScript.PlainErrorIn200(error));

        var plain = await FailureOf(AskAsync(Chat()));
        var asEvent = (await CollectAsync(StreamAsync(Chat()))).End.ShouldBeOfType<ModelException>();
        var plainInStream = (await CollectAsync(StreamAsync(Chat()))).End.ShouldBeOfType<ModelException>();

        foreach (var failure in new[] { plain, asEvent, plainInStream })
        {
            failure.Kind.ShouldBe(kind);
            failure.IsTransient.ShouldBe(isTransient);
            failure.Message.ShouldContain("200 with an error inside");
        }
    }

    [Fact]
    public async Task An_event_named_error_is_an_error_in_any_form()
    {
        Server.Enqueue(ModelScript.Raw("text/event-stream", "event: error\ndata: {\"message\":\"the GPU fell off\"}\n\n"));

        var failure = (await CollectAsync(StreamAsync(Chat()))).End.ShouldBeOfType<ModelException>();

        failure.Kind.ShouldBe(ModelFailure.ServerFault);
        failure.Message.ShouldContain("the GPU fell off");
    }

    [Fact]
    public async Task An_error_after_the_first_words_breaks_the_stream_and_is_told()
    {
        Server.Enqueue(ModelScript.ErrorIn200("""{"error":{"message":"out of memory"}}""", "Hel", "lo"));

        var (updates, end) = await CollectAsync(StreamAsync(Chat()));

        Text(updates).ShouldBe("Hello");
        var failure = end.ShouldBeOfType<ModelException>();
        failure.Kind.ShouldBe(ModelFailure.BrokenStream);
        failure.InnerException.ShouldBeOfType<ModelException>().Message.ShouldContain("out of memory");
        Server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_choices_is_nonsense(bool stream)
    {
        Server.Enqueue(ModelScript.EmptyChoices());

        var failure = stream ? (await CollectAsync(StreamAsync(Chat()))).End.ShouldBeOfType<ModelException>() : await FailureOf(AskAsync(Chat()));

        failure.Kind.ShouldBe(ModelFailure.Nonsense);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"choices":{}}""")]
    [InlineData("""{"choices":[7]}""")]
    [InlineData("""{"choices":[{"message":{"tool_calls":[{"id":"a"}]}}]}""")]
    [InlineData("not json")]
    public async Task What_is_no_answer_is_nonsense(string body)
    {
        Server.Enqueue(ModelScript.Raw("application/json", body));

        (await FailureOf(AskAsync(Chat()))).Kind.ShouldBe(ModelFailure.Nonsense);
    }

    [Fact]
    public async Task Json_nested_without_end_is_nonsense()
    {
        Server.Enqueue(ModelScript.Raw("application/json", new string('[', 100_000)), ModelScript.Raw("text/event-stream", "data: " + new string('[', 100_000) + "\n\n"));

        (await FailureOf(AskAsync(Chat()))).Kind.ShouldBe(ModelFailure.Nonsense);
        (await CollectAsync(StreamAsync(Chat()))).End.ShouldBeOfType<ModelException>().Kind.ShouldBe(ModelFailure.Nonsense);
    }

    [Fact]
    public async Task A_stream_of_something_else_is_nonsense()
    {
        Server.Enqueue(
            ModelScript.Raw("image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0xFF, 0xFE]),
            ModelScript.Raw("text/event-stream", "data: 42\n\n"),
            ModelScript.Raw("text/event-stream", "data: not json\n\n"));

        for (var i = 0; i < 3; i++)
            (await CollectAsync(StreamAsync(Chat()))).End.ShouldBeOfType<ModelException>().Kind.ShouldBe(ModelFailure.Nonsense);
    }

    [Fact]
    public async Task Broken_json_in_the_middle_ends_the_stream_after_what_came_before()
    {
        Server.Enqueue(ModelScript.InvalidJson(2, "one ", "two ", "three"));

        var (updates, end) = await CollectAsync(StreamAsync(Chat()));

        Text(updates).ShouldBe("one two ");
        end.ShouldBeOfType<ModelException>().Kind.ShouldBe(ModelFailure.BrokenStream);
        end!.InnerException.ShouldBeOfType<ModelException>().Kind.ShouldBe(ModelFailure.Nonsense);
        Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_stream_that_ends_early_gives_what_it_had_and_is_not_begun_again()
    {
        Server.Enqueue(ModelScript.BrokenStream(2, "one ", "two ", "three"), ModelScript.Says("never asked for"));

        var (updates, end) = await CollectAsync(StreamAsync(Chat()));

        Text(updates).ShouldBe("one two ");
        updates.ShouldAllBe(static update => update.FinishReason == null);
        var failure = end.ShouldBeOfType<ModelException>();
        failure.Kind.ShouldBe(ModelFailure.BrokenStream);
        failure.IsTransient.ShouldBeTrue();
        ShouldBeDiscreet(failure);
        Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_chunk_that_the_end_cuts_off_breaks_the_stream()
    {
        Server.Enqueue(ModelScript.Raw("text/event-stream", "data: {\"choices\":[{\"delta\":{\"content\":\"one\"}}]}\n\n", "data: {\"choi"));

        var (updates, end) = await CollectAsync(StreamAsync(Chat()));

        Text(updates).ShouldBe("one");
        end.ShouldBeOfType<ModelException>().Message.ShouldContain("middle of a chunk");
    }

    [Fact]
    public async Task A_lost_connection_breaks_the_stream()
    {
        var slow = ModelScript.SaysSlowly("one", "two");
        Server.Enqueue(slow);
        await using var updates = StreamAsync(Chat()).GetAsyncEnumerator();

        slow.Gate!.Release();
        (await updates.MoveNextAsync()).ShouldBeTrue();
        slow.Gate.Break();
        var failure = await FailureOf(updates.MoveNextAsync().AsTask());

        failure.Kind.ShouldBe(ModelFailure.BrokenStream);
        Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_plain_reply_that_is_cut_off_is_not_taken_for_an_answer()
    {
        Server.Enqueue(ModelScript.BrokenStream(0, "one"));

        (await FailureOf(AskAsync(Chat()))).Kind.ShouldBe(ModelFailure.Nonsense);
    }

    [Fact]
    public async Task A_server_that_does_not_run_is_unreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var failure = await FailureOf(AskAsync(Chat(Endpoint() with { BaseUrl = new Uri($"http://127.0.0.1:{port}") })));

        failure.Kind.ShouldBe(ModelFailure.Unreachable);
        failure.IsTransient.ShouldBeTrue();
        failure.StatusCode.ShouldBeNull();
        failure.Message.ShouldContain($"127.0.0.1:{port}");
    }

    [Fact]
    public async Task A_server_that_speaks_something_else_is_unreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var asking = FailureOf(AskAsync(Chat(Endpoint() with { BaseUrl = new Uri($"http://127.0.0.1:{port}") })));
        using (var socket = await listener.AcceptSocketAsync())
        {
            var buffer = new byte[64 * 1024];
            await socket.ReceiveAsync(buffer);
            await socket.SendAsync("220 smtp.example.org ESMTP\r\n\r\n"u8.ToArray());
            socket.Shutdown(SocketShutdown.Send);
            (await asking).Kind.ShouldBe(ModelFailure.Unreachable);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reply_without_end_is_cut_at_the_limit(bool stream)
    {
        var flood = Enumerable.Repeat(": nothing but noise, and more of it\n", 100).ToArray();
        Server.Enqueue(ModelScript.RawThenHangs("text/event-stream", flood));
        var chat = Chat(Endpoint() with { MaxReplyBytes = 2000 });

        var failure = stream ? (await CollectAsync(StreamAsync(chat))).End.ShouldBeOfType<ModelException>() : await FailureOf(AskAsync(chat));

        failure.Kind.ShouldBe(ModelFailure.Nonsense);
        failure.Message.ShouldContain("more than 2000 bytes");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task What_the_server_repeats_of_key_and_prompt_is_not_passed_on(int status)
    {
        foreach (var body in new[]
        {
            JsonSerializer.Serialize(new { error = new { message = $"Bad key {Key} for \"{Prompt}\" in {{\"Authorization\":\"Bearer {Key}\"}}" } }),
            JsonSerializer.Serialize(new { error = new { message = "Incorrect API key provided: sk-tes*****************er42." } }),
            JsonSerializer.Serialize(new { detail = new[] { new { input = Prompt, key = Key } } }),
            $"<html><title>{Key} {Prompt}</title></html>",
            $"{Prompt} {Key}",
        })
        {
            Server.Enqueue(ModelScript.Status(status, body), ModelScript.Raw("application/json", body), ModelScript.Raw("text/event-stream", $"data: {body}\n\n"));
            await FailureOf(AskAsync(Chat()));
            await FailureOf(AskAsync(Chat()));
            var end = (await CollectAsync(StreamAsync(Chat()))).End.ShouldBeOfType<ModelException>();
            ShouldBeDiscreet(end);
        }
    }

    [Fact]
    public async Task Tool_results_and_instructions_are_not_passed_on_either()
    {
        Server.Enqueue(ModelScript.Status(400, """{"error":{"message":"bad: The vault code is 4711-0815. And: Speak like a pirate captain."}}"""));

        var failure = await FailureOf(Chat().GetResponseAsync(
            [new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", "The vault code is 4711-0815.")])],
            new ChatOptions { Instructions = "Speak like a pirate captain." }));

        failure.Message.ShouldContain("bad: [request text] And: [request text]");
    }
}
