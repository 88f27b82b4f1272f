using Groundwork.TestKit.Samples;

namespace Groundwork.Documents.Tests.Fidelity;

public sealed class OdpFidelityTests
{
    private const string Body = """
        <draw:page draw:name="one"><draw:frame svg:x="1cm" svg:y="9cm"><draw:text-box><text:p>low</text:p></draw:text-box></draw:frame>
          <draw:custom-shape svg:x="12cm" svg:y="20mm"><text:p>right</text:p></draw:custom-shape><draw:frame svg:x="0.5in" svg:y="2.1cm"><draw:text-box><text:p>left</text:p></draw:text-box></draw:frame>
          <draw:g><draw:custom-shape svg:x="1cm" svg:y="12cm"><text:p>in group</text:p></draw:custom-shape></draw:g>
          <draw:frame presentation:class="outline"><draw:text-box><text:list text:style-name="L1"><text:list-item><text:p>point</text:p><text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item><text:list-header><text:p>plain</text:p></text:list-header></text:list></draw:text-box></draw:frame>
          <draw:frame presentation:class="title"><draw:text-box><text:p>The</text:p><text:p>Plan</text:p></draw:text-box></draw:frame><draw:frame presentation:class="page-number"><draw:text-box><text:p>1</text:p></draw:text-box></draw:frame>
          <draw:frame svg:y="10cm"><table:table><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell><table:table-cell><text:p>Sales</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>2024</text:p></table:table-cell><table:table-cell><text:p>7</text:p></table:table-cell></table:table-row></table:table><draw:image/></draw:frame>
          <presentation:notes><draw:page-thumbnail/><draw:frame presentation:class="notes"><draw:text-box><text:p>Say hello.</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>
        <draw:page draw:style-name="dp2"><draw:frame><draw:text-box><text:p>Alone</text:p></draw:text-box></draw:frame></draw:page><draw:page/>
        """;

    [Fact]
    public async Task The_whole_text_of_slides_stands_in_reading_order()
    {
        var bytes = SampleOdf.OfBody("presentation", Body, """
            <style:style style:name="dp2"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>
            <text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix=")"/><text:list-level-style-bullet text:level="2"/></text:list-style>
            """);
        var document = await Reading.BytesAsync(MediaTypes.Odp, bytes, "plan.odp");
        Shown.Structure(document).ShouldBe("""
            Heading 1 (page 1 slide 1): The Plan
            ListItem 1 (page 1 slide 1): I) point
            ListItem 2 (page 1 slide 1): - inner
            Paragraph (page 1 slide 1): plain
            Paragraph (page 1 slide 1): left
            Paragraph (page 1 slide 1): right
            Paragraph (page 1 slide 1): low
            Table (page 1 slide 1): | Year | Sales |
            Paragraph (page 1 slide 1): in group
            Paragraph (page 1 slide 1, notes): Say hello.
            Heading 1 (page 2 slide 2): Slide 2
            Paragraph (page 2 slide 2): Alone
            """.ReplaceLineEndings("\n"));
        document.Notes.ShouldBe(["Slide 2 is hidden in its program."]);
        document.Text.ShouldContain("| Year | Sales |\n| --- | --- |\n| 2024 | 7 |");
    }
}
