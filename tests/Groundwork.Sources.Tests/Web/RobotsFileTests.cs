using FsCheck;
using FsCheck.Fluent;
using Groundwork.Sources.Web;

namespace Groundwork.Sources.Tests.Web;

public sealed class RobotsFileTests
{
    [Theory]
    [InlineData("User-agent: *\nDisallow: /private", "/private/a", false)]
    [InlineData("User-agent: *\nDisallow: /private", "/privateer", false)]
    [InlineData("User-agent: *\nDisallow: /private", "/public", true)]
    [InlineData("User-agent: *\nDisallow: /\nAllow: /docs", "/docs/a", true)]
    [InlineData("User-agent: *\nAllow: /docs\nDisallow: /docs/old", "/docs/old/a", false)]
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a", "/a", true)]
    [InlineData("User-agent: *\nDisallow:", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf?x", true)]
    [InlineData("User-agent: *\nDisallow: /a*b*c", "/axxbyyczz", false)]
    [InlineData("User-agent: *\nDisallow: /", "/robots.txt", true)]
    [InlineData("user-agent: GroundWork/2.0\ndisallow: /a\n\nUser-agent: *\nDisallow: /b", "/a", false)]
    [InlineData("user-agent: groundwork\ndisallow: /a\n\nUser-agent: *\nDisallow: /b", "/b", true)]
    [InlineData("User-agent: other\nUser-agent: groundwork\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: groundwork\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: groundwork\nDisallow: /c", "/c", false)]
    [InlineData("User-agent: groundwork\nSitemap: https://x/s.xml\nUser-agent: other\nDisallow: /a", "/a", false)]
    [InlineData("Disallow: /a\nUser-agent: *\nDisallow: /b", "/a", true)]
    [InlineData("User-agent: * # all\nDisallow: /a # not this", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /%7Euser/caf\u00E9", "/~user/caf%C3%A9", false)]
    [InlineData("\uFEFFUser-agent: *\r\nDisallow: /a\r\n", "/a", false)]
    [InlineData("<html>not found</html>", "/a", true)]
    public void Rules_are_those_of_RFC_9309(string robots, string path, bool allowed) => RobotsFile.Parse(robots).Allows(new Uri("https://h" + path)).ShouldBe(allowed);

    [Theory]
    [InlineData("User-agent: *\nCrawl-delay: 2.5", 2.5)]
    [InlineData("User-agent: *\nCrawl-delay: 99999999999999", 60)]
    [InlineData("User-agent: *\nCrawl-delay: -3", 0)]
    [InlineData("User-agent: *\nCrawl-delay: NaN", 0)]
    [InlineData("User-agent: other\nCrawl-delay: 5", 0)]
    public void A_delay_is_taken_up_to_a_minute(string robots, double seconds) => RobotsFile.Parse(robots).Delay.TotalSeconds.ShouldBe(seconds);

    [Fact]
    public void Any_text_can_be_read_and_asked()
    {
        Prop.ForAll<string?>(text =>
        {
            var robots = RobotsFile.Parse($"User-agent: *\nDisallow: {text}\n{text}");
            _ = robots.Allows(new Uri("https://h/a"));
            return robots.Delay >= TimeSpan.Zero;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_rule_of_many_stars_ends_soon() =>
        RobotsFile.Parse("User-agent: *\nDisallow: /" + string.Concat(Enumerable.Repeat("*a", 2000)) + "b").Allows(new Uri("https://h/" + new string('a', 2000))).ShouldBeTrue();
}
