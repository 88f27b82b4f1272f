using System.Text;
using Groundwork.Sources.Tests.Web;

namespace Groundwork.Sources.Tests;

public sealed class SitemapSourceTests : IAsyncDisposable
{
    private readonly ScriptedSite _site = new();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task An_index_leads_to_plain_and_gzipped_sitemaps_and_to_lists()
    {
        _site.On("/sitemap.xml", 200, "<?xml version='1.0'?><sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>" + Loc("sitemap", "/1.xml") + Loc("sitemap", "/2.xml.gz") + Loc("sitemap", "/3.txt") + Loc("sitemap", "/sitemap.xml") + "</sitemapindex>");
        _site.On("/1.xml", 200, "<urlset>" + Loc("url", "/a?x=1&amp;y=2") + "<url><loc>http://elsewhere.example/x</loc></url></urlset>");
        _site.On("/2.xml.gz", (_, stream) => ScriptedSite.SendAsync(stream, 200, ScriptedSite.Gzip(s => s.Write(Encoding.UTF8.GetBytes("<urlset>" + Loc("url", "/b") + "</urlset>")))));
        _site.On("/3.txt", 200, "http://docs.example/c\n\nhttp://docs.example/a?x=1&y=2\n");
        foreach (var page in new[] { "/a?x=1&y=2", "/b", "/c" }) _site.Page(page, page, "/not-followed");
        var items = await Source().ListAsync();
        items.OfType<SourceItem.Present>().Select(p => p.Path).ShouldBe(["http://docs.example/a?x=1&y=2", "http://docs.example/b", "http://docs.example/c"]);
        items.OfType<SourceItem.Skipped>().ShouldHaveSingleItem().Path.ShouldBe("http://elsewhere.example/x");
    }

    public static TheoryData<string> Broken() => new(
        "<urlset><url><loc>http://docs.example/a</loc>", "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><urlset>&b;</urlset>",
        "<!DOCTYPE x SYSTEM 'http://docs.example/dtd'><urlset/>", "<urlset>\u0001</urlset>");

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_sitemap_that_cannot_be_read_fails_as_a_whole(string xml)
    {
        _site.On("/sitemap.xml", 200, xml);
        (await Source().MustFailAsync()).Failure.ShouldBe(SourceFailure.Unreachable);
        _site.Asked.ShouldBe(["/sitemap.xml"]);
    }

    [Fact]
    public async Task A_part_that_cannot_be_read_keeps_everything_of_the_site()
    {
        _site.On("/sitemap.xml", 200, "<sitemapindex>" + Loc("sitemap", "/1.xml") + Loc("sitemap", "/2.xml") + "</sitemapindex>");
        _site.On("/1.xml", 500);
        _site.On("/2.xml", 200, "<urlset>" + Loc("url", "/a") + "</urlset>");
        _site.Page("/a", "a");
        var items = await Source().ListAsync();
        items[0].ShouldBeOfType<SourceItem.Unavailable>().Path.ShouldBe("http://docs.example/1.xml");
        var hidden = items[^1].ShouldBeOfType<SourceItem.Unavailable>();
        (hidden.Path, hidden.HidesBelow).ShouldBe(("http://docs.example", true));
        items[1].ShouldBeOfType<SourceItem.Present>();
    }

    [Fact]
    public async Task A_bomb_in_a_sitemap_is_refused_while_it_unpacks()
    {
        var bomb = ScriptedSite.Gzip(s =>
        {
            for (var i = 0; i < 60; i++) s.Write(new byte[1 << 20]);
        });
        _site.On("/sitemap.xml", (_, stream) => ScriptedSite.SendAsync(stream, 200, bomb));
        (await Source().MustFailAsync()).Failure.ShouldBe(SourceFailure.TooLarge);
        _site.On("/sitemap.xml", 404);
        (await Source().MustFailAsync()).Failure.ShouldBe(SourceFailure.NotFound);
    }

    [Fact]
    public async Task Addresses_beyond_the_limit_are_not_asked_for_and_do_not_count_as_gone()
    {
        _site.On("/sitemap.xml", 200, "<urlset>" + string.Concat(Enumerable.Range(0, 300).Select(i => Loc("url", $"/{i}"))) + "</urlset>");
        var items = await Source().ListAsync();
        _site.Asked.Count().ShouldBe(101);
        items.ShouldHaveSingleItem().ShouldBeOfType<SourceItem.Unavailable>().HidesBelow.ShouldBeTrue();
    }

    private static string Loc(string element, string path) => $"<{element}><loc> http://docs.example{path} </loc><lastmod>2026-01-01</lastmod></{element}>";

    private SitemapSource Source() => new("http://docs.example/sitemap.xml", ScriptedSite.Options, _site.Access);
}
