using System.Security;

namespace Groundwork.TestKit.Samples;

/// <summary>Small OpenDocument files.</summary>
public static class SampleOdf
{
    /// <summary>The namespaces of OpenDocument, with the usual prefixes.</summary>
    public const string Namespaces =
        "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" " +
        "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" " +
        "xmlns:presentation=\"urn:oasis:names:tc:opendocument:xmlns:presentation:1.0\" xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" " +
        "xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\"";

    /// <summary>A text with a heading and paragraphs.</summary>
    public static byte[] Text(string heading, params IEnumerable<string> paragraphs) => OfBody(
        "text", $"<text:h text:outline-level=\"1\">{SecurityElement.Escape(heading)}</text:h>" + string.Concat(paragraphs.Select(Paragraph)));

    /// <summary>A presentation of one slide.</summary>
    public static byte[] Presentation(string title, params IEnumerable<string> paragraphs) => OfBody(
        "presentation", $"<draw:page><draw:frame presentation:class=\"title\"><draw:text-box>{Paragraph(title)}</draw:text-box></draw:frame><draw:frame presentation:class=\"outline\"><draw:text-box>{string.Concat(paragraphs.Select(Paragraph))}</draw:text-box></draw:frame></draw:page>");

    /// <summary>A spreadsheet of one sheet with one text in each row of its first column.</summary>
    public static byte[] Spreadsheet(string sheet, params IEnumerable<string> rows) => OfBody(
        "spreadsheet", $"<table:table table:name=\"{SecurityElement.Escape(sheet)}\">{string.Concat(rows.Select(text => $"<table:table-row><table:table-cell office:value-type=\"string\">{Paragraph(text)}</table:table-cell></table:table-row>"))}</table:table>");

    /// <summary>A file with this content of its body.</summary>
    /// <param name="kind"><c>text</c>, <c>spreadsheet</c> or <c>presentation</c>.</param>
    /// <param name="body">XML inside the body.</param>
    /// <param name="styles">XML of the automatic styles.</param>
    /// <param name="parts">Further parts.</param>
    public static byte[] OfBody(string kind, string body, string styles = "", params IEnumerable<(string Name, string Content)> parts) => ZipParts.Of(
    [
        ("mimetype", "application/vnd.oasis.opendocument." + kind),
        ("content.xml", $"<office:document-content {Namespaces}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"),
        .. parts,
    ]);

    private static string Paragraph(string text) => $"<text:p>{SecurityElement.Escape(text)}</text:p>";
}
