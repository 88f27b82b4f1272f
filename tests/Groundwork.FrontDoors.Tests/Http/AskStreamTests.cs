using System.Net.Http.Json;
using Groundwork.TestKit;

namespace Groundwork.FrontDoors.Tests.Http;

public class AskStreamTests
{
    private static readonly (string, string) Caching = ("caching.md", "# Caching\n\nThe cache holds 512 entries by default.\n");

    [Fact]
    public async Task An_answer_is_streamed_as_found_drafted_and_done()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url);
        await server.IngestAsync("notes", Caching);
        model.Enqueue(ModelScript.SaysTokens("It holds 512", " entries. [1 \"holds 512 entries\"]"));

        using var reply = await server.Client.SendAsync(Ask(server, "How many entries does the cache hold?"), HttpCompletionOption.ResponseHeadersRead);
        var events = await reply.AllEventsAsync();

        events[0].Name.ShouldBe("found");
        events.Count(e => e.Name is "drafted").ShouldBeGreaterThan(1);
        events[^1].Name.ShouldBe("done");
        events[^1].Data.GetProperty("event").GetString().ShouldBe("done");
        events[^1].Data.GetProperty("reply").GetProperty("claims")[0].GetProperty("citations")[0].GetProperty("quote").GetString().ShouldBe("holds 512 entries");
    }

    [Fact]
    public async Task The_draft_arrives_while_the_model_still_writes()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url);
        await server.IngestAsync("notes", Caching);
        var slow = ModelScript.SaysSlowly("It holds 512", " entries. [1 \"holds 512 entries\"]");
        model.Enqueue(slow);

        using var reply = await server.Client.SendAsync(Ask(server, "How many entries does the cache hold?"), HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await reply.Content.ReadAsStreamAsync());
        slow.Gate!.Release();
        while (await lines.ReadLineAsync() is { } line && line is not "event: drafted") { }
        slow.Gate.ReleaseAll();
        (await lines.ReadToEndAsync()).ShouldContain("event: done");
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_the_call_of_the_model()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url);
        await server.IngestAsync("notes", Caching);
        model.Enqueue(ModelScript.Hangs());
        using var leaving = new CancellationTokenSource();
        var asked = server.Client.PostAsJsonAsync("/api/ask", new { question = "How many entries does the cache hold?", collection = "notes" }, leaving.Token);
        await model.RequestsArrivedAsync(1);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asked);
        await model.Requests[0].Aborted.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_failure_in_a_stream_is_an_error_event()
    {
        await using var server = await RunningServer.StartAsync();
        using var reply = await server.Client.SendAsync(Ask(server, "Anything?"), HttpCompletionOption.ResponseHeadersRead);
        var events = await reply.AllEventsAsync();
        events.ShouldHaveSingleItem().Name.ShouldBe("error");
        events[0].Data.GetProperty("error").GetProperty("code").GetString().ShouldBe("GW1101");
    }

    [Fact]
    public async Task A_model_that_fails_gives_its_status()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url);
        await server.IngestAsync("notes", Caching);
        model.Enqueue(ModelScript.Status(401, """{"error":{"message":"bad key"}}"""));
        using var reply = await server.Client.PostAsJsonAsync("/api/ask", new { question = "How many entries does the cache hold?", collection = "notes" });
        await ApiTests.ShouldFailAsync(reply, 502, "GW1403", "");
    }

    private static HttpRequestMessage Ask(RunningServer server, string question) =>
        new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "/api/ask")) { Content = JsonContent.Create(new { question, collection = "notes" }) }.AsEvents();
}
