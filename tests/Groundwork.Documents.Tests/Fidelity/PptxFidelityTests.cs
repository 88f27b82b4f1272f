using Groundwork.TestKit.Samples;

namespace Groundwork.Documents.Tests.Fidelity;

public sealed class PptxFidelityTests
{
    private const string Presentation = "http://purl.oclc.org/ooxml/presentationml/main";
    private const string Drawing = "http://purl.oclc.org/ooxml/drawingml/main";
    private const string Relations = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    private static string Slide(string tree, string attributes = "") => $"<q:sld {attributes} xmlns:q=\"{Presentation}\" xmlns:d=\"{Drawing}\" xmlns:rel=\"{Relations}\"><q:cSld><q:spTree>{tree}</q:spTree></q:cSld></q:sld>";

    private static string Box(string text, int left, int top) =>
        System.FormattableString.Invariant($"<q:sp><q:nvSpPr><q:nvPr/></q:nvSpPr><q:spPr><d:xfrm><d:off y=\"{top}\" x=\"{left}\"/></d:xfrm></q:spPr><q:txBody><d:p><d:r><d:t>{text}</d:t></d:r></d:p></q:txBody></q:sp>");

    private static readonly byte[] s_presentation = ZipParts.Of(
        ("_rels/.rels", ZipParts.Relations(("p", "officeDocument", "/ppt/presentation.xml"), ("c", "metadata/core-properties", "docProps/core.xml"))),
        ("ppt/presentation.xml", $"<q:presentation xmlns:q=\"{Presentation}\" xmlns:rel=\"{Relations}\"><q:sldIdLst><q:sldId rel:id=\"two\" id=\"256\"/><q:sldId id=\"257\" rel:id=\"one\"/><q:sldId id=\"258\" rel:id=\"three\"/></q:sldIdLst></q:presentation>"),
        ("ppt/_rels/presentation.xml.rels", ZipParts.Relations(("one", "slide", "slides/slide1.xml"), ("two", "slide", "slides/slide2.xml"), ("three", "slide", "slides/slide3.xml"))),
        ("ppt/slides/slide2.xml", Slide(
            Box("free, right", 5_000_000, 3_000_010) + Box("free, left", 100, 3_000_100) + Box("free, top", 9_000_000, 100) +
            """
            <q:sp><q:nvSpPr><q:nvPr><q:ph idx="1"/></q:nvPr></q:nvSpPr><q:txBody><d:bodyPr/><d:lstStyle/>
              <d:p><d:r><d:t>point</d:t></d:r></d:p><d:p><d:pPr lvl="1"/><d:r><d:t>inner </d:t></d:r><d:r><d:t>point</d:t></d:r></d:p>
              <d:p><d:pPr><d:buAutoNum type="arabicParenR" startAt="2"/></d:pPr><d:r><d:t>two</d:t></d:r></d:p><d:p><d:pPr><d:buAutoNum type="arabicParenR" startAt="2"/></d:pPr><d:r><d:t>three</d:t></d:r></d:p>
              <d:p><d:pPr><d:buNone/></d:pPr><d:r><d:t>plain</d:t></d:r><d:br/><d:r><d:t>line</d:t></d:r></d:p><d:p><d:endParaRPr/></d:p></q:txBody></q:sp>
            <q:sp><q:nvSpPr><q:nvPr><q:ph type="sldNum" idx="12"/></q:nvPr></q:nvSpPr><q:txBody><d:p><d:fld type="slidenum"><d:t>1</d:t></d:fld></d:p></q:txBody></q:sp>
            <q:sp><q:nvSpPr><q:nvPr><q:ph type="title"/></q:nvPr></q:nvSpPr><q:txBody><d:p><d:r><d:t>The</d:t></d:r><d:br/><d:r><d:t>Plan</d:t></d:r></d:p></q:txBody></q:sp>
            <q:graphicFrame><q:xfrm><d:off x="0" y="4000000"/></q:xfrm><d:graphic><d:graphicData><d:tbl><d:tblGrid/>
              <d:tr><d:tc gridSpan="2"><d:txBody><d:p><d:r><d:t>Year</d:t></d:r></d:p></d:txBody></d:tc><d:tc hMerge="1"><d:txBody><d:p/></d:txBody></d:tc></d:tr>
              <d:tr><d:tc><d:txBody><d:p><d:r><d:t>2024</d:t></d:r></d:p></d:txBody></d:tc><d:tc><d:txBody><d:p><d:r><d:t>a|b</d:t></d:r></d:p></d:txBody></d:tc></d:tr></d:tbl></d:graphicData></d:graphic></q:graphicFrame>
            """ +
            $"<q:grpSp><q:nvGrpSpPr/><q:grpSpPr><d:xfrm><d:off x=\"0\" y=\"5000000\"/></d:xfrm></q:grpSpPr>{Box("group, second", 0, 900_000)}<q:grpSp>{Box("group, first", 0, 0)}</q:grpSp></q:grpSp>")),
        ("ppt/slides/_rels/slide2.xml.rels", ZipParts.Relations(("n", "notesSlide", "../notesSlides/notes1.xml"), ("l", "slideLayout", "../slideLayouts/layout1.xml"))),
        ("ppt/notesSlides/notes1.xml", $"""
            <q:notes xmlns:q="{Presentation}" xmlns:d="{Drawing}"><q:cSld><q:spTree><q:sp><q:nvSpPr><q:nvPr><q:ph type="sldImg"/></q:nvPr></q:nvSpPr></q:sp>
            <q:sp><q:nvSpPr><q:nvPr><q:ph type="body" idx="1"/></q:nvPr></q:nvSpPr><q:txBody><d:p><d:r><d:t>Say hello.</d:t></d:r></d:p><d:p><d:r><d:t>Smile.</d:t></d:r></d:p></q:txBody></q:sp>
            <q:sp><q:nvSpPr><q:nvPr><q:ph type="sldNum"/></q:nvPr></q:nvSpPr><q:txBody><d:p><d:r><d:t>1</d:t></d:r></d:p></q:txBody></q:sp></q:spTree></q:cSld></q:notes>
            """),
        ("ppt/slideLayouts/layout1.xml", $"<q:sldLayout xmlns:q=\"{Presentation}\" xmlns:d=\"{Drawing}\"><q:cSld><q:spTree><q:sp><q:nvSpPr><q:nvPr><q:ph type=\"body\" idx=\"7\"/></q:nvPr></q:nvSpPr><q:txBody><d:lstStyle><d:lvl1pPr><d:buNone/></d:lvl1pPr></d:lstStyle></q:txBody></q:sp></q:spTree></q:cSld></q:sldLayout>"),
        ("ppt/slides/slide1.xml", Slide("<q:sp><q:nvSpPr><q:nvPr><q:ph type=\"body\" idx=\"7\"/></q:nvPr></q:nvSpPr><q:txBody><d:p><d:r><d:t>No bullet here</d:t></d:r></d:p></q:txBody></q:sp>", "show=\"0\"")),
        ("ppt/slides/_rels/slide1.xml.rels", ZipParts.Relations(("l", "slideLayout", "../slideLayouts/layout1.xml"))),
        ("ppt/slides/slide3.xml", Slide("")),
        ("docProps/core.xml", "<c xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>Grace</dc:creator></c>"));

    [Fact]
    public async Task The_whole_text_of_a_presentation_stands_in_reading_order()
    {
        var document = await Reading.BytesAsync(MediaTypes.Pptx, s_presentation, "plan.pptx");
        Shown.Structure(document).ShouldBe("""
            Heading 1 (page 1 slide 1): The Plan
            ListItem 1 (page 1 slide 1): - point
            ListItem 2 (page 1 slide 1): - inner point
            ListItem 1 (page 1 slide 1): 2) two
            ListItem 1 (page 1 slide 1): 3) three
            Paragraph (page 1 slide 1): plain
            Paragraph (page 1 slide 1): free, top
            Paragraph (page 1 slide 1): free, left
            Paragraph (page 1 slide 1): free, right
            Table (page 1 slide 1): | Year |  |
            Paragraph (page 1 slide 1): group, first
            Paragraph (page 1 slide 1): group, second
            Paragraph (page 1 slide 1, notes): Say hello.
            Paragraph (page 1 slide 1, notes): Smile.
            Heading 1 (page 2 slide 2): Slide 2
            Paragraph (page 2 slide 2): No bullet here
            """.ReplaceLineEndings("\n"));
        document.Text.ShouldBe("""
            The Plan

            - point
              - inner point
            2) two
            3) three

            plain
            line

            free, top

            free, left

            free, right

            | Year |  |
            | --- | --- |
            | 2024 | a\|b |

            group, first

            group, second

            Say hello.

            Smile.

            Slide 2

            No bullet here
            """.ReplaceLineEndings("\n"));
        document.Title.ShouldBe("The Plan");
        document.Notes.ShouldBe(["Slide 2 is hidden in its program."]);
        document.Source.Metadata!["author"].ShouldBeOfType<MetadataValue.Keywords>().Values.ShouldBe(["Grace"]);
    }

    [Fact]
    public async Task A_slide_that_is_listed_twice_is_read_once()
    {
        var document = await Reading.BytesAsync(MediaTypes.Pptx, ZipParts.Of(
            ("ppt/presentation.xml", $"<p:presentation {SamplePptx.Namespaces}><p:sldIdLst><p:sldId r:id=\"s1\"/><p:sldId r:id=\"s1\"/></p:sldIdLst></p:presentation>"),
            ("ppt/_rels/presentation.xml.rels", ZipParts.Relations(("s1", "slide", "slides/slide1.xml"))),
            ("ppt/slides/slide1.xml", $"<p:sld {SamplePptx.Namespaces}>{SamplePptx.Shape("<p:ph type=\"title\"/>", "Once")}</p:sld>")));
        document.Text.ShouldBe("Once");
    }
}
