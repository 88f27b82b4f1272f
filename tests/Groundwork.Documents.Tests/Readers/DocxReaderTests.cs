using System.Text;
using static Groundwork.Documents.Tests.Readers.SmallDocx;

namespace Groundwork.Documents.Tests.Readers;

public sealed class DocxReaderTests
{
    private const string Styles = """
        <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="Mine"><w:basedOn w:val="berschrift1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
        <w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
        <w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>
        """;

    private const string Numbering = """
        <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
        <w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>
        """;

    private static string Item(string text, int level) =>
        Paragraph(text, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"5\"/></w:numPr>"));

    private static Task<Document> ReadAsync(byte[] docx) => Reading.BytesAsync(MediaTypes.Docx, docx, "folder/letter.docx");

    [Fact]
    public async Task Headings_lists_tables_and_footnotes_are_read()
    {
        var document = await ReadAsync(Of(
            Paragraph("The Report", "<w:pStyle w:val=\"Titel\"/>") + Paragraph("Part", "<w:pStyle w:val=\"berschrift1\"/>") + Paragraph("Chapter", "<w:pStyle w:val=\"Mine\"/>") +
            "<w:p><w:r><w:t>Some </w:t></w:r><w:ins><w:r><w:t>new </w:t></w:r></w:ins><w:del><w:r><w:delText>old </w:delText></w:r></w:del><w:hyperlink><w:r><w:t>text</w:t></w:r></w:hyperlink>" +
            "<w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:br/><w:t>next</w:t><w:tab/><w:t>line</w:t></w:r></w:p>" +
            Item("one", 0) + Item("inner", 1) + Item("two", 0) +
            $"<w:tbl><w:tr><w:tc>{Paragraph("A")}</w:tc><w:tc>{Paragraph("B|C")}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{Paragraph("wide")}{Paragraph("cell")}</w:tc></w:tr></w:tbl>" +
            Paragraph("", "<w:pStyle w:val=\"Loop\"/>") + Paragraph("End", "<w:pStyle w:val=\"Loop\"/>"),
            Styles,
            Numbering,
            $"<w:footnote w:id=\"2\">{Paragraph(" A note.")}</w:footnote>"));
        document.Text.ShouldBe("The Report\n\nPart\n\nChapter\n\nSome new text[^1]\nnext\tline\n\n1. one\n  - inner\n2. two\n\n| A | B\\|C |\n| --- | --- |\n| wide cell |  |\n\nEnd\n\n[^1]: A note.");
        document.Title.ShouldBe("The Report");
        document.Blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => block.Level).ShouldBe([1, 1, 2]);
        document.PlaceOf(document.Blocks[^1].Span).Line.ShouldBeNull();
    }

    [Fact]
    public async Task The_title_property_goes_before_the_first_heading() =>
        (await ReadAsync(Of(Paragraph("Head", "<w:pStyle w:val=\"Heading2\"/>") + Paragraph("x"), title: "From properties"))).Title.ShouldBe("From properties");

    [Fact]
    public async Task Built_in_heading_names_work_without_definitions() =>
        (await ReadAsync(Of(Paragraph("Head", "<w:pStyle w:val=\"Heading2\"/>") + Paragraph("x")))).Blocks[0].Level.ShouldBe(2);

    [Fact]
    public async Task Text_boxes_are_read_once()
    {
        var box = $"<w:txbxContent>{Paragraph("boxed")}</w:txbxContent>";
        var document = await ReadAsync(Of(
            $"<w:p><w:r><mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent><w:t>around</w:t></w:r></w:p>"));
        document.BlockTexts().ShouldBe(["around", "boxed"]);
    }

    [Fact]
    public async Task Damage_and_passwords_are_told_apart()
    {
        (await Reading.RefusalAsync(MediaTypes.Docx, "PK no zip"u8.ToArray())).Reason.ShouldBe(UnreadableReason.Damaged);
        var whole = Of(Paragraph("text"));
        (await Reading.RefusalAsync(MediaTypes.Docx, whole[..(whole.Length / 2)])).Reason.ShouldBe(UnreadableReason.Damaged);
        (await Reading.RefusalAsync(MediaTypes.Docx, Of("<w:p>"))).Reason.ShouldBe(UnreadableReason.Damaged);
        byte[] ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("EncryptedPackage")];
        (await Reading.RefusalAsync(MediaTypes.Docx, ole)).Reason.ShouldBe(UnreadableReason.Encrypted);
        (await Reading.RefusalAsync(MediaTypes.Docx, ole[..8])).Reason.ShouldBe(UnreadableReason.UnsupportedFormat);
        (await Reading.RefusalAsync(MediaTypes.Docx, [])).Reason.ShouldBe(UnreadableReason.Empty);
        (await Reading.RefusalAsync(MediaTypes.Docx, Of(Paragraph(" ")))).Reason.ShouldBe(UnreadableReason.Empty);
    }

    [Fact]
    public async Task A_zip_bomb_is_refused_before_it_is_unpacked()
    {
        var bomb = Of(Paragraph(new string('x', 80 << 20)));
        bomb.Length.ShouldBeLessThan(1 << 20);
        var refusal = await Should.ThrowAsync<DocumentUnreadableException>(() =>
            Reading.ReadAsync(new Documents.Readers.Word.DocxReader(new ReadingLimits { MaxUnpackedBytes = 64 << 20 }), bomb, new SourceInfo(new DocumentId("b"), "b.docx", MediaTypes.Docx)));
        refusal.Reason.ShouldBe(UnreadableReason.Hostile);
        refusal.Message.ShouldContain("MaxUnpackedBytes");
    }

    [Fact]
    public async Task Entities_are_not_expanded_and_hostile_nesting_is_refused()
    {
        var nested = string.Concat(Enumerable.Repeat("<w:tbl><w:tr><w:tc>", 50_000));
        (await Reading.RefusalAsync(MediaTypes.Docx, Of(nested))).Reason.ShouldBe(UnreadableReason.Damaged);
    }
}
