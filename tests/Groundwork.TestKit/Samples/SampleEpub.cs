using System.Security;

namespace Groundwork.TestKit.Samples;

/// <summary>Small books.</summary>
public static class SampleEpub
{
    /// <summary>A book of one chapter.</summary>
    public static byte[] Of(string heading, params IEnumerable<string> paragraphs) =>
        OfChapters([("one.xhtml", $"<h1>{SecurityElement.Escape(heading)}</h1>" + string.Concat(paragraphs.Select(text => $"<p>{SecurityElement.Escape(text)}</p>")))]);

    /// <summary>A book with these chapters, by file name and content of the body, and further parts.</summary>
    public static byte[] OfChapters(IReadOnlyList<(string Name, string Body)> chapters, string metadata = "", string moreItems = "", params IEnumerable<(string Name, string Content)> parts) => ZipParts.Of(
    [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile full-path=\"book/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>"),
        ("book/package.opf", $"""
            <package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">{metadata}</metadata>
            <manifest>{string.Concat(chapters.Select(chapter => $"<item id=\"{chapter.Name}\" href=\"{Uri.EscapeDataString(chapter.Name)}\" media-type=\"application/xhtml+xml\"/>"))}{moreItems}</manifest>
            <spine>{string.Concat(chapters.Select(chapter => $"<itemref idref=\"{chapter.Name}\"/>"))}</spine></package>
            """),
        .. chapters.Select(chapter => ("book/" + chapter.Name, $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/></head><body>{chapter.Body}</body></html>")),
        .. parts,
    ]);
}
