using System.Globalization;
using System.IO.Compression;
using System.Text;
using Groundwork.TestKit.Samples;

namespace Groundwork.TestKit.Hostile;

/// <summary>Hostile and broken documents of word processors, spreadsheets, presentations, books and rich text.</summary>
public static class HostileOffice
{
    private const string Paragraph = "<w:p><w:r><w:t>words</w:t></w:r></w:p>";
    private const string Bombs = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>";

    private static readonly byte[] s_compoundFile = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>All of them, in an order that never changes.</summary>
    public static IReadOnlyList<HostileFile> All { get; } =
    [
        new("office-empty.docx", () => []),
        new("office-password.docx", () => [.. s_compoundFile, .. new byte[504], .. Encoding.Unicode.GetBytes("EncryptionInfo EncryptedPackage")]),
        new("office-before-2007.xls", () => [.. s_compoundFile, .. new byte[504], .. Encoding.Unicode.GetBytes("Root Entry Workbook")]),
        new("office-encrypted-parts.docx", () => WithEncryptedFlag(SampleDocx.OfBody(Paragraph))),
        new("office-encrypted.odt", () => SampleOdf.OfBody("text", "x", "", ("META-INF/manifest.xml", "<m:manifest xmlns:m=\"urn:m\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"))),
        new("office-drm.epub", () => SampleEpub.OfChapters([("a.xhtml", "x")], "", "", ("META-INF/encryption.xml", "<encryption><EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#aes128-cbc\"/></encryption>"))),
        new("office-cut-in-directory.docx", () => SampleDocx.OfBody(Paragraph)[..^10]),
        new("office-cut-in-the-middle.xlsx", () => SampleXlsx.Of("S", "a", "b") is var whole ? whole[..(whole.Length / 2)] : []),
        new("office-cut-at-the-beginning.pptx", () => SamplePptx.Of("T", "a")[..30]),
        new("office-cut-within-a-part.odt", () => ZipParts.Of(("content.xml", $"<office:document-content {SampleOdf.Namespaces}><office:body><office:text><text:p>words</text:p>"))),
        new("office-zip-bomb.docx", () => Bomb("word/document.xml", $"<w:document xmlns:w=\"{SampleDocx.Namespace}\"><w:body>", "<w:p/>          ", 20_000_000)),
        new("office-zip-bomb-in-one-text.docx", () => Bomb("word/document.xml", $"<w:document xmlns:w=\"{SampleDocx.Namespace}\"><w:body><w:p><w:r><w:t>", "xxxxxxxxxxxxxxxx", 20_000_000)),
        new("office-zip-bomb.xlsx", () => Bomb("xl/workbook.xml", $"<workbook xmlns=\"{SampleXlsx.Namespace}\">", "                ", 20_000_000)),
        new("office-entity-bomb.docx", () => ZipParts.Of(("word/document.xml", Bombs + "<document><body><p><r><t>&c;</t></r></p></body></document>"))),
        new("office-outer-entity.odt", () => ZipParts.Of(("content.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>"))),
        new("office-hidden-entity.docx", () => ZipParts.OfBytes(("word/document.xml", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Bombs + "<document>&c;</document>")]))),
        new("office-leads-outside.docx", () => ZipParts.Of(("_rels/.rels", ZipParts.Relations(("a", "officeDocument", "../../etc/passwd"))))),
        new("office-leads-to-a-file.pptx", () => ZipParts.Of(
            ("ppt/presentation.xml", $"<p:presentation {SamplePptx.Namespaces}><p:sldIdLst><p:sldId r:id=\"a\"/></p:sldIdLst></p:presentation>"), ("ppt/_rels/presentation.xml.rels", ZipParts.Relations(("a", "slide", "file:///etc/passwd"))))),
        new("office-leads-outside.epub", () => ZipParts.Of(("META-INF/container.xml", "<container><rootfiles><rootfile full-path=\"../../../etc/passwd\"/></rootfiles></container>"))),
        new("office-circle-of-relations.pptx", () => ZipParts.Of(
            ("ppt/presentation.xml", $"<p:presentation {SamplePptx.Namespaces}><p:sldIdLst><p:sldId r:id=\"a\"/><p:sldId r:id=\"b\"/><p:sldId r:id=\"b\"/></p:sldIdLst></p:presentation>"),
            ("ppt/_rels/presentation.xml.rels", ZipParts.Relations(("a", "slide", "presentation.xml"), ("b", "slide", "slide.xml"))),
            ("ppt/_rels/slide.xml.rels", ZipParts.Relations(("n", "notesSlide", "slide.xml"), ("l", "slideLayout", "presentation.xml"))),
            ("ppt/slide.xml", $"<p:sld {SamplePptx.Namespaces}>{SamplePptx.Shape("", "words")}</p:sld>")), MayBeRead: true),
        new("office-circle-of-styles.docx", () => SampleDocx.OfBody(
            SampleDocx.Paragraph("words", "<w:pStyle w:val=\"a\"/>"), ("word/_rels/document.xml.rels", ZipParts.Relations(("s", "styles", "styles.xml"))),
            ("word/styles.xml", $"<w:styles xmlns:w=\"{SampleDocx.Namespace}\"><w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style><w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style></w:styles>")), MayBeRead: true),
        new("office-macros.docm", () => SampleDocx.OfBody(Paragraph, ("word/_rels/document.xml.rels", ZipParts.Relations(("m", "vbaProject", "vbaProject.bin"))), ("word/vbaProject.bin", "Sub AutoOpen()")), MayBeRead: true),
        new("office-repeated-columns.ods", () => Sheet("<table:table-row><table:table-cell table:number-columns-repeated=\"1000000000\"><text:p>x</text:p></table:table-cell></table:table-row>")),
        new("office-repeated-rows.ods", () => Sheet("<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell></table:table-row>")),
        new("office-repeated-text.xlsx", RepeatedText),
        new("office-sixteen-million-cells.xlsx", () => SampleXlsx.OfSheet(Rows(4096, row => Cell((4 * row) - 3, row))), MayBeRead: true),
        new("office-cells-in-the-corners.xlsx", () => SampleXlsx.OfSheet(Rows(5_000, row => Cell(1, 2 * row) + Cell(16_384, 2 * row), step: 2)), MayBeRead: true),
        new("office-impossible-cell.xlsx", () => SampleXlsx.OfSheet("<row r=\"1\"><c r=\"ZZZZZZZZ99999999999\"><v>1</v></c></row>")),
        new("office-missing-text.xlsx", () => SampleXlsx.OfSheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>")),
        new("office-wide-cells.docx", () => SampleDocx.OfBody($"<w:tbl><w:tr>{string.Concat(Enumerable.Repeat($"<w:tc><w:tcPr><w:gridSpan w:val=\"2147483647\"/></w:tcPr>{Paragraph}</w:tc>", 1000))}</w:tr></w:tbl>"), MayBeRead: true),
        new("office-nested-tables.docx", () => SampleDocx.OfBody(string.Concat(Enumerable.Repeat("<w:tbl><w:tr><w:tc>", 100_000)))),
        new("office-nested-groups.pptx", () => SamplePptx.OfSlides([string.Concat(Enumerable.Repeat("<p:grpSp>", 100_000))])),
        new("office-nested-lists.odt", () => SampleOdf.OfBody("text", string.Concat(Enumerable.Repeat("<text:list><text:list-item>", 100_000)))),
        new("office-many-blanks.odt", () => SampleOdf.OfBody("text", "<text:p>words" + string.Concat(Enumerable.Repeat("<text:s text:c=\"2147483647\"/>", 1000)) + "end</text:p>"), MayBeRead: true),
        new("office-million-braces.rtf", () => Encoding.ASCII.GetBytes("{\\rtf1 words " + new string('{', 1_000_000) + " more"), MayBeRead: true),
        new("office-closing-braces.rtf", () => Encoding.ASCII.GetBytes("{\\rtf1 words " + new string('}', 1_000_000) + " more"), MayBeRead: true),
        new("office-negative-binary.rtf", () => Encoding.ASCII.GetBytes("{\\rtf1 words\\bin-5 more\\bin2147483647 none}"), MayBeRead: true),
        new("office-bad-numbers.rtf", () => Encoding.ASCII.GetBytes("{\\rtf1\\ansicpg99999\\uc-9\\u99999999999999999999 ?\\u-99999999? words\\f-1\\ilvl-9\\ls1 x\\par\\'zz\\'\\u55357 \\"), MayBeRead: true),
        new("office-spine-to-itself.epub", SpineToItself, MayBeRead: true),
        new("office-nothing-inside.docx", () => ZipParts.Of()),
        new("office-no-document.docx", () => ZipParts.Of(("_rels/.rels", ZipParts.Relations(("a", "officeDocument", "word/document.xml"))))),
        new("office-no-sheet.xlsx", () => ZipParts.Of(
            ("xl/workbook.xml", $"<workbook xmlns=\"{SampleXlsx.Namespace}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" r:id=\"a\"/></sheets></workbook>"))),
        new("office-is-a-workbook.docx", () => SampleXlsx.Of("S", "a"), MayBeRead: true),
        new("office-is-a-page.docx", () => Encoding.UTF8.GetBytes("<html><body>words</body></html>"), MayBeRead: true),
        new("office-two-of-one-name.docx", () => ZipParts.Of(("word/document.xml", Document("shown")), ("word/document.xml", Document("hidden")))),
        new("office-names-outside.docx", () => ZipParts.Of(("../../../etc/cron.d/evil", "* * * * *"), ("C:\\evil.exe", "MZ"), ("word/document.xml", Document("words"))), MayBeRead: true),
        new("office-odd-names.docx", () => ZipParts.Of(("w\u0000rd/\u202Edocument.xml", "x"), ("wörd/文書.xml", "x"), ("word\\document.xml", Document("words"))), MayBeRead: true),
        new("office-bad-characters.docx", () => ZipParts.OfBytes(("word/document.xml", [.. "<document><body><p><r><t>"u8, 0xC3, 0x28, 0xFF, 0xFE, .. "</t></r></p></body></document>"u8]))),
        new("office-control-characters.docx", () => ZipParts.Of(("word/document.xml", Document("a&#0;&#xFFFE;&#xD800;b"))), MayBeRead: true),
    ];

    private static string Document(string text) => $"<document><body><p><r><t>{text}</t></r></p></body></document>";

    private static byte[] Sheet(string rows) => SampleOdf.OfBody("spreadsheet", $"<table:table table:name=\"S\">{rows}</table:table>");

    private static string Rows(int count, Func<int, string> cells, int step = 1)
    {
        var rows = new StringBuilder();
        for (var row = 1; row <= count; row++) rows.Append(CultureInfo.InvariantCulture, $"<row r=\"{row * step}\">{cells(row)}</row>");
        return rows.ToString();
    }

    private static string Cell(int column, int row)
    {
        var name = "";
        for (var rest = column; rest > 0; rest = (rest - 1) / 26) name = (char)('A' + ((rest - 1) % 26)) + name;
        return string.Create(CultureInfo.InvariantCulture, $"<c r=\"{name}{row}\"><v>1</v></c>");
    }

    private static byte[] RepeatedText() => SampleXlsx.OfSheet(
        Rows(10_000, row => string.Create(CultureInfo.InvariantCulture, $"<c r=\"A{row}\" t=\"s\"><v>0</v></c>")), "S",
        ("xl/sharedStrings.xml", $"<sst xmlns=\"{SampleXlsx.Namespace}\"><si><t>{new string('x', 32_767)}</t></si></sst>"));

    private static byte[] SpineToItself() => ZipParts.Of(
        ("META-INF/container.xml", "<container><rootfiles><rootfile full-path=\"p.opf\"/></rootfiles></container>"),
        ("p.opf", "<package><metadata>words</metadata><manifest><item id=\"a\" href=\"p.opf\" media-type=\"application/xhtml+xml\" properties=\"none\"/><item id=\"b\" href=\"META-INF/container.xml\" media-type=\"application/xhtml+xml\"/></manifest><spine toc=\"a\"><itemref idref=\"a\"/><itemref idref=\"a\"/><itemref idref=\"b\"/><itemref idref=\"none\"/></spine></package>"));

    // Written piece by piece: the whole would be larger than the tests may become.
    private static byte[] Bomb(string name, string beginning, string piece, int count)
    {
        const int Together = 1000;
        var pieces = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, Together)));
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var part = entry.Open();
            part.Write(Encoding.UTF8.GetBytes(beginning));
            for (var i = 0; i < count; i += Together) part.Write(pieces);
        }

        return stream.ToArray();
    }

    // Bit 0 of the flags says that a part is encrypted: byte 6 of its local header, byte 8 of its entry in the directory.
    private static byte[] WithEncryptedFlag(byte[] zip)
    {
        for (var i = 0; i + 10 < zip.Length; i++)
        {
            if (zip.AsSpan(i).StartsWith("PK\u0003\u0004"u8)) zip[i + 6] |= 1;
            if (zip.AsSpan(i).StartsWith("PK\u0001\u0002"u8)) zip[i + 8] |= 1;
        }

        return zip;
    }
}
