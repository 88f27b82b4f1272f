using FsCheck;
using FsCheck.Fluent;
using Groundwork.Sources.Web;

namespace Groundwork.Sources.Tests.Web;

public sealed class PageScanTests
{
    [Fact]
    public void Links_are_found_however_they_are_written()
    {
        const string Html = """
            <BASE href="/b/"><a href="one">1</a><A  class=x HREF = 'two?a=1&amp;b=2' >2</A><a href=three>3</a><area href="four"/>
            <a href="#top">no</a><a name=x>no</a><a rel="nofollow noopener" href="no">no</a><a href="one">again</a>
            <!-- <a href="no"> --><script>if (a<b) x="<a href='no'>"</script><style><a href="no"></style><a title="a > b" href="five">5</a>
            """;
        var scan = Scan(Html);
        scan.Links.ShouldBe(["one", "two?a=1&b=2", "three", "four", "five"]);
        scan.Base.ShouldBe("/b/");
    }

    [Theory]
    [InlineData("<meta name=robots content=noindex>", true, false)]
    [InlineData("<META content='NOFOLLOW, noarchive' name='Robots'>", false, true)]
    [InlineData("<meta name=groundwork content=none>", true, true)]
    [InlineData("<meta name=otherbot content=noindex>", false, false)]
    [InlineData("<meta name=robots content=all>", false, false)]
    public void What_a_page_asks_of_robots_is_heard(string html, bool noIndex, bool noFollow)
    {
        var scan = Scan(html);
        (scan.IsNoIndex, scan.IsNoFollow).ShouldBe((noIndex, noFollow));
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<a")]
    [InlineData("<a href=")]
    [InlineData("<a href=\"")]
    [InlineData("<a href=\"x")]
    [InlineData("<!--")]
    [InlineData("<script><a href=x>")]
    [InlineData("<a href==/=x=\"'>")]
    public void What_breaks_off_is_read_as_far_as_it_goes(string html) => Should.NotThrow(() => Scan(html));

    [Fact]
    public void Any_soup_of_tags_is_scanned()
    {
        var soup = Gen.Elements("<a href=", "\"", "'", ">", "<", "/", "=", " ", "x", "<!--", "-->", "<script>", "</script>", "<meta name=robots content=", "&amp;", "\0").ListOf().Select(parts => string.Concat(parts));
        Prop.ForAll(soup.ToArbitrary(), html => Scan(html).Links.Count <= html.Length).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_million_openings_are_scanned_in_one_pass()
    {
        Scan(string.Concat(Enumerable.Repeat("<script>", 200_000))).Links.ShouldBeEmpty();
        Scan(string.Concat(Enumerable.Repeat("<!-", 300_000))).Links.ShouldBeEmpty();
        Scan(string.Concat(Enumerable.Repeat("<a ", 300_000))).Links.ShouldBeEmpty();
        Scan(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<a href=p{i}>"))).Links.Count.ShouldBe(5000);
    }

    private static PageScan Scan(string html) => PageScan.Of(html, CancellationToken.None);
}
