using System.Text;
using Groundwork.TestKit;

namespace Groundwork.Documents.Tests.Readers;

public sealed class MarkdownReaderTests
{
    private const string Everything = """
        ---
        title: "The Guide"
        ---

        # Guide to *things* { #guide }

        Some **bold** text with `code`, a [link](https://example.org "t") and
        a second line with &amp; and an ![image of a cat](cat.png).
        See <https://example.org/x>. <!-- gone -->

        Setext heading
        --------------

        > quoted words
        > on two lines

        | Name | Value |
        |:-----|------:|
        | one  | a\|b  |
        | two  | *c*   |

        - first item
          goes on
          - nested `item`

            nested paragraph
        - second item

        3. third
        4. fourth

        ```python
        def f():

            return 1
        ```

            indented code

        <div class="x">
        <p>html &lt;text&gt;</p>
        </div>

        ## Guide to things

        last
        """;

    private static Task<Document> ReadAsync(string text) => Reading.TextAsync(MediaTypes.Markdown, text, "docs/guide.md");

    [Fact]
    public async Task Marks_are_gone_and_the_text_stays()
    {
        var document = await ReadAsync(Everything);
        document.Text.ShouldBe("""
            Guide to things

            Some bold text with code, a link and
            a second line with & and an image of a cat.
            See https://example.org/x.

            Setext heading

            quoted words
            on two lines

            | Name | Value |
            | --- | --- |
            | one | a\|b |
            | two | c |

            - first item
            goes on
              - nested item

            nested paragraph

            - second item
            3. third
            4. fourth

            def f():

                return 1

            indented code

            html <text>

            Guide to things

            last
            """);
        document.Title.ShouldBe("The Guide");
    }

    [Fact]
    public async Task Every_line_knows_its_source_line() => (await ReadAsync(Everything)).ShouldPointAtTheRightLines(Everything);

    [Fact]
    public async Task Every_line_knows_its_source_line_with_windows_line_ends()
    {
        var source = Everything.ReplaceLineEndings("\r\n");
        (await ReadAsync(source)).ShouldPointAtTheRightLines(source);
    }

    [Fact]
    public async Task Headings_have_levels_and_anchors()
    {
        var document = await ReadAsync(Everything);
        document.Blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => (block.Level, block.Anchor))
            .ShouldBe([(1, "guide"), (2, "setext-heading"), (2, "guide-to-things")]);
        document.PlaceOf(document.Blocks[^1].Span).Anchor.ShouldBe("guide-to-things");
    }

    [Fact]
    public async Task Repeated_and_foreign_headings_get_anchors_as_on_GitHub()
    {
        var document = await ReadAsync("# `File` & Co.\n\n# Größe: 日本語\n\n# Same\n\n# Same\n\n# Same-1\n\n# {#x}\n\n# A {#a_b_c .cls} #\n\nx");
        document.Blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => block.Anchor)
            .ShouldBe(["file--co", "größe-日本語", "same", "same-1", "same-1-1", "a_b_c"]);
        document.OfKind(BlockKind.Heading)[^1].ShouldBe("A");
    }

    [Fact]
    public async Task Words_in_braces_and_brackets_are_text() =>
        (await ReadAsync("Use {name} and {x=1}, [not a link] and [[wiki]]. {* ../a_b_c.py hl[9] *}")).Text
            .ShouldBe("Use {name} and {x=1}, [not a link] and [[wiki]]. {* ../a_b_c.py hl[9] *}");

    [Fact]
    public async Task Kinds_and_list_levels_are_told()
    {
        var document = await ReadAsync(Everything);
        document.OfKind(BlockKind.Quote).ShouldBe(["quoted words\non two lines"]);
        document.OfKind(BlockKind.Code).ShouldBe(["def f():\n\n    return 1", "indented code"]);
        document.Blocks.Where(block => block.Kind == BlockKind.ListItem).Select(block => block.Level).ShouldBe([1, 2, 1, 1, 1]);
        document.OfKind(BlockKind.Table).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_heading_the_file_name_is_the_title() => (await ReadAsync("only text")).Title.ShouldBe("guide");

    [Theory]
    [InlineData('>')]
    [InlineData('[')]
    [InlineData('-')]
    [InlineData('*')]
    public async Task Hostile_nesting_is_read_as_plain_text_and_noted(char mark)
    {
        var text = new StringBuilder().Insert(0, mark + " ", 20_000).Append("the end").ToString();
        var document = await ReadAsync(text + "\n\n[" + new string('[', 3000) + "x](");
        document.Text.ShouldContain("the end");
        document.Notes.ShouldHaveSingleItem().ShouldContain("plain text");
    }

    [FixtureFact("fastapi-docs")]
    public async Task Real_pages_keep_their_anchors_and_lines()
    {
        var files = Directory.GetFiles(Path.Combine(Fixtures.Find("fastapi-docs")!, "markdown"), "*.md", SearchOption.AllDirectories);
        files.Length.ShouldBeGreaterThan(0);
        foreach (var file in files)
        {
            var source = await File.ReadAllTextAsync(file);
            var document = await Reading.TextAsync(MediaTypes.Markdown, source, file);
            document.Notes.ShouldBeEmpty(file);
            document.ShouldPointAtTheRightLines(source);
            document.Blocks.Count(block => block is { Kind: BlockKind.Heading, Anchor: not null }).ShouldBe(document.OfKind(BlockKind.Heading).Length, file);
        }
    }
}
