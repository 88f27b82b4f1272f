using System.Globalization;
using System.Security;

namespace Groundwork.TestKit.Samples;

/// <summary>Small PowerPoint presentations.</summary>
public static class SamplePptx
{
    /// <summary>The namespaces of a slide, with the usual prefixes.</summary>
    public const string Namespaces =
        "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

    /// <summary>One slide with a title and an outline.</summary>
    public static byte[] Of(string title, params IEnumerable<string> items) =>
        OfSlides([Shape("<p:ph type=\"title\"/>", title) + Shape("<p:ph idx=\"1\"/>", [.. items])]);

    /// <summary>Slides with these shapes as XML, and further parts.</summary>
    public static byte[] OfSlides(IReadOnlyList<string> slides, params IEnumerable<(string Name, string Content)> parts)
    {
        var ids = Enumerable.Range(1, slides.Count).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToList();
        return ZipParts.Of(
        [
            ("_rels/.rels", ZipParts.Relations(("r1", "officeDocument", "ppt/presentation.xml"))),
            ("ppt/presentation.xml", $"<p:presentation {Namespaces}><p:sldIdLst>{string.Concat(ids.Select(id => $"<p:sldId id=\"25{id}\" r:id=\"s{id}\"/>"))}</p:sldIdLst></p:presentation>"),
            ("ppt/_rels/presentation.xml.rels", ZipParts.Relations(ids.Select(id => ($"s{id}", "slide", $"slides/slide{id}.xml")))),
            .. ids.Select((id, index) => ($"ppt/slides/slide{id}.xml", $"<p:sld {Namespaces}><p:cSld><p:spTree>{slides[index]}</p:spTree></p:cSld></p:sld>")),
            .. parts,
        ]);
    }

    /// <summary>A shape with one paragraph for each text.</summary>
    public static string Shape(string placeholder, params IEnumerable<string> paragraphs) =>
        $"<p:sp><p:nvSpPr><p:nvPr>{placeholder}</p:nvPr></p:nvSpPr><p:txBody>{string.Concat(paragraphs.Select(text => $"<a:p><a:r><a:t>{SecurityElement.Escape(text)}</a:t></a:r></a:p>"))}</p:txBody></p:sp>";
}
