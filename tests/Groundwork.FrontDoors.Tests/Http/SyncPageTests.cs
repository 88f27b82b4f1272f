using System.Net;

namespace Groundwork.FrontDoors.Tests.Http;

/// <summary>The forms that keep a collection level with its sources, as a browser without scripts sends them.</summary>
public sealed class SyncPageTests
{
    [Fact]
    public async Task The_form_shows_what_would_change_and_changes_nothing()
    {
        await using var server = await FilledAsync();
        using var reply = await SendAsync(server, "notes", isDry: true);
        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await reply.Content.ReadAsStringAsync();
        page.ShouldContain("What would change");
        page.ShouldContain("<dt>New</dt><dd>2</dd>");
        page.ShouldContain("a.md");
        (await server.GetAsync("/api/documents?collection=notes")).GetProperty("documents").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_page_of_changes_leads_on_to_a_job_that_makes_them()
    {
        await using var server = await FilledAsync();
        using var shown = await SendAsync(server, "notes", isDry: true);
        Html.Between(await shown.Content.ReadAsStringAsync(), "<form action=\"", "\"").ShouldBe("/library/notes/sync");
        using var reply = await SendAsync(server, "notes", isDry: false);
        reply.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await server.EndOfJobAsync(reply.Headers.Location!.ToString().Split('=')[1])).GetProperty("state").GetString().ShouldBe("done");
        (await server.GetAsync("/api/documents?collection=notes")).GetProperty("documents").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_collection_that_is_not_there_or_has_no_sources_is_told_on_a_page()
    {
        await using var server = await FilledAsync();
        await server.IngestAsync("plain", ("x.md", "Words."));
        foreach (var isDry in new[] { true, false })
        {
            using var none = await SendAsync(server, "nobody", isDry);
            none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await none.Content.ReadAsStringAsync()).ShouldContain("GW1101");
        }

        using var sourceless = await SendAsync(server, "plain", isDry: true);
        sourceless.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await sourceless.Content.ReadAsStringAsync();
        page.ShouldContain("GW1001");
        page.ShouldContain("no sources");
    }

    [Fact]
    public async Task A_source_that_is_gone_is_told_beside_those_that_are_there()
    {
        await using var server = await FilledAsync();
        server.Folder.Write("more/c.md", "# Otters\n\nOtters hold hands.");
        await server.PostAsync("/api/sources", new { kind = "folder", place = server.Folder.File("more"), collection = "notes" });
        Directory.Delete(server.Folder.File("papers"), recursive: true);
        using var reply = await SendAsync(server, "notes", isDry: true);
        var page = await reply.Content.ReadAsStringAsync();
        page.ShouldContain("GW1702");
        page.ShouldContain("<dt>New</dt><dd>1</dd>");
    }

    [Theory]
    [InlineData("")]
    [InlineData("made-up")]
    public async Task Without_its_secret_the_form_does_nothing(string token)
    {
        await using var server = await FilledAsync();
        foreach (var isDry in new[] { true, false })
        {
            using var reply = await SendAsync(server, "notes", isDry, token);
            reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        (await server.GetAsync("/api/jobs")).GetProperty("jobs").GetArrayLength().ShouldBe(0);
        (await server.GetAsync("/api/documents?collection=notes")).GetProperty("documents").GetArrayLength().ShouldBe(0);
    }

    private static async Task<RunningServer> FilledAsync()
    {
        var server = await RunningServer.StartAsync();
        server.Folder.Write("papers/a.md", "# Herons\n\nHerons stand still.");
        server.Folder.Write("papers/b.md", "# Marmots\n\nMarmots whistle.");
        await server.PostAsync("/api/sources", new { kind = "folder", place = server.Folder.File("papers"), collection = "notes" });
        return server;
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningServer server, string collection, bool isDry, string? token = null)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = server.Url };
        var secret = Html.Token(await browser.GetStringAsync("/library/notes"));
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (token is not "") fields["__RequestVerificationToken"] = token ?? secret;
        if (isDry) fields["dry"] = "1";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/library/{collection}/sync") { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Accept.ParseAdd("text/html");
        return await browser.SendAsync(request);
    }
}
