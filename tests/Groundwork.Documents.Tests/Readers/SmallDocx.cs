using System.IO.Compression;
using System.Text;

namespace Groundwork.Documents.Tests.Readers;

/// <summary>Packs parts of a Word document.</summary>
internal static class SmallDocx
{
    private const string Namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    public static byte[] Of(string body, string? styles = null, string? numbering = null, string? footnotes = null, string? title = null)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "_rels/.rels", $"<Relationships><Relationship Id=\"r1\" Type=\"{Relation}officeDocument\" Target=\"word/document.xml\"/></Relationships>");
            Add(zip, "word/_rels/document.xml.rels", $"""
                <Relationships><Relationship Id="a" Type="{Relation}styles" Target="styles.xml"/><Relationship Id="b" Type="{Relation}numbering" Target="/word/numbering.xml"/>
                <Relationship Id="c" Type="{Relation}footnotes" Target="footnotes.xml"/></Relationships>
                """);
            Add(zip, "word/document.xml", $"<w:document xmlns:w=\"{Namespace}\"><w:body>{body}</w:body></w:document>");
            if (styles is not null) Add(zip, "word/styles.xml", $"<w:styles xmlns:w=\"{Namespace}\">{styles}</w:styles>");
            if (numbering is not null) Add(zip, "word/numbering.xml", $"<w:numbering xmlns:w=\"{Namespace}\">{numbering}</w:numbering>");
            if (footnotes is not null) Add(zip, "word/footnotes.xml", $"<w:footnotes xmlns:w=\"{Namespace}\">{footnotes}</w:footnotes>");
            if (title is not null) Add(zip, "docProps/core.xml", $"<cp xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title></cp>");
        }

        return stream.ToArray();
    }

    public static string Paragraph(string text, string properties = "") => $"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>";

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(content));
    }
}
