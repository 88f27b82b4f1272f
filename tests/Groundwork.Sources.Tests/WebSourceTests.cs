using System.Net;
using System.Net.Sockets;
using System.Text;
using Groundwork.Sources.Tests.Web;

namespace Groundwork.Sources.Tests;

public sealed class WebSourceTests : IAsyncDisposable
{
    private const string Start = "http://docs.example/docs/";
    private readonly ScriptedSite _site = new();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Pages_are_found_by_links_and_stay_below_the_start()
    {
        _site.Page("/docs/", "start", "a.html", "/docs/b/", "/other", "https://elsewhere.example/docs/", "mailto:x@y", "javascript:x", "logo.png", "a.html#part");
        _site.Page("/docs/a.html", "first", "../docs/c");
        _site.Page("/docs/b/", "second", "..");
        _site.On("/docs/c", 200, "plain words", "Content-Type: text/plain");
        var items = await Source().ListAsync();
        items.Cast<SourceItem.Present>().Select(p => (p.Path, p.Name, p.MediaType)).ShouldBe(
        [
            (Start, "docs.example/docs/index", "text/html"), (Start + "a.html", "docs.example/docs/a.html", "text/html"),
            (Start + "b/", "docs.example/docs/b/index", "text/html"), (Start + "c", "docs.example/docs/c", null),
        ]);
        (await items[3].TextAsync()).ShouldBe("plain words");
        (await items[1].TextAsync()).ShouldContain("first");
        _site.Asked.ShouldBe(["/docs/", "/docs/a.html", "/docs/b/", "/docs/c"]);
        _site.Requests.ShouldAllBe(r => r.Headers["User-Agent"] == "Groundwork" && r.Headers["Host"] == "docs.example");
    }

    [Fact]
    public async Task An_unchanged_page_is_not_sent_again_and_its_links_are_still_followed()
    {
        _site.On("/docs/", (request, stream) => request.Headers.GetValueOrDefault("If-None-Match") is "\"v1\""
            ? ScriptedSite.SendAsync(stream, 304, [])
            : ScriptedSite.SendAsync(stream, 200, "<a href=a>"u8.ToArray(), "Content-Type: text/html", "ETag: \"v1\""));
        _site.On("/docs/a", (request, stream) => request.Headers.GetValueOrDefault("If-Modified-Since") is "Thu, 01 Jan 2026 00:00:00 GMT"
            ? ScriptedSite.SendAsync(stream, 304, [])
            : ScriptedSite.SendAsync(stream, 200, "<a href=b>"u8.ToArray(), "Content-Type: text/html", "Last-Modified: Thu, 01 Jan 2026 00:00:00 GMT"));
        _site.Page("/docs/b", "a server that names no states");
        var known = VersionsOf(await Source().ListAsync());
        known.Count.ShouldBe(3);
        (await Source().ListAsync(known)).ShouldBe([new SourceItem.Unchanged(Start), new SourceItem.Unchanged(Start + "a"), new SourceItem.Unchanged(Start + "b")]);

        _site.Page("/docs/b", "and now another text");
        (await Source().ListAsync(known)).Select(i => i.GetType()).ShouldBe([typeof(SourceItem.Unchanged), typeof(SourceItem.Unchanged), typeof(SourceItem.Present)]);
        (await Source().ListAsync(new Dictionary<string, string>(StringComparer.Ordinal) { [Start] = "{broken", [Start + "a"] = "[[1]]" })).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_page_is_gone_when_its_server_says_so_and_not_because_another_does_not_answer()
    {
        _site.Page("/docs/", "start", "hub", "x");
        _site.Page("/docs/hub", "hub", "leaf");
        _site.Page("/docs/leaf", "leaf");
        _site.Page("/docs/x", "x");
        var known = VersionsOf(await Source().ListAsync());

        _site.On("/docs/hub", 500);
        _site.On("/docs/x", 410);
        var items = await Source().ListAsync(known);
        items.Select(i => (i.GetType().Name, i.Path)).ShouldBe([("Unchanged", Start), ("Unavailable", Start + "hub"), ("Unchanged", Start + "leaf")]);

        // No link leads to the leaf any more, but it still answers.
        _site.Page("/docs/hub", "hub without links");
        (await Source().ListAsync(known)).Select(i => i.Path).ShouldBe([Start, Start + "hub", Start + "leaf"]);
    }

    [Theory]
    [InlineData(401, SourceFailure.Denied)]
    [InlineData(403, SourceFailure.Denied)]
    [InlineData(429, SourceFailure.Unreachable)]
    [InlineData(500, SourceFailure.Unreachable)]
    [InlineData(418, SourceFailure.Unreachable)]
    [InlineData(204, SourceFailure.Unreachable)]
    public async Task A_page_that_answers_with_an_error_is_unavailable(int status, SourceFailure failure)
    {
        _site.Page("/docs/", "start", "a");
        _site.On("/docs/a", status);
        (await Source().ListAsync())[1].ShouldBeOfType<SourceItem.Unavailable>().Problem.Failure.ShouldBe(failure);
        _site.On("/docs/", status);
        (await Source().MustFailAsync()).Failure.ShouldBe(failure);
    }

    [Fact]
    public async Task Robots_rules_are_obeyed_and_a_site_whose_rules_cannot_be_read_is_left_alone()
    {
        _site.Page("/docs/", "start", "a", "b");
        _site.Page("/docs/a", "a");
        _site.Page("/docs/b", "b");
        _site.On("/robots.txt", 200, "User-agent: groundwork\nDisallow: /docs/a\n");
        var items = await Source().ListAsync();
        items.OfType<SourceItem.Skipped>().ShouldHaveSingleItem().Path.ShouldBe(Start + "a");
        _site.Asked.Any(p => p is "/docs/a").ShouldBeFalse();

        foreach (var status in new[] { 500, 503, 429 })
        {
            _site.On("/robots.txt", status);
            (await Source().MustFailAsync()).Message.ShouldContain("robots.txt");
        }

        _site.On("/robots.txt", 200, "User-agent: *\nDisallow: /");
        (await Source().MustFailAsync()).Failure.ShouldBe(SourceFailure.Denied);
        _site.On("/robots.txt", 403);
        (await Source().ListAsync()).Count.ShouldBe(3);

        // Only the first 500 KiB count.
        _site.On("/robots.txt", 200, new string('#', 600_000) + "\nUser-agent: *\nDisallow: /");
        (await Source().ListAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_page_can_ask_not_to_be_kept_or_followed()
    {
        _site.Page("/docs/", "start", "a", "b", "c");
        _site.On("/docs/a", 200, "<meta name=robots content=noindex><a href=d>", "Content-Type: text/html");
        _site.On("/docs/b", 200, "<meta name=robots content=nofollow><a href=e>", "Content-Type: text/html");
        _site.On("/docs/c", 200, "<a href=f>", "Content-Type: text/html", "X-Robots-Tag: otherbot: nofollow", "X-Robots-Tag: noindex, nofollow");
        _site.Page("/docs/d", "d");
        _site.Page("/docs/e", "e");
        _site.Page("/docs/f", "f");
        var items = await Source().ListAsync();
        items.OfType<SourceItem.Skipped>().Select(i => i.Path).ShouldBe([Start + "a", Start + "c"]);
        items.OfType<SourceItem.Present>().Select(i => i.Path).ShouldBe([Start, Start + "b", Start + "d"]);
    }

    [Fact]
    public async Task Redirects_inside_are_followed_and_a_page_is_listed_once_under_its_last_address()
    {
        _site.Page("/docs/", "start", "old", "older", "out", "new");
        _site.Redirect("/docs/old", "/docs/new");
        _site.Redirect("/docs/older", "old");
        _site.Redirect("/docs/out", "https://elsewhere.example/");
        _site.Page("/docs/new", "new");
        var items = await Source().ListAsync();
        items.OfType<SourceItem.Present>().Select(i => i.Path).ShouldBe([Start, Start + "new"]);
        items.OfType<SourceItem.Skipped>().Select(i => i.Path).ShouldBe([Start + "old", Start + "older", Start + "out"]);
        _site.Dialled.ShouldAllBe(a => a == ScriptedSite.PublicAddress);
    }

    [Fact]
    public async Task Circles_and_endless_redirects_are_named()
    {
        _site.Page("/docs/", "start", "circle", "1");
        _site.Redirect("/docs/circle", "/docs/circle2");
        _site.Redirect("/docs/circle2", "/docs/circle");
        for (var i = 1; i < 20; i++) _site.Redirect($"/docs/{i}", $"/docs/{i + 1}");
        var problems = (await Source().ListAsync()).OfType<SourceItem.Unavailable>().Select(u => u.Problem.Message).ToList();
        problems[0].ShouldContain("circle → http://docs.example/docs/circle2 → http://docs.example/docs/circle");
        problems[1].ShouldContain("more than 10 times");
        _site.Asked.Count().ShouldBe(1 + 2 + 11);
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://localhost/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://inside.example/")]
    public async Task A_redirect_does_not_lead_to_a_private_address(string target)
    {
        _site.Names["localhost"] = () => "127.0.0.1";
        _site.Names["inside.example"] = () => "10.1.2.3";
        _site.Redirect("/page", target);
        _site.On("/", 200, "secret");
        var source = new UrlListSource(["http://docs.example/page"], ScriptedSite.Options, _site.Access);
        var problem = (await source.ListAsync()).ShouldHaveSingleItem().ShouldBeOfType<SourceItem.Unavailable>().Problem;
        problem.Failure.ShouldBe(SourceFailure.Forbidden);
        _site.Dialled.ShouldAllBe(a => a == ScriptedSite.PublicAddress);

        // Allowing private addresses allows them for the host that was named, not for those it leads to.
        var allowed = new UrlListSource(["http://docs.example/page"], ScriptedSite.Options with { AllowPrivate = true }, _site.Access);
        (await allowed.ListAsync()).ShouldHaveSingleItem().ShouldBeOfType<SourceItem.Unavailable>();
        _site.Dialled.ShouldAllBe(a => a == ScriptedSite.PublicAddress);
    }

    [Fact]
    public async Task A_name_that_changes_its_address_is_checked_at_every_connection()
    {
        var asked = 0;
        _site.Names["docs.example"] = () => asked++ == 0 ? ScriptedSite.PublicAddress : "127.0.0.1";
        _site.Page("/docs/", "start");
        (await Source().MustFailAsync()).Failure.ShouldBe(SourceFailure.Forbidden);
        _site.Dialled.ShouldBe([ScriptedSite.PublicAddress]);
    }

    [Fact]
    public async Task A_private_host_is_read_when_it_was_named_and_allowed()
    {
        _site.Names["docs.example"] = () => "192.168.1.9";
        _site.Page("/docs/", "start");
        (await Source().MustFailAsync()).Message.ShouldContain("--allow-private");
        (await Source(ScriptedSite.Options with { AllowPrivate = true }).ListAsync()).ShouldHaveSingleItem();
        _site.Names["docs.example"] = () => "169.254.169.254";
        (await Source(ScriptedSite.Options with { AllowPrivate = true }).MustFailAsync()).Failure.ShouldBe(SourceFailure.Forbidden);
    }

    [Fact]
    public async Task A_server_that_drips_or_never_begins_is_left_in_time()
    {
        _site.Page("/docs/", "start", "drip", "silent");
        _site.On("/docs/drip", async (_, stream) =>
        {
            await ScriptedSite.SendRawAsync(stream, "HTTP/1.1 200 X\r\nContent-Type: text/html\r\n\r\n", "<p>"u8.ToArray());
            await Task.Delay(Timeout.Infinite, _site.Stopped);
        });
        _site.On("/docs/silent", (_, _) => Task.Delay(Timeout.Infinite, _site.Stopped));
        var options = ScriptedSite.Options with { FirstByteTimeout = TimeSpan.FromSeconds(7), TotalTimeout = TimeSpan.FromSeconds(70) };
        var listing = Source(options).ListAsync();
        while (_site.Asked.Count() < 2) await Task.Yield();
        _site.Clock.Advance(TimeSpan.FromSeconds(70));
        while (_site.Asked.Count() < 3) await Task.Yield();
        _site.Clock.Advance(TimeSpan.FromSeconds(8));
        var problems = (await listing).OfType<SourceItem.Unavailable>().Select(u => u.Problem).ToList();
        problems.Count.ShouldBe(3);
        problems[2].Message.ShouldContain("nothing counts as gone");
        problems.ShouldAllBe(p => p.Failure == SourceFailure.TimedOut);
        problems[1].Message.ShouldContain("did not begin within 7 seconds");
    }

    [Fact]
    public async Task Endless_bodies_bombs_and_false_lengths_end_at_the_limit()
    {
        _site.Page("/docs/", "start", "endless", "bomb", "claims", "short", "headers", "garbage", "strange");
        _site.On("/docs/endless", async (_, stream) =>
        {
            await ScriptedSite.SendRawAsync(stream, "HTTP/1.1 200 X\r\nContent-Type: text/html\r\n\r\n", []);
            while (!_site.Stopped.IsCancellationRequested) await stream.WriteAsync(new byte[10_000], _site.Stopped);
        });
        var bomb = ScriptedSite.Gzip(stream =>
        {
            for (var i = 0; i < 200; i++) stream.Write(new byte[100_000]);
        });
        bomb.Length.ShouldBeLessThan(50_000);
        _site.On("/docs/bomb", (_, stream) => ScriptedSite.SendAsync(stream, 200, bomb, "Content-Encoding: gzip", "Content-Type: text/html"));
        _site.On("/docs/claims", (_, stream) => ScriptedSite.SendRawAsync(stream, "HTTP/1.1 200 X\r\nContent-Length: 99999999999\r\n\r\n", []));
        _site.On("/docs/short", (_, stream) => ScriptedSite.SendRawAsync(stream, "HTTP/1.1 200 X\r\nContent-Length: 500\r\nConnection: close\r\n\r\n", "only this"u8.ToArray()));
        _site.On("/docs/headers", (_, stream) => ScriptedSite.SendRawAsync(stream, $"HTTP/1.1 200 X\r\nX: {new string('x', 200_000)}\r\n\r\n", []));
        _site.On("/docs/garbage", (_, stream) => ScriptedSite.SendRawAsync(stream, "\0\0\0 no HTTP\r\n\r\n", []));
        _site.On("/docs/strange", 200, "x", "Content-Encoding: rot13");
        var items = await Source().ListAsync();
        items.OfType<SourceItem.Skipped>().Select(i => i.Path[Start.Length..]).ShouldBe(["endless", "bomb", "claims"]);
        items.OfType<SourceItem.Skipped>().ShouldAllBe(i => i.Reason.Contains("100000 bytes", StringComparison.Ordinal));
        items.OfType<SourceItem.Unavailable>().Where(i => !i.HidesBelow).Select(i => i.Path[Start.Length..]).ShouldBe(["short", "headers", "garbage", "strange"]);
        items[^1].ShouldBeOfType<SourceItem.Unavailable>().HidesBelow.ShouldBeTrue();
        items.OfType<SourceItem.Unavailable>().ShouldAllBe(i => i.Problem.Failure == SourceFailure.Unreachable);
    }

    [Fact]
    public async Task A_server_that_asks_to_be_left_alone_is_asked_once_more_after_that_time()
    {
        var asked = 0;
        _site.On("/docs/", (_, stream) => ++asked == 1 ? ScriptedSite.SendAsync(stream, 503, [], "Retry-After: 20") : ScriptedSite.SendAsync(stream, 200, "x"u8.ToArray()));
        var listing = Source().ListAsync();
        await _site.Clock.TimerDueAsync(TimeSpan.FromSeconds(20));
        _site.Clock.Advance(TimeSpan.FromSeconds(20));
        (await listing).ShouldHaveSingleItem().ShouldBeOfType<SourceItem.Present>();

        _site.On("/docs/", 429, "", "Retry-After: 3600");
        (await Source().MustFailAsync()).Failure.ShouldBe(SourceFailure.Unreachable);
    }

    [Fact]
    public async Task Requests_to_one_host_are_kept_apart_by_what_its_robots_file_asks()
    {
        _site.On("/robots.txt", 200, "User-agent: *\nCrawl-delay: 9");
        _site.Page("/docs/", "start");
        var listing = Source(ScriptedSite.Options with { Delay = TimeSpan.FromSeconds(2) }).ListAsync();
        await _site.Clock.TimerDueAsync(TimeSpan.FromSeconds(9));
        _site.Asked.ShouldBeEmpty();
        _site.Clock.Advance(TimeSpan.FromSeconds(9));
        (await listing).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Patterns_leave_out_addresses_and_an_included_page_is_found_behind_one_that_is_not()
    {
        _site.Page("/docs/", "start", "list", "api/x");
        _site.Page("/docs/list", "list", "guide/a");
        _site.Page("/docs/guide/a", "a");
        var source = Source(ScriptedSite.Options with { Include = ["guide/"], Exclude = ["api/"] });
        (await source.ListAsync()).OfType<SourceItem.Present>().Select(p => p.Path).ShouldBe([Start + "guide/a"]);
        _site.Asked.Any(p => p is "/docs/api/x").ShouldBeFalse();
        source.Covers(Start + "guide/gone").ShouldBeTrue();
        source.Covers(Start + "list").ShouldBeFalse();
        source.Covers("http://docs.example/other/guide/a").ShouldBeFalse();
    }

    [Fact]
    public async Task A_site_without_end_stops_at_the_limit_and_nothing_else_of_it_counts_as_gone()
    {
        for (var i = 0; i < 50; i++) _site.Page($"/docs/{i}", "x", $"{i + 1}", $"{i + 100}");
        _site.Page("/docs/", "start", "0");
        var items = await Source(ScriptedSite.Options with { MaxPages = 10 }).ListAsync();
        _site.Asked.Count().ShouldBe(10);
        var cut = items[^1].ShouldBeOfType<SourceItem.Unavailable>();
        (cut.Path, cut.HidesBelow).ShouldBe(("http://docs.example", true));

        (await Source(ScriptedSite.Options with { MaxDepth = 2 }).ListAsync()).Count(i => i is SourceItem.Present).ShouldBe(3);
    }

    [Fact]
    public async Task Text_in_the_charset_of_its_header_is_handed_on_as_UTF_8()
    {
        _site.On("/docs/", (_, stream) => ScriptedSite.SendAsync(stream, 200, Encoding.Latin1.GetBytes("<p>Käse"), "Content-Type: text/html; charset=windows-1252"));
        var item = (await Source().ListAsync()).ShouldHaveSingleItem();
        (await item.TextAsync()).ShouldBe("<p>Käse");
    }

    [Fact]
    public async Task A_charset_that_is_never_decoded_leaves_the_bytes_as_they_are()
    {
        _site.On("/docs/", (_, stream) => ScriptedSite.SendAsync(stream, 200, "<p>words"u8.ToArray(), "Content-Type: text/html; charset=utf-7"));
        var item = (await Source().ListAsync()).ShouldHaveSingleItem();
        (await item.TextAsync()).ShouldBe("<p>words");
    }

    [Fact]
    public async Task Damaged_Brotli_is_an_answer_that_did_not_arrive()
    {
        _site.On("/docs/", (_, stream) => ScriptedSite.SendAsync(stream, 200, [.. Enumerable.Repeat((byte)0xff, 200)], "Content-Type: text/html", "Content-Encoding: br"));
        (await Should.ThrowAsync<SourceException>(() => Source().ListAsync())).Failure.ShouldBe(SourceFailure.Unreachable);
    }


    [Fact]
    public async Task Pages_can_be_opened_after_their_listing_and_beside_another_one()
    {
        _site.Page("/docs/", "first words");
        var first = (await Source().ListAsync()).ShouldHaveSingleItem();
        _site.Page("/docs/", "second words");
        var second = (await Source().ListAsync()).ShouldHaveSingleItem();
        (await first.TextAsync()).ShouldContain("first words");
        (await second.TextAsync()).ShouldContain("second words");
        (await first.TextAsync()).ShouldContain("first words");
    }

    [Fact]
    public async Task Named_addresses_are_fetched_and_keep_their_names_through_redirects()
    {
        _site.Redirect("/a", "http://other.example/b");
        _site.On("/b", 200, "<a href=/c>", "Content-Type: text/html", "ETag: 1");
        string[] addresses = ["http://docs.example/a", "http://docs.example/gone", "http://docs.example/a#again"];
        var source = new UrlListSource(addresses, ScriptedSite.Options, _site.Access);
        var item = (await source.ListAsync()).ShouldHaveSingleItem().ShouldBeOfType<SourceItem.Present>();
        (item.Path, item.IsNamed).ShouldBe(("http://docs.example/a", true));
        source.Covers("http://docs.example/gone").ShouldBeTrue();
        source.Covers("http://other.example/b").ShouldBeFalse();
        Should.Throw<SourceException>(() => new UrlListSource([], ScriptedSite.Options, _site.Access));
        Should.Throw<SourceException>(() => new UrlListSource(["http://h/"], new WebOptions { MaxPages = 0, MaxBytes = 0 }, _site.Access)).Message.ShouldContain("page");
    }

    [Fact]
    public async Task A_name_without_an_address_and_a_server_that_refuses_are_told_by_name()
    {
        var nameless = new WebAccess(_site.Clock, _site.SpoolFolder) { ResolveAsync = (_, _) => throw new SocketException((int)SocketError.HostNotFound) };
        var unknown = await Should.ThrowAsync<SourceException>(() => new WebSource(Start, ScriptedSite.Options, nameless).ListAsync());
        (unknown.Failure, unknown.Message.Contains("docs.example leads to no address", StringComparison.Ordinal)).ShouldBe((SourceFailure.Unreachable, true));

        var refusing = new WebAccess(_site.Clock, _site.SpoolFolder)
        {
            ResolveAsync = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(ScriptedSite.PublicAddress)]),
            ConnectAsync = (_, _) => throw new SocketException((int)SocketError.ConnectionRefused),
        };
        var refused = await Should.ThrowAsync<SourceException>(() => new WebSource(Start, ScriptedSite.Options, refusing).ListAsync());
        (refused.Failure, refused.Message.Contains("no connection to docs.example:80", StringComparison.Ordinal)).ShouldBe((SourceFailure.Unreachable, true));
    }

    private static Dictionary<string, string> VersionsOf(List<SourceItem> items) =>
        items.OfType<SourceItem.Present>().Where(p => p.Version is not null).ToDictionary(p => p.Path, p => p.Version!, StringComparer.Ordinal);

    private WebSource Source(WebOptions? options = null) => new(Start, options ?? ScriptedSite.Options, _site.Access);
}
