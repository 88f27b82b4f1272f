using System.Net;
using System.Text.RegularExpressions;
using Groundwork.TestKit;

namespace Groundwork.Documents.Tests.Fidelity;

/// <summary>Every section of the real pages is reachable, its headings are right and no navigation is in the text. What is expected comes from a scan of the source of its own.</summary>
public sealed class RealPagesTests
{
    private static string Squeeze(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Bare(string html) => Squeeze(WebUtility.HtmlDecode(Regex.Replace(html, "<[^>]*>", "", RegexOptions.None, TimeSpan.FromSeconds(10))));

    private static MatchCollection Find(string text, string pattern) => Regex.Matches(text, pattern, RegexOptions.Singleline, TimeSpan.FromSeconds(10));

    [FixtureFact("lo-help-guide")]
    public async Task Help_pages_have_all_sections_and_no_navigation()
    {
        var files = Directory.GetFiles(Path.Combine(Fixtures.Find("lo-help-guide")!, "html"), "*.html", SearchOption.AllDirectories);
        files.Length.ShouldBeGreaterThan(100);
        foreach (var file in files)
        {
            var source = await File.ReadAllTextAsync(file);
            var document = await Reading.TextAsync(MediaTypes.Html, source, file);
            var content = source[source.IndexOf("id=\"DisplayArea\"", StringComparison.Ordinal)..source.IndexOf("id=\"SearchFrame\"", StringComparison.Ordinal)];
            var expected = Find(content, "<h([1-6])[^>]*>(.*?)</h\\1>").Select(match => (Level: match.Groups[1].Value[0] - '0', Text: Bare(match.Groups[2].Value))).Where(heading => heading.Text.Length > 0);
            document.Blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => (block.Level, Squeeze(block.Span.Of(document.Text)))).ShouldBe(expected, file);
            var text = Squeeze(document.Text);
            foreach (Match paragraph in Find(content, "<p id=\"[^\"]*\"[^>]*class=\"(?:paragraph|listitem)\"[^>]*>(.*?)</p>"))
            {
                // Words for one system only are hidden until a script shows them; what stands before them is always seen.
                var visible = paragraph.Groups[1].Value.Split("<span hidden=", 2)[0];
                if (!visible.Contains("<br", StringComparison.Ordinal)) text.ShouldContain(Bare(visible), Case.Sensitive, file);
            }

            foreach (var navigation in (string[])["LibreOffice 7.4", "Help content debug info", "/text/scalc/guide/" + Path.GetFileNameWithoutExtension(file) + ".xhp"]) document.Text.ShouldNotContain(navigation, Case.Sensitive, file);
        }
    }

    [FixtureFact("fastapi-docs")]
    public async Task Markdown_pages_have_all_sections()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Fixtures.Find("fastapi-docs")!, "markdown"), "*.md", SearchOption.AllDirectories))
        {
            var source = await File.ReadAllTextAsync(file);
            var document = await Reading.TextAsync(MediaTypes.Markdown, source, file);
            var inFence = false;
            var expected = new List<(int Level, string? Anchor)>();
            foreach (var line in source.Split('\n'))
            {
                if (line.TrimStart().StartsWith("```", StringComparison.Ordinal)) inFence = !inFence;
                if (!inFence && Find(line, @"^(#{1,6}) .*\{ *#([^ }]+) *\}\s*$") is [var heading]) expected.Add((heading.Groups[1].Length, heading.Groups[2].Value));
            }

            document.Blocks.Where(block => block.Kind == BlockKind.Heading && expected.Exists(item => string.Equals(item.Anchor, block.Anchor, StringComparison.Ordinal))).Select(block => (block.Level, block.Anchor)).ShouldBe(expected, file);
            document.Text.ShouldNotContain("\n///", Case.Sensitive, file);
        }
    }
}
