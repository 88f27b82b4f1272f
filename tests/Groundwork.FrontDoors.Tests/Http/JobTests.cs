using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Groundwork.TestKit;

namespace Groundwork.FrontDoors.Tests.Http;

public class JobTests
{
    [Fact]
    public async Task Ingestion_is_streamed_when_asked_for()
    {
        await using var server = await RunningServer.StartAsync();
        server.Folder.Write("files/a.md", "# Alpha\n\nOne.");
        server.Folder.Write("files/b.md", " ");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/ingest") { Content = JsonContent.Create(new { paths = new[] { server.Folder.File("files") } }) }.AsEvents();
        using var reply = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var events = await reply.AllEventsAsync();
        events.Select(e => e.Name).Distinct(StringComparer.Ordinal).ShouldBe(["planned", "advanced", "failed", "done"], ignoreOrder: true);
        events[^1].Data.GetProperty("reply").GetProperty("added").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Late_listeners_hear_everything_and_returning_ones_what_they_missed()
    {
        await using var server = await RunningServer.StartAsync();
        var job = await JobOfUploadAsync(server);
        await server.EndOfJobAsync(job);

        using var late = await server.Client.GetAsync($"/api/jobs/{job}/events");
        var all = await late.AllEventsAsync();
        all[0].Name.ShouldBe("planned");
        all[^1].Name.ShouldBe("done");

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/jobs/{job}/events");
        request.Headers.Add("Last-Event-ID", "1");
        using var returning = await server.Client.SendAsync(request);
        (await returning.AllEventsAsync()).Count.ShouldBe(all.Count - 1);
    }

    [Fact]
    public async Task Jobs_are_listed_with_their_results()
    {
        await using var server = await RunningServer.StartAsync();
        var job = await JobOfUploadAsync(server);
        var ended = await server.EndOfJobAsync(job);
        ended.GetProperty("state").GetString().ShouldBe("done");
        ended.GetProperty("reply").GetProperty("added").GetInt32().ShouldBe(1);
        ended.GetProperty("files").GetInt32().ShouldBe(1);
        (await server.GetAsync("/api/jobs")).GetProperty("jobs")[0].GetProperty("job").GetString().ShouldBe(job);

        // A job that has ended stays as it ended.
        (await server.PostAsync($"/api/jobs/{job}/cancel", new { })).GetProperty("state").GetString().ShouldBe("done");
    }

    [Fact]
    public async Task Jobs_of_one_collection_wait_for_each_other_and_can_be_stopped()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(embed: model.Url);
        model.EnqueueEmbeddings(ModelScript.Hangs());
        var first = await JobOfUploadAsync(server);
        await model.RequestsArrivedAsync(1);
        var second = await JobOfUploadAsync(server);
        (await server.GetAsync($"/api/jobs/{first}")).GetProperty("state").GetString().ShouldBe("running");
        (await server.GetAsync($"/api/jobs/{second}")).GetProperty("state").GetString().ShouldBe("queued");

        (await server.PostAsync($"/api/jobs/{second}/cancel", new { })).GetProperty("state").GetString().ShouldBe("cancelled");
        await server.PostAsync($"/api/jobs/{first}/cancel", new { });
        using var reply = await server.Client.GetAsync($"/api/jobs/{first}/events");
        (await reply.AllEventsAsync())[^1].Name.ShouldBe("error");
        (await server.GetAsync($"/api/jobs/{first}")).GetProperty("state").GetString().ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_job_goes_on_when_its_client_goes_away()
    {
        await using var server = await RunningServer.StartAsync();
        var path = server.Folder.Write("a.md", "# Alpha\n\nOne.");
        using var leaving = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/ingest") { Content = JsonContent.Create(new { paths = new[] { path } }) }.AsEvents();
        using (await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leaving.Token)) await leaving.CancelAsync();
        var job = (await server.GetAsync("/api/jobs")).GetProperty("jobs")[0].GetProperty("job").GetString()!;
        (await server.EndOfJobAsync(job)).GetProperty("state").GetString().ShouldBe("done");
    }

    [Fact]
    public async Task A_server_that_stops_ends_streams_and_jobs_at_once()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(embed: model.Url);
        model.EnqueueEmbeddings(ModelScript.Hangs());
        var job = await JobOfUploadAsync(server);
        await model.RequestsArrivedAsync(1);
        using var events = await server.Client.GetAsync($"/api/jobs/{job}/events", HttpCompletionOption.ResponseHeadersRead);
        var started = TimeProvider.System.GetTimestamp();
        await server.StopAsync();
        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task Uploaded_files_that_were_never_ingested_are_taken_up_at_the_next_start()
    {
        var server = await RunningServer.StartAsync();
        await server.StopAsync();
        server.Folder.Write("data/uploads/notes/folder/lost.md", "# Lost\n\nAnd found.");
        server.Folder.Write("data/uploads/notes/.partial-1-1", "half");
        server.Folder.Write("data/uploads/notes/photo.png", "no text");

        await using var again = await RunningServer.StartAsync(server.Folder);
        var jobs = (await again.GetAsync("/api/jobs")).GetProperty("jobs");
        var job = jobs.EnumerateArray().Single();
        (await again.EndOfJobAsync(job.GetProperty("job").GetString()!)).GetProperty("state").GetString().ShouldBe("done");
        (await again.GetAsync("/api/documents?collection=notes")).GetProperty("documents")[0].GetProperty("title").GetString().ShouldBe("Lost");
        File.Exists(server.Folder.File("data/uploads/notes/.partial-1-1")).ShouldBeFalse();
    }

    private static async Task<string> JobOfUploadAsync(RunningServer server)
    {
        using var reply = await server.UploadAsync("notes", ("a.md", "# Alpha\n\nOne."u8.ToArray()));
        reply.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job").GetString()!;
    }
}
