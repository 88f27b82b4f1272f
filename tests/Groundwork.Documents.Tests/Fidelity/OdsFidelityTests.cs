using Groundwork.TestKit.Samples;

namespace Groundwork.Documents.Tests.Fidelity;

public sealed class OdsFidelityTests
{
    private const string Body = """
        <table:table table:name="Prices"><table:table-column table:number-columns-repeated="16384"/>
          <table:table-row><table:table-cell/><table:table-cell office:value-type="string" table:number-columns-spanned="3"><text:p>Price list</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>
          <table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>Item</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Net</text:p><text:p>price</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Since</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16380"/></table:table-row>
          <table:table-row table:number-rows-repeated="2"><table:table-cell/><table:table-cell office:value-type="string"><text:p>Pen|Ink</text:p><office:annotation><text:p>COMMENT</text:p></office:annotation></table:table-cell><table:table-cell office:value-type="currency" office:currency="EUR" office:value="1234.5"><text:p>1.234,50 €</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2024-01-01"><text:p>1. Jan</text:p></table:table-cell></table:table-row>
          <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
          <table:table-row><table:table-cell office:value-type="percentage" office:value="0.125"/><table:table-cell office:value-type="time" office:time-value="PT26H30M05S"/><table:table-cell office:value-type="boolean" office:boolean-value="true"/><table:table-cell office:value-type="string" table:formula="of:=1/0"><text:p>#DIV/0!</text:p></table:table-cell>
            <table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/></table:table-row>
          <table:table-row table:number-rows-repeated="1048565"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
        <table:table table:name="Hidden one" table:style-name="ta2"><table:table-header-rows><table:table-row><table:table-cell office:value-type="string"><text:p>k</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>v</text:p></table:table-cell></table:table-row></table:table-header-rows>
          <table:table-row><table:table-cell office:value-type="float" office:value="1"/><table:table-cell office:value-type="float" office:value="2"/></table:table-row><table:table-row/>
          <table:table-row-group><table:table-row><table:table-cell office:value-type="float" office:value="3"/><table:table-cell office:value-type="float" office:value="4"/></table:table-row></table:table-row-group></table:table>
        <table:table table:name="Empty"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
        """;

    private static readonly byte[] s_sheet = SampleOdf.OfBody("spreadsheet", Body, "<style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>");

    [Fact]
    public async Task The_whole_text_of_a_spreadsheet_stands_in_the_order_of_its_sheets()
    {
        var document = await Reading.BytesAsync(MediaTypes.Ods, s_sheet, "prices.ods");
        document.Text.ShouldBe("""
            Prices

            Price list

            | Item | Net price | Since |
            | --- | --- | --- |
            | Pen\|Ink | 1234.5 | 2024-01-01 |
            | Pen\|Ink | 1234.5 | 2024-01-01 |

            | 12.5% | 26:30:05 | TRUE | #DIV/0! | 7 | 7 |
            | --- | --- | --- | --- | --- | --- |

            Hidden one

            | k | v |
            | --- | --- |
            | 1 | 2 |

            | k | v |
            | --- | --- |
            | 3 | 4 |
            """.ReplaceLineEndings("\n"));
        document.Notes.ShouldBe(["The sheet \"Hidden one\" is hidden in its program."]);
        document.PartOf("Price list").ShouldBe("Prices!B1");
        document.PartOf("| Pen").ShouldBe("Prices!B3");
        document.PartOf("12.5%").ShouldBe("Prices!A8");
        document.PartOf("| 3 | 4").ShouldBe("'Hidden one'!A4");
    }
}
