using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Groundwork.Documents.Tests.Readers;

public sealed class ReaderPropertyTests
{
    private static readonly string[] s_pieces =
    [
        "#", "## ", "\n", "\n\n", "- ", "1. ", "> ", "    ", "`", "```", "*", "**", "_", "[", "](", ")", "![", "|", "\n|-|-|\n", "---", "===", "{#x}", "<div>", "</div>", "<p>", "<br>", "<!--", "-->",
        "<script>", "</script>", "<table><tr><td>", "<th>", "</table>", "<ul><li>", "<ol start=9>", "<pre>", "</pre>", "<h2 id=a>", "</h2>", "&amp;", "&#0;", "&#xD800;", "<svg>", "<math>", "<main>", "<nav>", "<template>",
        "word", "Größe", "世界。", "😀", "e\u0301", "\uD83D", "\u0000", "\u0085", "\r", "\t", " ", "\u00A0", "\\", "[^1]", "[a]: b", "~~~", "+", "<a", "\"", "'", "=", "title: x",
    ];

    [Fact]
    public void Any_mixture_of_marks_is_read_or_refused_clearly()
    {
        var source = from count in Gen.Choose(1, 60) from pieces in Gen.ArrayOf(Gen.Elements(s_pieces), count) select string.Concat(pieces);
        foreach (var mediaType in (string[])[MediaTypes.PlainText, MediaTypes.Markdown, MediaTypes.Html])
            Prop.ForAll(source.ToArbitrary(), text => ReadOrRefuse(mediaType, Encoding.UTF8.GetBytes(text))).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_clearly()
    {
        foreach (var mediaType in (string[])[MediaTypes.PlainText, MediaTypes.Markdown, MediaTypes.Html, MediaTypes.Docx])
            Prop.ForAll<byte[]>(bytes => ReadOrRefuse(mediaType, bytes)).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void A_damaged_word_document_is_read_or_refused_clearly()
    {
        var whole = SmallDocx.Of(SmallDocx.Paragraph("Some text") + "<w:tbl><w:tr><w:tc>" + SmallDocx.Paragraph("cell") + "</w:tc></w:tr></w:tbl>", "<w:style w:styleId=\"a\"/>", "<w:num/>", title: "T");
        var damage = from at in Gen.Choose(0, whole.Length - 1) from value in Gen.Choose(0, 255) from cut in Gen.Choose(0, 20) select (at, (byte)value, cut);
        Prop.ForAll(damage.ToArbitrary(), change =>
        {
            byte[] bytes = [.. whole];
            bytes[change.at] = change.Item2;
            ReadOrRefuse(MediaTypes.Docx, change.cut == 0 ? bytes[..change.at] : bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));
    }

    [Fact]
    public void A_damaged_pdf_is_read_or_refused_clearly()
    {
        var whole = SmallPdf.Of(["Some text"], ["more"]);
        var damage = from at in Gen.Choose(0, whole.Length - 1) from value in Gen.Choose(0, 255) select (at, (byte)value);
        Prop.ForAll(damage.ToArbitrary(), change =>
        {
            byte[] bytes = [.. whole];
            bytes[change.at] = change.Item2;
            ReadOrRefuse(MediaTypes.Pdf, bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public void Any_json_lines_are_parts()
    {
        var piece = Gen.Elements("{", "}", "\"id\":", "\"text\":", "\"a\"", "\"\\uD800\"", "1", "1e999", ",", "[", "]", "\n", "null", "{\"id\":1,\"text\":\"x\"}", "{\"id\":2,\"text\":\"y\",\"k\":\"\\uDC00\"}", "\u0000", " ");
        var source = from count in Gen.Choose(0, 30) from pieces in Gen.ArrayOf(piece, count) select string.Concat(pieces);
        Prop.ForAll(source.ToArbitrary(), text => CountParts(Encoding.UTF8.GetBytes(text)) <= text.Count(c => c == '\n') + 1).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
        Prop.ForAll<byte[]>(bytes => CountParts(bytes) <= bytes.Count(b => b == '\n') + 1).QuickCheckThrowOnFailure();
    }

    private static int CountParts(byte[] bytes)
    {
        var count = 0;
        try
        {
            using var stream = new MemoryStream(bytes);
            var container = new SourceInfo(new DocumentId("c"), "c.jsonl", MediaTypes.JsonLines);
            foreach (var part in Reading.Readers.ContainerFor(MediaTypes.JsonLines)!.OpenAsync(stream, container, CancellationToken.None).ToBlockingEnumerable())
            {
                count++;
                if (part is ContainedPart.Readable readable) ReadOrRefuse(MediaTypes.PlainText, readable.Content.ToArray());
            }
        }
        catch (DocumentUnreadableException problem)
        {
            problem.Message.ShouldContain("c.jsonl");
        }

        return count;
    }

    // Reading.BytesAsync checks every promise of a document.
    private static void ReadOrRefuse(string mediaType, byte[] bytes)
    {
        try
        {
            var document = Reading.BytesAsync(mediaType, bytes, "folder/sample.bin").GetAwaiter().GetResult();
            document.Text.ShouldNotBeNullOrWhiteSpace();
            new HeadingChunker(ChunkingOptions.Default).Split(document).Chunks.ShouldNotBeEmpty();
        }
        catch (DocumentUnreadableException problem)
        {
            problem.Message.ShouldContain("sample.bin");
        }
    }
}
