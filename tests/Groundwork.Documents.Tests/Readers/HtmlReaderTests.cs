using System.Text;
using Groundwork.TestKit;

namespace Groundwork.Documents.Tests.Readers;

public sealed class HtmlReaderTests
{
    private static Task<Document> ReadAsync(string html) => Reading.TextAsync(MediaTypes.Html, html, "site/page.html");

    [Fact]
    public async Task Structure_becomes_blocks()
    {
        const string source = """
            <!DOCTYPE html>
            <html lang="de-DE"><head><title> Die
            Seite </title><style>p { color: red }</style></head>
            <body>
            <nav>Menu Home About</nav>
            <h1 id="top">Die <em>Seite</em><a class="headerlink" href="#top">¶</a></h1>
            <p>Ein   Absatz &amp; mehr&nbsp;Text,<br>zweite
               Zeile.</p>
            <p hidden>unsichtbar</p><p style="display: none">auch</p>
            <ul><li>eins</li><li><p>zwei</p><p>noch zwei</p><ol start="4"><li>tief</li></ol></li></ul>
            <blockquote><p>Zitat</p></blockquote>
            <table><caption>Werte</caption>
            <tr><th>Name</th><th>Wert</th></tr>
            <tr><td>a|b</td><td><p>1</p><p>2</p></td></tr></table>
            <pre>code {
              x;
            }</pre>
            <script>var hidden = 1;</script>
            loser Text
            <footer>Fuß</footer>
            </body></html>
            """;
        var document = await ReadAsync(source);
        document.Text.ShouldBe("""
            Die Seite

            Ein Absatz & mehr Text,
            zweite Zeile.

            - eins
            - zwei

            noch zwei

              4. tief

            Zitat

            Werte

            | Name | Wert |
            | --- | --- |
            | a\|b | 1 2 |

            code {
              x;
            }

            loser Text
            """);
        document.Title.ShouldBe("Die Seite");
        document.Language.Code.ShouldBe("de");
        document.Blocks[0].ShouldSatisfyAllConditions(heading => heading.Kind.ShouldBe(BlockKind.Heading), heading => heading.Anchor.ShouldBe("top"));
        document.PlaceOf(document.Blocks[1].Span).Line.ShouldBe(7);
        document.ShouldPointAtTheRightLines(source.Replace("<th>Name", "<th>--- Name", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_main_content_is_preferred_and_keeps_its_own_header()
    {
        var document = await ReadAsync("<body><div>outside words</div><main><header><h1>Title</h1></header><p>inside</p></main></body>");
        document.Text.ShouldBe("Title\n\ninside");
    }

    [Fact]
    public async Task Furniture_is_kept_when_nothing_else_is_there()
    {
        (await ReadAsync("<body><nav><a>One</a> <a>Two</a></nav></body>")).Text.ShouldBe("One Two");
        (await ReadAsync("<body><main></main><div class='toc'>Chapter 1</div></body>")).Text.ShouldBe("Chapter 1");
        (await ReadAsync("<body><form><p>The whole page stands in a form.</p></form></body>")).Text.ShouldBe("The whole page stands in a form.");
    }

    [Fact]
    public async Task Navigation_of_generated_manuals_is_dropped_by_its_class()
    {
        var body = string.Concat(Enumerable.Repeat("<p>A sentence of the manual that explains a thing.</p>", 10));
        var document = await ReadAsync(
            "<body><div class='navheader'><table><tr><td>Prev</td><td>Up</td></tr></table></div><div class='sect1'><h2 id='x'>Things</h2>" + body + "</div><div class='navfooter'>Next</div></body>");
        document.Text.ShouldStartWith("Things\n\nA sentence");
        document.Text.ShouldNotContain("Prev");
        document.Text.ShouldNotContain("Next");
    }

    [Fact]
    public async Task The_class_of_a_link_inside_a_heading_does_not_drop_the_heading() =>
        (await ReadAsync("<main><h1 id='a'><a class='header' href='#a'>What it is</a></h1><p>Text.</p></main>")).Text.ShouldBe("What it is\n\nText.");

    [Theory]
    [InlineData("shift_jis", "日本語の文書です。")]
    [InlineData("windows-1251", "Русский текст.")]
    [InlineData("iso-8859-1", "Größe: café")]
    [InlineData("utf-8", "ελληνικά")]
    public async Task The_declared_encoding_is_used(string charset, string text)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        var document = await Reading.BytesAsync(MediaTypes.Html, encoding.GetBytes($"<html><head><meta charset=\"{charset}\"></head><body><p>{text}</p></body></html>"));
        document.Text.ShouldBe(text);
    }

    [Fact]
    public async Task Character_references_cannot_bring_control_characters_in() =>
        (await ReadAsync("<p>a&#0;b&#1;c&#xD800;d&#13;e&#x1F600;</p>")).Text.ShouldNotContain('\u0001');

    [Fact]
    public async Task Layout_tables_are_read_as_text() =>
        (await ReadAsync("<table><tr><td><table><tr><td>left</td></tr></table></td><td><h2>right</h2></td></tr></table>")).Text.ShouldBe("left\n\nright");

    [Theory]
    [InlineData("<div>", 100_000)]
    [InlineData("<b><i>", 50_000)]
    [InlineData("<table><tr><td>", 20_000)]
    [InlineData("<p><font color=1>", 20_000)]
    [InlineData("<ul><li>", 50_000)]
    [InlineData("<div/>", 50_000)]
    [InlineData("<svg><div/>", 50_000)]
    [InlineData("<svg><foreignObject><section/>", 50_000)]
    public async Task Hostile_nesting_ends_in_a_clear_error(string tags, int times)
    {
        var refusal = await Reading.RefusalAsync(MediaTypes.Html, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(tags, times)) + "deep"), "deep.html");
        refusal.Reason.ShouldBe(UnreadableReason.Damaged);
        refusal.Message.ShouldContain("deep.html");
    }

    [Fact]
    public async Task Drawings_with_many_elements_are_no_nesting() =>
        (await ReadAsync("<p>before</p><svg>" + string.Concat(Enumerable.Repeat("<path d='M0 0'/>", 10_000)) + "</svg><p>after</p>")).Text.ShouldBe("before\n\nafter");

    [Fact]
    public async Task Deep_but_honest_pages_are_read()
    {
        var document = await ReadAsync(string.Concat(Enumerable.Repeat("<div>", 1000)) + "deep" + string.Concat(Enumerable.Repeat("</div>", 1000)));
        document.Text.ShouldBe("deep");
    }

    [FixtureFact("lo-help-guide")]
    public async Task Real_help_pages_keep_their_title_text_and_lines()
    {
        var files = Directory.GetFiles(Path.Combine(Fixtures.Find("lo-help-guide")!, "html"), "*.html", SearchOption.AllDirectories);
        files.Length.ShouldBeGreaterThan(0);
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file);
            var document = await Reading.BytesAsync(MediaTypes.Html, bytes, file);
            document.Notes.Where(note => !note.StartsWith("Sections that the page hides", StringComparison.Ordinal)).ShouldBeEmpty(file);
            (document.Language.Code is "und").ShouldBeFalse(file);
            document.Text.Contains("flexsearch", StringComparison.OrdinalIgnoreCase).ShouldBeFalse(file);
            document.OfKind(BlockKind.Heading).ShouldNotBeEmpty(file);
            document.Blocks.Count(block => block.Kind is BlockKind.Paragraph or BlockKind.ListItem).ShouldBeGreaterThan(1, file);
            foreach (var block in document.Blocks.Where(block => block.Kind is BlockKind.Paragraph or BlockKind.Heading))
                document.PlaceOf(block.Span).Line.ShouldNotBeNull(file);
        }
    }
}
