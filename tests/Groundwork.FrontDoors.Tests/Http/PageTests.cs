using System.Net;

namespace Groundwork.FrontDoors.Tests.Http;

/// <summary>Everything that works without any script.</summary>
public class PageTests
{
    [Fact]
    public async Task An_empty_library_says_what_to_do_next()
    {
        await using var server = await RunningServer.StartAsync();
        (await server.Client.GetStringAsync("/")).ShouldContain("groundwork ingest ./notes --collection notes");
        (await server.Client.GetStringAsync("/library")).ShouldContain("Add the first documents");
        (await server.Client.GetStringAsync("/status")).ShouldContain("groundwork ingest");
    }

    [Fact]
    public async Task A_question_in_the_address_is_answered_on_the_server()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("caching.md", "# Caching\n\nThe cache holds 512 entries by default.\n"));
        var page = await server.Client.GetStringAsync("/?collection=notes&q=" + Uri.EscapeDataString("How many entries does the cache hold by default?"));
        page.ShouldContain("Every quote checked");
        var link = Html.Between(page, "class=\"claim\" href=\"", "\"")!;
        link.ShouldStartWith("/document?collection=notes&document=caching.md&start=");
        Html.Marked(await server.Client.GetStringAsync(link)).ShouldContain("512 entries");
    }

    [Fact]
    public async Task A_link_from_elsewhere_fills_in_a_question_and_does_not_ask_it()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("caching.md", "# Caching\n\nThe cache holds 512 entries by default.\n"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/?collection=notes&q=How+many+entries+does+the+cache+hold");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var reply = await server.Client.SendAsync(request);
        var page = await reply.Content.ReadAsStringAsync();
        page.ShouldContain("How many entries does the cache hold");
        page.ShouldNotContain("Every quote checked");
    }

    [Fact]
    public async Task Hostile_text_stays_text_on_every_page()
    {
        const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("a.txt", $"{Hostile} is what the page says about \"quotes\" & ampersands.\n"));
        foreach (var address in new[]
                 {
                     "/document?collection=notes&document=a.txt&start=0&length=8&chunks=1", "/library/notes", "/library/notes?contains=" + Uri.EscapeDataString(Hostile), "/library",
                     "/?collection=notes&q=" + Uri.EscapeDataString($"what does the page say about quotes {Hostile}"), "/?collection=" + Uri.EscapeDataString(Hostile) + "&q=x", "/library/notes/delete?document=a.txt",
                 })
        {
            using var reply = await server.Client.GetAsync(address);
            var page = await reply.Content.ReadAsStringAsync();
            page.ShouldNotContain("<script>alert", Case.Insensitive, address);
            page.ShouldNotContain("<img", Case.Insensitive, address);
        }
    }

    [Theory]
    [InlineData("/document?collection=notes&document=none", 404, "GW1103")]
    [InlineData("/document?collection=notes", 400, "GW1001")]
    [InlineData("/document?collection=notes&document=a.md&start=5000&length=3", 400, "GW1001")]
    [InlineData("/document?collection=notes&document=a.md&start=-1&length=3", 400, "GW1001")]
    [InlineData("/document?collection=notes&document=a.md&start=2&length=2147483647", 400, "GW1001")]
    [InlineData("/library/none", 404, "GW1101")]
    [InlineData("/library/none/delete", 404, "GW1101")]
    [InlineData("/nowhere", 404, "GW1001")]
    [InlineData("/?collection=none&q=x", 404, "GW1101")]
    public async Task What_cannot_be_shown_is_a_page_that_says_why(string address, int status, string code)
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("a.md", "# Alpha\n\nOne."));
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/html");
        using var reply = await server.Client.SendAsync(request);
        reply.StatusCode.ShouldBe((HttpStatusCode)status);
        reply.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await reply.Content.ReadAsStringAsync()).ShouldContain(code);
    }

    [Fact]
    public async Task The_marked_words_are_exactly_the_span_in_every_kind_of_block()
    {
        const string Text = """
            # Title

            A paragraph with **bold** words & a "quote".

            - first item
            - second | item

            | a \| b | c |
            | --- | --- |
            | d | e |

            ```text
            code <here>
            ```

            > quoted words

            Türkçe, 日本語, עברית and 👍🏽 at the end.
            """;
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("all.md", Text));
        var document = await server.GetAsync("/api/document?collection=notes&document=all.md");
        var text = document.GetProperty("text").GetString()!;
        foreach (var block in document.GetProperty("blocks").EnumerateArray())
        {
            var (start, length) = (block.GetProperty("span").GetProperty("start").GetInt32(), block.GetProperty("span").GetProperty("length").GetInt32());
            foreach (var (from, count) in new[] { (start, length), (start + 1, length - 1), (start, Math.Max(1, length / 2)) })
            {
                var page = await server.Client.GetStringAsync($"/document?collection=notes&document=all.md&start={from}&length={count}&chunks=1");
                var marked = Html.Marked(page);
                if (block.GetProperty("kind").ValueEquals("table")) Letters(marked).ShouldBe(Letters(text.Substring(from, count)));
                else marked.ShouldBe(text.Substring(from, count));
            }
        }

        var whole = await server.Client.GetStringAsync($"/document?collection=notes&document=all.md&start=0&length={text.Length}");
        Letters(Html.Marked(whole)).ShouldBe(Letters(text));
    }

    [Fact]
    public async Task A_very_long_document_is_shown_in_parts_that_lead_on()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("long.txt", string.Join("\n\n", Enumerable.Range(1, 4000).Select(i => $"Paragraph {i} says something of its own.")) + "\n\n" + new string('x', 200_000)));
        var page = await server.Client.GetStringAsync("/document?collection=notes&document=long.txt");
        page.Length.ShouldBeLessThan(200_000);
        var seen = 1;
        while (Html.Between(page, "rel=\"next\" href=\"", "\"") is { } next)
        {
            page = await server.Client.GetStringAsync(next);
            page.Length.ShouldBeLessThan(200_000);
            (++seen).ShouldBeLessThan(50);
        }

        seen.ShouldBeGreaterThan(3);
        page.ShouldContain("xxx");

        var text = (await server.GetAsync("/api/document?collection=notes&document=long.txt")).GetProperty("text").GetString()!;
        var start = text.IndexOf("Paragraph 2500 ", StringComparison.Ordinal);
        var middle = await server.Client.GetStringAsync($"/document?collection=notes&document=long.txt&start={start}&length=14");
        middle.ShouldContain(">Paragraph 2500</mark>");
        middle.ShouldContain("Earlier part");
    }

    [Fact]
    public async Task A_changed_document_says_that_it_is_no_longer_the_cited_one()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("a.md", "# Alpha\n\nOne."));
        var page = await server.Client.GetStringAsync($"/document?collection=notes&document=a.md&start=2&length=900&version={new string('0', 64)}");
        page.ShouldContain("has changed since it was cited");
    }

    [Fact]
    public async Task Documents_are_uploaded_listed_and_deleted_by_plain_forms()
    {
        await using var server = await RunningServer.StartAsync();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = server.Url };
        var token = Html.Token(await browser.GetStringAsync("/library"));
        using var uploaded = await browser.PostAsync("/library/upload", new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent("Notes"), "collection" },
            { new ByteArrayContent("# Alpha\n\nOne."u8.ToArray()), "files", "alpha.md" },
            { new ByteArrayContent([]), "files", "empty.md" },
        });
        uploaded.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await uploaded.Content.ReadAsStringAsync());
        var address = uploaded.Headers.Location!.ToString();
        address.ShouldStartWith("/library/notes?job=");
        await server.EndOfJobAsync(address.Split('=')[1]);

        var page = await browser.GetStringAsync("/library/notes");
        page.ShouldContain("Alpha");
        page.ShouldContain("GW1601");
        using var retried = await browser.PostAsync("/library/notes/retry", Form(Html.Token(page), ("path", server.Folder.File("data/uploads/notes/empty.md"))));
        retried.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await server.EndOfJobAsync(retried.Headers.Location!.ToString().Split('=')[1]);

        var question = await browser.GetStringAsync("/library/notes/delete?document=alpha.md");
        using var deleted = await browser.PostAsync("/library/notes/delete", Form(Html.Token(question), ("document", "alpha.md")));
        deleted.Headers.Location!.ToString().ShouldBe("/library/notes?removed=1");
        (await browser.GetStringAsync("/library/notes?removed=1")).ShouldContain("1 document deleted");
        File.Exists(server.Folder.File("data/uploads/notes/alpha.md")).ShouldBeFalse();

        using var whole = await browser.PostAsync("/library/notes/delete", Form(Html.Token(await browser.GetStringAsync("/library/notes/delete")), ("document", "")));
        whole.Headers.Location!.ToString().ShouldBe("/library");
        (await server.GetAsync("/api/collections")).GetProperty("collections").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Assets_are_kept_by_browsers_for_ever_and_change_their_address_with_their_content()
    {
        await using var server = await RunningServer.StartAsync();
        var style = Html.Between(await server.Client.GetStringAsync("/"), "rel=\"stylesheet\" href=\"", "\"")!;
        using var reply = await server.Client.GetAsync(style);
        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        reply.Headers.CacheControl!.ToString().ShouldContain("immutable");
        using var again = new HttpRequestMessage(HttpMethod.Get, style);
        again.Headers.IfNoneMatch.Add(reply.Headers.ETag!);
        (await server.Client.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await server.Client.GetAsync("/assets/1/css/../../../secret")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static FormUrlEncodedContent Form(string token, params (string Name, string Value)[] fields) =>
        new(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));

    private static string Letters(string text) => string.Concat(text.Where(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c)));
}
