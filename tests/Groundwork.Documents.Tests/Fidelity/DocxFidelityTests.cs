using Groundwork.TestKit.Samples;

namespace Groundwork.Documents.Tests.Fidelity;

public sealed class DocxFidelityTests
{
    // The strict namespaces, an unusual prefix, an unusual folder, absolute targets.
    private const string Strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";

    private const string Body = """
        <x:p><x:pPr><x:pStyle x:val="Titel"/></x:pPr><x:r><x:t>Annual </x:t></x:r><x:r><x:t>Report</x:t></x:r></x:p>
        <x:sdt><x:sdtContent><x:p><x:pPr><x:pStyle x:val="Verzeichnis1"/></x:pPr><x:r><x:t>1 Scope ..... 2</x:t></x:r></x:p></x:sdtContent></x:sdt>
        <x:p><x:pPr><x:pStyle x:val="b1"/></x:pPr><x:r><x:t>Scope</x:t></x:r></x:p>
        <x:p><x:r><x:t xml:space="preserve">Sales rose</x:t></x:r><x:r><x:footnoteReference x:id="2"/></x:r><x:r><x:t xml:space="preserve"> by 5</x:t><x:noBreakHyphen/><x:t>fold.</x:t></x:r>
          <x:r><x:rPr><x:vanish/></x:rPr><x:t>HIDDEN</x:t></x:r><x:ins><x:r><x:t xml:space="preserve"> Added.</x:t></x:r></x:ins><x:del><x:r><x:delText>Removed.</x:delText></x:r></x:del>
          <x:r><x:endnoteReference x:id="2"/></x:r></x:p>
        <x:p><x:pPr><x:pStyle x:val="b2"/></x:pPr><x:r><x:t>Details</x:t></x:r></x:p>
        <x:p><x:pPr><x:numPr><x:ilvl x:val="0"/><x:numId x:val="7"/></x:numPr></x:pPr><x:r><x:t>first</x:t></x:r></x:p>
        <x:p><x:pPr><x:numPr><x:ilvl x:val="1"/><x:numId x:val="7"/></x:numPr></x:pPr><x:r><x:t>inner</x:t></x:r></x:p>
        <x:p><x:pPr><x:numPr><x:ilvl x:val="1"/><x:numId x:val="7"/></x:numPr></x:pPr><x:r><x:t>inner too</x:t></x:r></x:p>
        <x:p><x:pPr><x:numPr><x:ilvl x:val="0"/><x:numId x:val="7"/></x:numPr></x:pPr><x:r><x:t>second</x:t></x:r></x:p>
        <x:p><x:pPr><x:numPr><x:ilvl x:val="0"/><x:numId x:val="8"/></x:numPr></x:pPr><x:r><x:t>point</x:t></x:r></x:p>
        <x:p><x:r><x:lastRenderedPageBreak/><x:t xml:space="preserve">On page two, and </x:t><x:lastRenderedPageBreak/><x:t>on page three.</x:t></x:r></x:p>
        <x:p><x:pPr><x:pStyle x:val="b2"/></x:pPr><x:r><x:t>Table</x:t></x:r></x:p>
        <x:tbl>
          <x:tr><x:tc><x:p><x:r><x:t>Item</x:t></x:r></x:p></x:tc><x:tc><x:p><x:r><x:t>Price | net</x:t></x:r></x:p></x:tc><x:tc><x:p/></x:tc></x:tr>
          <x:tr><x:tc><x:tcPr><x:vMerge x:val="restart"/></x:tcPr><x:p><x:r><x:t>Pen</x:t></x:r></x:p></x:tc><x:tc><x:tcPr><x:gridSpan x:val="2"/></x:tcPr><x:p><x:r><x:t>1.20</x:t></x:r></x:p></x:tc></x:tr>
          <x:tr><x:trPr><x:del/></x:trPr><x:tc><x:p><x:r><x:t>gone</x:t></x:r></x:p></x:tc></x:tr>
          <x:tr><x:tc><x:tcPr><x:vMerge/></x:tcPr><x:p/></x:tc><x:tc><x:p><x:r><x:t>2</x:t></x:r></x:p><x:p><x:r><x:t>lines</x:t></x:r></x:p></x:tc>
            <x:tc><x:tbl><x:tr><x:tc><x:p><x:r><x:t>in</x:t></x:r></x:p></x:tc><x:tc><x:p><x:r><x:t>side</x:t></x:r></x:p></x:tc></x:tr><x:tr><x:tc><x:p><x:r><x:t>deep</x:t></x:r></x:p></x:tc></x:tr></x:tbl><x:p/></x:tc></x:tr>
        </x:tbl>
        <x:tbl><x:tr><x:tc><x:p><x:r><x:t>A frame.</x:t></x:r></x:p></x:tc></x:tr></x:tbl>
        <x:p><x:pPr><x:pStyle x:val="z"/></x:pPr><x:r><x:t>To be</x:t></x:r></x:p>
        """;

    private static readonly byte[] s_document = ZipParts.Of(
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", """
            <Relationships><Relationship Target="/deep/main/doc.xml" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Id="a"/>
            <Relationship Id="b" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="props/core.xml"/></Relationships>
            """),
        ("deep/main/_rels/doc.xml.rels", """
            <Relationships><Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/styles" Target="../st%20yles.xml" Id="s"/>
            <Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/numbering" Target="num.xml" Id="n"/>
            <Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/footnotes" Target="/deep/main/foot.xml" Id="f"/>
            <Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/endnotes" Target="./end.xml" Id="e"/>
            <Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/hyperlink" Target="https://example.com" TargetMode="External" Id="h"/></Relationships>
            """),
        ("deep/main/doc.xml", $"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><x:document xmlns:x=\"{Strict}\"><x:body>{Body}</x:body></x:document>"),
        ("deep/st yles.xml", $"""
            <y:styles xmlns:y="{Strict}"><y:style y:type="paragraph" y:styleId="Titel"><y:name y:val="Title"/></y:style>
            <y:style y:styleId="b1"><y:name y:val="heading 1"/><y:pPr><y:numPr><y:numId y:val="9"/></y:numPr></y:pPr></y:style>
            <y:style y:styleId="b2"><y:basedOn y:val="b1"/><y:name y:val="Überschrift 2"/><y:pPr><y:numPr><y:ilvl y:val="1"/></y:numPr></y:pPr></y:style>
            <y:style y:styleId="z"><y:name y:val="Quote"/></y:style><y:style y:styleId="Verzeichnis1"><y:name y:val="toc 1"/></y:style></y:styles>
            """),
        ("deep/main/num.xml", $"""
            <n:numbering xmlns:n="{Strict}"><n:abstractNum n:abstractNumId="3"><n:lvl n:ilvl="0"><n:start n:val="3"/><n:numFmt n:val="decimal"/><n:lvlText n:val="%1)"/></n:lvl>
            <n:lvl n:ilvl="1"><n:start n:val="1"/><n:numFmt n:val="lowerLetter"/><n:lvlText n:val="%1.%2"/></n:lvl></n:abstractNum>
            <n:abstractNum n:abstractNumId="4"><n:lvl n:ilvl="0"><n:numFmt n:val="bullet"/><n:lvlText n:val="&#xF0B7;"/></n:lvl></n:abstractNum>
            <n:abstractNum n:abstractNumId="5"><n:lvl n:ilvl="0"><n:numFmt n:val="upperRoman"/><n:lvlText n:val="%1"/></n:lvl><n:lvl n:ilvl="1"><n:numFmt n:val="decimal"/><n:lvlText n:val="%1.%2"/></n:lvl></n:abstractNum>
            <n:num n:numId="7"><n:abstractNumId n:val="3"/></n:num><n:num n:numId="8"><n:abstractNumId n:val="4"/></n:num><n:num n:numId="9"><n:abstractNumId n:val="5"/></n:num></n:numbering>
            """),
        ("deep/main/foot.xml", $"<f:footnotes xmlns:f=\"{Strict}\"><f:footnote f:id=\"0\"><f:p><f:r><f:separator/></f:r></f:p></f:footnote><f:footnote f:id=\"2\"><f:p><f:r><f:footnoteRef/></f:r><f:r><f:t xml:space=\"preserve\"> Compared with 2022.</f:t></f:r></f:p></f:footnote></f:footnotes>"),
        ("deep/main/end.xml", $"<f:endnotes xmlns:f=\"{Strict}\"><f:endnote f:id=\"2\"><f:p><f:r><f:t>Audited.</f:t></f:r></f:p></f:endnote></f:endnotes>"),
        ("props/core.xml", """
            <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
            <dc:title>Report 2023</dc:title><dc:creator>Ada Writer</dc:creator><cp:keywords>sales, annual;audit</cp:keywords><dc:subject>Figures</dc:subject>
            <dcterms:created>2023-12-31T10:00:00Z</dcterms:created><dcterms:modified>2024-01-02T03:04:05Z</dcterms:modified><dc:language>de-AT</dc:language></cp:coreProperties>
            """));

    [Fact]
    public async Task The_whole_text_of_a_word_document_stands_in_its_order()
    {
        var document = await Reading.BytesAsync(MediaTypes.Docx, s_document, "report.docx");
        document.Text.ShouldBe("""
            Annual Report

            I Scope

            Sales rose[^1] by 5-fold. Added.[^2]

            [^1]: Compared with 2022.

            [^2]: Audited.

            I.1 Details

            3) first
              3.a inner
              3.b inner too
            4) second
            - point

            On page two, and on page three.

            I.2 Table

            | Item | Price \| net |  |
            | --- | --- | --- |
            | Pen | 1.20 |  |
            |  | 2 lines | in, side; deep |

            A frame.

            To be
            """.ReplaceLineEndings("\n"));
        document.PageOf("first").ShouldBe(1);
        document.PageOf("On page two").ShouldBe(2);
        document.PageOf("on page three").ShouldBe(3);
        document.PageOf("To be").ShouldBe(3);
    }

    [Fact]
    public async Task Headings_lists_and_quotes_are_told_apart()
    {
        var document = await Reading.BytesAsync(MediaTypes.Docx, s_document, "report.docx");
        document.Blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => (block.Level, block.Span.Of(document.Text)))
            .ShouldBe([(1, "Annual Report"), (1, "I Scope"), (2, "I.1 Details"), (2, "I.2 Table")]);
        document.Blocks.Where(block => block.Kind == BlockKind.ListItem).Select(block => block.Level).ShouldBe([1, 2, 2, 1, 1]);
        document.OfKind(BlockKind.Quote).ShouldBe(["To be"]);
        document.OfKind(BlockKind.Table).Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_properties_of_a_word_document_are_known()
    {
        var document = await Reading.BytesAsync(MediaTypes.Docx, s_document, "report.docx");
        document.Title.ShouldBe("Report 2023");
        document.Language.Code.ShouldBe("de");
        var found = document.Source.Metadata!;
        found["author"].ShouldBeOfType<MetadataValue.Keywords>().Values.ShouldBe(["Ada Writer"]);
        found["keywords"].ShouldBeOfType<MetadataValue.Keywords>().Values.ShouldBe(["sales", "annual", "audit"]);
        found["subject"].ShouldBeOfType<MetadataValue.Keywords>().Values.ShouldBe(["Figures"]);
        found["created"].ShouldBe(new MetadataValue.Date(new DateTimeOffset(2023, 12, 31, 10, 0, 0, TimeSpan.Zero)));
        found["modified"].ShouldBe(new MetadataValue.Date(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero)));
    }

    [Fact]
    public async Task A_document_with_nothing_but_its_text_is_enough() =>
        (await Reading.BytesAsync(MediaTypes.Docx, ZipParts.Of(("word/document.xml", "<document><body><p><r><t>Alone</t></r></p></body></document>")))).Text.ShouldBe("Alone");

    [Fact]
    public async Task Names_with_backslashes_are_found() =>
        (await Reading.BytesAsync(MediaTypes.Docx, ZipParts.Of(("word\\document.xml", "<document><body><p><r><t>Alone</t></r></p></body></document>")))).Text.ShouldBe("Alone");

    [Fact]
    public async Task Macros_are_ignored_and_said()
    {
        var document = await Reading.BytesAsync(MediaTypes.Docm, SampleDocx.OfBody(
            SampleDocx.Paragraph("Text"), ("word/_rels/document.xml.rels", ZipParts.Relations(("m", "vbaProject", "vbaProject.bin"))), ("word/vbaProject.bin", "Sub AutoOpen()")));
        document.Text.ShouldBe("Text");
        document.Notes.ShouldHaveSingleItem().ShouldContain("macros");
    }

    [Fact]
    public async Task A_list_goes_on_where_the_same_definition_is_used_and_restarts_where_it_says_so()
    {
        static string Item(string list, string text) => SampleDocx.Paragraph(text, $"<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr>");
        var document = await Reading.BytesAsync(MediaTypes.Docx, SampleDocx.OfBody(
            Item("1", "a") + Item("1", "b") + Item("2", "c") + Item("3", "d") + Item("3", "e"),
            ("word/_rels/document.xml.rels", ZipParts.Relations(("n", "numbering", "numbering.xml"))),
            ("word/numbering.xml", $"""
                <w:numbering xmlns:w="{SampleDocx.Namespace}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
                <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
                <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>
                """)));
        document.Text.ShouldBe("1. a\n2. b\n3. c\n5. d\n6. e");
    }
}
