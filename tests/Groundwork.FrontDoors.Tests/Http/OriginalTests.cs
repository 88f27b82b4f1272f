using System.Net;
using Groundwork.TestKit.Samples;

namespace Groundwork.FrontDoors.Tests.Http;

/// <summary>The originals of documents over HTTP: what browsers are allowed to do with them, and what is refused.</summary>
public class OriginalTests
{
    private const string Original = "/original?collection=notes&document=";

    [Fact]
    public async Task An_original_may_run_nothing_load_nothing_and_be_framed_by_us_alone()
    {
        const string Page = "<script>parent.document.title = 'owned'</script><img src=\"https://example.com/spy.png\"><p>Words of the page.</p>";
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("page.html", Page));
        using var reply = await server.Client.GetAsync(Original + "page.html");
        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        reply.Headers.GetValues("Content-Security-Policy").Single().ShouldBe(
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox");
        reply.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        reply.Headers.GetValues("Cross-Origin-Resource-Policy").Single().ShouldBe("same-origin");
        reply.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        (await reply.Content.ReadAsStringAsync()).ShouldBe(Page);

        var beside = await server.Client.GetStringAsync("/document?collection=notes&document=page.html&original=1");
        beside.ShouldContain("<iframe sandbox title=");
        beside.ShouldContain("/original?collection=notes&amp;document=page.html");
        beside.ShouldNotContain("<script>parent", Case.Insensitive);
    }

    [Theory]
    [InlineData("../notes-files/page.html", 404, "GW1103")]
    [InlineData("..%2F..%2Fetc%2Fpasswd", 404, "GW1103")]
    [InlineData("/etc/passwd", 404, "GW1103")]
    [InlineData("notes.md", 404, "GW1107")]
    [InlineData("page.html&page=0", 400, "GW1001")]
    [InlineData("page.html&page=x", 400, "GW1001")]
    [InlineData("page.html&document=notes.md", 400, "GW1001")]
    [InlineData("", 400, "GW1001")]
    public async Task What_no_document_names_as_its_file_is_refused(string document, int status, string code)
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("page.html", "<p>Words of the page.</p>"), ("notes.md", "# Notes\n\nWords."));
        using var reply = await server.Client.GetAsync(Original + document);
        reply.StatusCode.ShouldBe((HttpStatusCode)status);
        (await reply.Content.ReadAsStringAsync()).ShouldContain(code);
    }

    [Fact]
    public async Task A_changed_file_is_refused_and_the_page_says_so_beside_the_text()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("page.html", "<p>Words of the page.</p>"));
        await File.WriteAllTextAsync(server.Folder.File("notes-files/page.html"), "<p>Other words, never shown.</p>");
        using var reply = await server.Client.GetAsync(Original + "page.html");
        reply.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await reply.Content.ReadAsStringAsync()).ShouldContain("has changed since it was read");
        var page = await server.Client.GetStringAsync("/document?collection=notes&document=page.html&original=1");
        page.ShouldContain("has changed since it was read");
        page.ShouldContain("Words of the page.");
        page.ShouldNotContain("<iframe");
        page.ShouldNotContain("never shown");
    }

    [Fact]
    public async Task A_text_says_that_it_has_no_original_to_show()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("notes.md", "# Notes\n\nWords."));
        var page = await server.Client.GetStringAsync("/document?collection=notes&document=notes.md&original=1");
        page.ShouldContain("Only the text is shown");
        page.ShouldNotContain("Show original");
    }

    [Fact]
    public async Task The_cited_page_of_a_PDF_is_a_picture()
    {
        await using var server = await RunningServer.StartAsync();
        server.Folder.Write("notes-files/two.pdf", new PdfSample().Page().Lines(72, 90, 12, "First words of the paper.").Page().Lines(72, 90, 12, "Second page of the paper.").ToArray());
        await server.IngestAsync("notes");
        var text = (await server.GetAsync("/api/document?collection=notes&document=two.pdf")).GetProperty("text").GetString()!;
        var page = await server.Client.GetStringAsync($"/document?collection=notes&document=two.pdf&original=1&start={text.IndexOf("Second", StringComparison.Ordinal)}&length=6");
        var picture = Html.Between(page, "<img src=\"", "\"")!;
        picture.ShouldBe("/original?collection=notes&document=two.pdf&page=2");
        using var reply = await server.Client.GetAsync(picture);
        reply.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        reply.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        (await server.Client.GetAsync(picture + "0")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Failures_stand_by_reason_and_are_tried_again_together()
    {
        await using var server = await RunningServer.StartAsync();
        var files = Enumerable.Range(1, 23).Select(i => ($"empty{i:00}.md", " ")).ToArray();
        await server.IngestAsync("notes", [.. files, ("good.md", "# Good\n\nWords."), ("broken.pdf", "%PDF-1.4 and nothing else")]);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = server.Url };
        var page = await browser.GetStringAsync("/library/notes");
        Html.AllBetween(page, "<section class=\"failure-group\"", ">").Count().ShouldBe(2);
        page.ShouldContain("The source holds no text <span class=\"count\">23</span>");
        page.ShouldContain("And 3 more files.");

        foreach (var (name, _) in files) server.Folder.Write($"notes-files/{name}", $"# Mended\n\n{name} speaks now.");
        using var retried = await browser.PostAsync("/library/notes/retry", Form(page, "GW1601"));
        retried.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await retried.Content.ReadAsStringAsync());
        await server.EndOfJobAsync(retried.Headers.Location!.ToString().Split('=')[1]);
        var documents = await server.GetAsync("/api/documents?collection=notes");
        documents.GetProperty("total").GetInt32().ShouldBe(24);
        documents.GetProperty("failed").GetArrayLength().ShouldBe(1);

        using var nothing = await browser.PostAsync("/library/notes/retry", Form(page, "GW1601"));
        nothing.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static FormUrlEncodedContent Form(string page, string code) =>
        new(new Dictionary<string, string>(StringComparer.Ordinal) { ["__RequestVerificationToken"] = Html.Token(page), ["code"] = code });
}
