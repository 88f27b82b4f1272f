using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Groundwork.TestKit;
using Groundwork.UseCases;

namespace Groundwork.FrontDoors.Tests.Http;

public class ConversationTests
{
    private const string Cache = "How many entries does the cache hold by default?";

    private static readonly (string, string) Caching = ("caching.md", "# Caching\n\nThe cache holds 512 entries by default.\n");

    [Fact]
    public async Task A_turn_is_streamed_and_kept()
    {
        await using var server = await StartedAsync();
        var id = await BeginAsync(server);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/conversations/{id}/ask") { Content = JsonContent.Create(new { question = Cache }) }.AsEvents();
        using var reply = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var events = await reply.AllEventsAsync();
        events.Select(e => e.Name).ShouldBe(["begun", "found", "done", "ended"], ignoreOrder: false);
        events[^1].Data.GetProperty("state").GetString().ShouldBe("answered");
        var shown = await server.GetAsync($"/api/conversations/{id}");
        shown.GetProperty("turns")[0].GetProperty("turn").GetInt64().ShouldBe(events[0].Data.GetProperty("turn").GetInt64());
        (await server.GetAsync("/api/conversations")).GetProperty("conversations")[0].GetProperty("title").GetString().ShouldBe(Cache);
        (await server.Client.GetStringAsync($"/api/conversations/{id}/export")).ShouldContain("[^1]: Caching, caching.md, line 3");
    }

    [Fact]
    public async Task A_turn_can_be_edited_retried_rated_renamed_and_deleted()
    {
        await using var server = await StartedAsync();
        var id = await BeginAsync(server);
        var turn = (await server.PostAsync($"/api/conversations/{id}/ask", new { question = "What is cached?" })).GetProperty("turn").GetInt64();
        turn = (await server.PostAsync($"/api/conversations/{id}/turns/{turn}/edit", new { question = Cache })).GetProperty("turn").GetInt64();
        var again = await server.PostAsync($"/api/conversations/{id}/turns/{turn}/retry", new { });
        again.GetProperty("versions").GetInt32().ShouldBe(3);
        turn = again.GetProperty("turn").GetInt64();
        (await server.PostAsync($"/api/conversations/{id}/turns/{turn}/feedback", new { verdict = "up", reason = "right" })).GetProperty("feedback").GetProperty("reason").GetString().ShouldBe("right");
        (await server.PostAsync($"/api/conversations/{id}/rename", new { title = "The cache" })).GetProperty("title").GetString().ShouldBe("The cache");
        using var deleted = await server.Client.DeleteAsync($"/api/conversations/{id}");
        deleted.StatusCode.ShouldBe(HttpStatusCode.OK);
        await ApiTests.ShouldFailAsync(await server.Client.GetAsync($"/api/conversations/{id}"), 404, "GW1108", "");
    }

    [Fact]
    public async Task What_cannot_be_asked_or_found_is_refused_with_its_code()
    {
        await using var server = await StartedAsync();
        var id = await BeginAsync(server);
        await ApiTests.ShouldFailAsync(await server.Client.PostAsJsonAsync($"/api/conversations/{id}/ask", new { question = new string('x', 1 << 20) }), 400, "GW1001", "8192");
        await ApiTests.ShouldFailAsync(await server.Client.PostAsJsonAsync($"/api/conversations/{id}/ask", new { question = " " }), 400, "GW1001", "empty");
        await ApiTests.ShouldFailAsync(await server.Client.PostAsJsonAsync("/api/conversations/none/ask", new { question = Cache }), 404, "GW1108", "none");
        await ApiTests.ShouldFailAsync(await server.Client.PostAsJsonAsync($"/api/conversations/{id}/turns/9/edit", new { question = Cache }), 404, "GW1108", "9");
        await ApiTests.ShouldFailAsync(await server.Client.PostAsJsonAsync("/api/conversations", new { collection = "none" }), 404, "GW1101", "none");
        await ApiTests.ShouldFailAsync(await server.Client.GetAsync("/api/conversations?limit=0"), 400, "GW1001", "limit");
        await ApiTests.ShouldFailAsync(await server.Client.PostAsJsonAsync($"/api/conversations/{id}/shares", new { }), 400, "GW1001", "no turn");
        (await server.GetAsync($"/api/conversations/{id}")).GetProperty("turns").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_client_that_goes_away_stops_its_turn()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await StartedAsync(model.Url);
        var id = await BeginAsync(server);
        model.Enqueue(ModelScript.Hangs());
        using var leaving = new CancellationTokenSource();
        var asked = server.Client.PostAsJsonAsync($"/api/conversations/{id}/ask", new { question = Cache }, leaving.Token);
        await model.RequestsArrivedAsync(1);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asked);
        await model.Requests[0].Aborted.WaitAsync(TimeSpan.FromSeconds(30));
        string? state = "open";
        for (var tries = 0; state is "open" && tries < 1000; tries++) state = (await server.GetAsync($"/api/conversations/{id}")).GetProperty("turns")[0].GetProperty("state").GetString();
        state.ShouldBe("stopped");
    }

    [Fact]
    public async Task A_shared_page_shows_the_conversation_and_leads_nowhere_until_it_is_revoked()
    {
        await using var server = await StartedAsync();
        var id = await BeginAsync(server);
        await server.PostAsync($"/api/conversations/{id}/ask", new { question = Cache });
        var share = await server.PostAsync($"/api/conversations/{id}/shares", new { });
        var path = share.GetProperty("path").GetString()!;
        var page = await server.Client.GetStringAsync(path);
        page.ShouldContain("512 entries");
        page.ShouldNotContain("/document?");
        page.ShouldNotContain(id);
        page.ShouldNotContain("<form");
        using var revoked = await server.Client.DeleteAsync($"/api/conversations/{id}/shares/{share.GetProperty("token").GetString()}");
        revoked.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        foreach (var address in new[] { path, "/shared/guess" })
        {
            using var gone = await server.Client.GetAsync(address);
            gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Hostile_text_stays_text_in_questions_answers_titles_and_reasons()
    {
        const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202Egnp.exe";
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("a.txt", $"{Hostile} is what the page says about quotes.\n"));
        var id = await BeginAsync(server);
        var turn = await server.PostAsync($"/api/conversations/{id}/ask", new { question = $"What does the page say about quotes {Hostile}?" });
        await server.PostAsync($"/api/conversations/{id}/turns/{turn.GetProperty("turn").GetInt64()}/feedback", new { verdict = "up", reason = "\">" + Hostile });
        var path = (await server.PostAsync($"/api/conversations/{id}/shares", new { })).GetProperty("path").GetString();
        foreach (var address in new[] { $"/c/{id}", $"/c/{id}?source={turn.GetProperty("turn").GetInt64()}-1", $"/c/{id}?edit={turn.GetProperty("turn").GetInt64()}", path!, "/", "/parts/source?collection=notes&document=a.txt&start=0&length=8" })
        {
            var page = await server.Client.GetStringAsync(address);
            page.ShouldNotContain("<script>alert", Case.Insensitive, address);
            page.ShouldNotContain("<img", Case.Insensitive, address);
        }
    }

    [Fact]
    public async Task A_form_without_its_secret_changes_nothing()
    {
        await using var server = await StartedAsync();
        var id = await BeginAsync(server);
        foreach (var address in new[] { "/c", $"/c/{id}/ask", $"/c/{id}/delete", $"/c/{id}/share" })
        {
            using var form = new FormUrlEncodedContent([new("question", Cache), new("collection", "notes")]);
            using var reply = await server.Client.PostAsync(address, form);
            reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest, address);
        }

        (await server.GetAsync($"/api/conversations/{id}")).GetProperty("turns").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Once_a_key_exists_questions_and_conversations_want_one_or_a_page_of_the_server()
    {
        await using var server = await StartedAsync();
        var id = await BeginAsync(server);
        var secret = (await new ManageKeys(server.Workspace).CreateAsync(new CreateKeyRequest("test", [KeyScope.Ask], ["collection:notes"]), default)).Secret;
        using var stranger = new HttpClient { BaseAddress = server.Url };
        foreach (var (method, address, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Post, "/api/ask", new { question = Cache, collection = "notes" }), (HttpMethod.Post, "/api/search", new { query = Cache, collection = "notes" }),
            (HttpMethod.Post, "/api/conversations", new { collection = "notes" }), (HttpMethod.Get, "/api/conversations", null), (HttpMethod.Get, $"/api/conversations/{id}", null),
            (HttpMethod.Delete, $"/api/conversations/{id}", null), (HttpMethod.Get, $"/api/conversations/{id}/export", null), (HttpMethod.Post, $"/api/conversations/{id}/ask", new { question = Cache }),
            (HttpMethod.Post, $"/api/conversations/{id}/turns/1/retry", null), (HttpMethod.Post, $"/api/conversations/{id}/turns/1/edit", new { question = Cache }),
            (HttpMethod.Post, $"/api/conversations/{id}/turns/1/feedback", new { verdict = "up" }), (HttpMethod.Post, $"/api/conversations/{id}/shares", null), (HttpMethod.Get, "/api/feedback?collection=notes", null),
        })
        {
            using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
            using var reply = await stranger.SendAsync(request);
            reply.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, $"{method} {address}");
        }

        (await stranger.GetStringAsync("/?collection=notes&q=" + Uri.EscapeDataString(Cache))).ShouldNotContain("512 entries by default");

        // A program with its key sees what it began, and nothing of others.
        using var program = new HttpClient { BaseAddress = server.Url };
        program.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        using var answered = await program.PostAsJsonAsync("/api/ask", new { question = Cache, collection = "notes" });
        (await answered.Content.ReadAsStringAsync()).ShouldContain("512");
        using var begun = await program.PostAsJsonAsync("/api/conversations", new { collection = "notes" });
        begun.StatusCode.ShouldBe(HttpStatusCode.OK);
        await ApiTests.ShouldFailAsync(await program.GetAsync($"/api/conversations/{id}"), 404, "GW1108", id);
        await ApiTests.ShouldFailAsync(await program.PostAsJsonAsync("/api/conversations", new { collection = "default" }), 404, "GW1101", "default");

        // A browser has opened a page first.
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = server.Url };
        await browser.GetStringAsync("/");
        using var asked = await browser.PostAsJsonAsync($"/api/conversations/{id}/ask", new { question = Cache });
        asked.StatusCode.ShouldBe(HttpStatusCode.OK);

        // Who reads what was shared is no such browser.
        using var shared = await browser.PostAsJsonAsync($"/api/conversations/{id}/shares", new { });
        using var reader = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = server.Url };
        await reader.GetStringAsync((await shared.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("path").GetString());
        using var refused = await reader.GetAsync($"/api/conversations/{id}");
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_shared_page_tells_no_paths_and_a_copied_answer_only_names_of_files()
    {
        await using var server = await StartedAsync();
        var id = await BeginAsync(server);
        await server.PostAsync($"/api/conversations/{id}/ask", new { question = Cache });
        var path = (await server.PostAsync($"/api/conversations/{id}/shares", new { })).GetProperty("path").GetString()!;
        var shared = await server.Client.GetStringAsync(path);
        shared.ShouldNotContain(server.Folder.Path);
        shared.ShouldNotContain("<textarea");
        var own = await server.Client.GetStringAsync($"/c/{id}");
        own.ShouldContain("[^1]: Caching, caching.md, line 3");
        own[own.IndexOf("<textarea id=\"answer-markdown", StringComparison.Ordinal)..own.IndexOf("</textarea>", StringComparison.Ordinal)].ShouldNotContain(server.Folder.Path);
    }

    private static async Task<RunningServer> StartedAsync(Uri? chat = null)
    {
        var server = await RunningServer.StartAsync(chat);
        await server.IngestAsync("notes", Caching);
        return server;
    }

    private static async Task<string> BeginAsync(RunningServer server) => (await server.PostAsync("/api/conversations", new { collection = "notes" })).GetProperty("conversation").GetString()!;
}
