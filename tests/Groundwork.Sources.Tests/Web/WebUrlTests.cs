using Groundwork.Sources.Globs;
using Groundwork.Sources.Web;

namespace Groundwork.Sources.Tests.Web;

public sealed class WebUrlTests
{
    [Theory]
    [InlineData("HTTPS://Example.ORG:443", "https://example.org/")]
    [InlineData("http://example.org:80/a/../b/./c#part", "http://example.org/b/c")]
    [InlineData("http://example.org/%7euser/%c3%a9%2f?q=%7e&utm_source=x", "http://example.org/~user/%C3%A9%2F?q=~&utm_source=x")]
    [InlineData("http://bücher.example/ä", "http://xn--bcher-kva.example/%C3%A4")]
    [InlineData("http://2130706433/", "http://127.0.0.1/")]
    [InlineData("http://0x7f.1/", "http://127.0.0.1/")]
    [InlineData("http://[::FFFF:127.0.0.1]:8080/", "http://[::ffff:127.0.0.1]:8080/")]
    public void An_address_has_one_spelling(string written, string spelled) => WebUrl.Parse(written).AbsoluteUri.ShouldBe(spelled);

    [Theory]
    [InlineData("")]
    [InlineData("example.org/a")]
    [InlineData("ftp://example.org/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://")]
    public void What_is_not_of_the_web_is_refused(string written) => Should.Throw<SourceException>(() => WebUrl.Parse(written)).Failure.ShouldBe(SourceFailure.BadSpecification);

    [Fact]
    public void A_password_is_refused_and_not_repeated()
    {
        var problem = Should.Throw<SourceException>(() => WebUrl.Parse("https://me:hunter2@example.org/a"));
        problem.Message.ShouldContain("example.org");
        problem.Message.ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("https://h/docs/", "https://h/docs/a", true)]
    [InlineData("https://h/docs/", "https://h/docs-old/a", false)]
    [InlineData("https://h/docs", "https://h/docs", true)]
    [InlineData("https://h/docs", "https://h/docs/a", true)]
    [InlineData("https://h/docs", "https://h/docs-old", false)]
    [InlineData("https://h/docs/index.html", "https://h/docs/a/b", true)]
    [InlineData("https://h/docs/", "http://h/docs/a", false)]
    [InlineData("https://h/docs/", "https://h:444/docs/a", false)]
    [InlineData("https://h/docs/", "https://h.evil.example/docs/a", false)]
    public void A_scope_is_an_origin_and_a_path(string start, string url, bool holds) =>
        new WebScope(WebUrl.Parse(start), PathRules.Parse([], [])).Holds(WebUrl.Parse(url)).ShouldBe(holds);

    [Theory]
    [InlineData("https://h/docs/", "h/docs/index")]
    [InlineData("https://h:8080/a%20b.html?x=%C3%A9", "h:8080/a b.html?x=é")]
    [InlineData("https://h/a%0Ab", "h/a b")]
    public void A_name_tells_host_and_path(string url, string name) => WebUrl.NameOf(WebUrl.Parse(url)).ShouldBe(name);
}
