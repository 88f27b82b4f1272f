using System.Security;

namespace Groundwork.TestKit.Samples;

/// <summary>Small Word documents.</summary>
public static class SampleDocx
{
    /// <summary>The transitional namespace of WordprocessingML.</summary>
    public const string Namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    /// <summary>A heading and paragraphs.</summary>
    public static byte[] Of(string heading, params IEnumerable<string> paragraphs) =>
        OfBody(Paragraph(heading, "<w:pStyle w:val=\"Heading1\"/>") + string.Concat(paragraphs.Select(text => Paragraph(text))));

    /// <summary>A document with this content of its body, and further parts.</summary>
    public static byte[] OfBody(string body, params IEnumerable<(string Name, string Content)> parts) => ZipParts.Of(
    [
        ("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"""),
        ("_rels/.rels", ZipParts.Relations(("r1", "officeDocument", "word/document.xml"))),
        ("word/document.xml", $"<w:document xmlns:w=\"{Namespace}\"><w:body>{body}</w:body></w:document>"),
        .. parts,
    ]);

    /// <summary>A paragraph of plain text.</summary>
    public static string Paragraph(string text, string properties = "") =>
        $"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{SecurityElement.Escape(text)}</w:t></w:r></w:p>";
}
