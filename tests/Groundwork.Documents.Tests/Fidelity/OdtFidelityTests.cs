using Groundwork.TestKit.Samples;

namespace Groundwork.Documents.Tests.Fidelity;

public sealed class OdtFidelityTests
{
    private const string Styles = """
        <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/><style:style style:name="P2" style:parent-style-name="Standard"><style:paragraph-properties fo:break-before="page"/></style:style>
        <style:style style:name="P3" style:parent-style-name="Preformatted_20_Text"/><style:style style:name="Loop" style:parent-style-name="Loop"/>
        <text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="." text:start-value="4"/>
          <text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")" text:display-levels="2"/></text:list-style>
        <text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
        """;

    private const string Body = """
        <text:tracked-changes><text:changed-region><text:deletion><text:p>DELETED</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:p text:style-name="P1">The
           <text:span>Report</text:span></text:p>
        <text:table-of-content><text:index-body><text:p>1 Scope 2</text:p></text:index-body></text:table-of-content>
        <text:h text:outline-level="1">Scope</text:h>
        <text:p text:style-name="Loop">Sales<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Compared.</text:p><text:p>Twice.</text:p></text:note-body></text:note>
          rose<text:s text:c="3"/>by<text:tab/>5<text:line-break/>fold.<office:annotation><text:p>COMMENT</text:p></office:annotation></text:p>
        <text:section><text:h text:outline-level="2">Details</text:h>
        <text:list text:style-name="L1"><text:list-item><text:p>first</text:p><text:p>still first</text:p><text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>second</text:p></text:list-item></text:list>
        <text:list text:style-name="L2"><text:list-item><text:p>point</text:p></text:list-item></text:list>
        <text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>third</text:p></text:list-item><text:list-item text:start-value="9"><text:p>ninth</text:p></text:list-item></text:list></text:section>
        <text:p>On page one, <text:soft-page-break/>on page two.</text:p>
        <text:p text:style-name="P2">Page three.</text:p>
        <table:table table:name="T"><table:table-column table:number-columns-repeated="2"/><table:table-header-rows><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell><text:p>B|C</text:p></table:table-cell></table:table-row></table:table-header-rows>
          <table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>wide</text:p><text:list><text:list-item><text:p>item</text:p></text:list-item></text:list></table:table-cell><table:covered-table-cell/></table:table-row>
          <table:table-row><table:table-cell><table:table table:is-sub-table="true"><table:table-row><table:table-cell><text:p>in</text:p></table:table-cell><table:table-cell><text:p>side</text:p></table:table-cell></table:table-row></table:table></table:table-cell><table:table-cell office:value-type="float" office:value="2"><text:p>2,00</text:p></table:table-cell></table:table-row></table:table>
        <text:p>Around<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box><svg:desc>PICTURE</svg:desc></draw:frame></text:p>
        <text:p text:style-name="P3">if x:</text:p><text:p text:style-name="P3"><text:s text:c="2"/>go()</text:p>
        <text:p text:style-name="Quotations">To be</text:p>
        """;

    private static readonly byte[] s_text = SampleOdf.OfBody(
        "text", Body, Styles,
        ("meta.xml", $"<office:document-meta {SampleOdf.Namespaces}><office:meta><dc:title>Report 2023</dc:title><meta:initial-creator>Ada</meta:initial-creator><dc:creator>Bob</dc:creator><meta:creation-date>2023-12-31T10:00:00</meta:creation-date><dc:date>2024-01-02T03:04:05.678</dc:date><meta:keyword>sales</meta:keyword><meta:keyword>audit</meta:keyword></office:meta></office:document-meta>"),
        ("META-INF/manifest.xml", "<!DOCTYPE manifest:manifest PUBLIC \"x\" \"Manifest.dtd\"><manifest:manifest xmlns:manifest=\"urn:m\"/>"));

    [Fact]
    public async Task The_whole_text_of_an_opendocument_text_stands_in_its_order()
    {
        var document = await Reading.BytesAsync(MediaTypes.Odt, s_text, "report.odt");
        document.Text.ShouldBe("""
            The Report

            Scope

            Sales[^1] rose   by~5
            fold.

            [^1]: Compared. Twice.

            Details

            4. first

            still first

              (4.a) inner
            5. second
            - point
            6. third
            9. ninth

            On page one, on page two.

            Page three.

            | A | B\|C |
            | --- | --- |
            | wide item |  |
            | in, side | 2,00 |

            Around

            boxed

            if x:
              go()

            To be
            """.ReplaceLineEndings("\n").Replace('~', '\t'));
        document.Blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => block.Level).ShouldBe([1, 1, 2]);
        document.OfKind(BlockKind.Code).ShouldBe(["if x:\n  go()"]);
        document.OfKind(BlockKind.Quote).ShouldBe(["To be"]);
    }

    [Fact]
    public async Task Pages_are_told_only_when_the_file_kept_them()
    {
        (await Reading.BytesAsync(MediaTypes.Odt, s_text)).PageOf("Page three").ShouldBeNull();
        var body = "<text:p>One <text:soft-page-break/>two.</text:p><text:p text:style-name=\"P2\">Three.</text:p>";
        var paged = ZipParts.Of(("content.xml", $"<office:document-content {SampleOdf.Namespaces}><office:automatic-styles>{Styles}</office:automatic-styles><office:body><office:text text:use-soft-page-breaks=\"true\">{body}</office:text></office:body></office:document-content>"));
        var document = await Reading.BytesAsync(MediaTypes.Odt, paged);
        (document.PageOf("One"), document.PageOf("two."), document.PageOf("Three.")).ShouldBe((1, 2, 3));
    }

    [Fact]
    public async Task The_properties_of_an_opendocument_text_are_known()
    {
        var document = await Reading.BytesAsync(MediaTypes.Odt, s_text, "report.odt");
        document.Title.ShouldBe("Report 2023");
        var found = document.Source.Metadata!;
        found["author"].ShouldBeOfType<MetadataValue.Keywords>().Values.ShouldBe(["Ada"]);
        found["keywords"].ShouldBeOfType<MetadataValue.Keywords>().Values.ShouldBe(["sales", "audit"]);
        found["created"].ShouldBe(new MetadataValue.Date(new DateTimeOffset(2023, 12, 31, 10, 0, 0, TimeSpan.Zero)));
    }
}
