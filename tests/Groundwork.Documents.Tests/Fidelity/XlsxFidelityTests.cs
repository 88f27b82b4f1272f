using Groundwork.TestKit.Samples;

namespace Groundwork.Documents.Tests.Fidelity;

public sealed class XlsxFidelityTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static readonly byte[] s_workbook = ZipParts.Of(
        ("_rels/.rels", ZipParts.Relations(("w", "officeDocument", "xl/book.xml"))),
        ("xl/book.xml", $"""
            <x:workbook xmlns:x="{Main}" xmlns:rel="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><x:workbookPr/>
            <x:sheets><x:sheet rel:id="b" sheetId="9" name="Prices"/><x:sheet name="It's hidden" sheetId="2" state="hidden" rel:id="a"/><x:sheet name="Empty" sheetId="3" rel:id="c"/><x:sheet name="Titles" sheetId="4" rel:id="d"/></x:sheets>
            <x:definedNames><x:definedName name="_xlnm.Print_Titles" localSheetId="3">Titles!$A:$A,Titles!$2:$3</x:definedName><x:definedName name="other">Prices!$A$1</x:definedName></x:definedNames></x:workbook>
            """),
        ("xl/_rels/book.xml.rels", ZipParts.Relations(
            ("a", "worksheet", "worksheets/one.xml"), ("b", "worksheet", "/xl/worksheets/two.xml"), ("c", "worksheet", "worksheets/three.xml"), ("d", "worksheet", "worksheets/four.xml"),
            ("s", "sharedStrings", "strings.xml"), ("t", "styles", "styles.xml"))),
        ("xl/strings.xml", $"<sst xmlns=\"{Main}\"><si><t>Item</t></si><si><r><rPr><b/></rPr><t xml:space=\"preserve\">Net </t></r><r><t>price</t></r></si><si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si><si><t>a_x000A_b|c</t></si></sst>"),
        ("xl/styles.xml", $"""
            <styleSheet xmlns="{Main}"><numFmts><numFmt numFmtId="164" formatCode="[$-409]d/mmm/yyyy;@"/><numFmt formatCode="[h]:mm" numFmtId="165"/><numFmt numFmtId="166" formatCode="#,##0.00\ &quot;days&quot;"/></numFmts>
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="22"/><xf numFmtId="20"/></cellXfs></styleSheet>
            """),
        ("xl/worksheets/two.xml", $"""
            <x:worksheet xmlns:x="{Main}"><x:dimension ref="A1"/><x:sheetData>
            <x:row r="2"><x:c r="B2" t="inlineStr"><x:is><x:t>Price list</x:t></x:is></x:c></x:row>
            <x:row r="3"><x:c r="B3" t="s"><x:v>0</x:v></x:c><x:c t="s" r="C3"><x:v>1</x:v></x:c><x:c r="D3" s="4"/><x:c r="E3" t="str"><x:f>UPPER("since")</x:f><x:v>SINCE</x:v></x:c><x:c r="G3"><x:v>1</x:v></x:c></x:row>
            <x:row><x:c r="B4" t="s"><x:v>2</x:v></x:c><x:c><x:v>1234567.5</x:v></x:c><x:c><x:f>1/0</x:f></x:c><x:c s="1"><x:v>45292</x:v></x:c><x:c r="G4"><x:v>0.30000000000000004</x:v></x:c></x:row>
            <x:row r="5"><x:c r="B5" t="s"><x:v>3</x:v></x:c><x:c r="C5" s="2"><x:v>0.125</x:v></x:c><x:c r="D5" t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c><x:c r="E5" t="b"><x:v>1</x:v></x:c></x:row>
            <x:row r="9"><x:c r="A9" s="3"><x:v>1.5</x:v></x:c><x:c r="B9" s="4"><x:v>3</x:v></x:c><x:c r="C9" s="5"><x:v>45292.75</x:v></x:c><x:c r="D9" s="6"><x:v>0.5</x:v></x:c><x:c r="XFD9" t="d"><x:v>2024-05-06</x:v></x:c></x:row>
            <x:row r="1048576"><x:c r="XFD1048576"><x:v>42</x:v></x:c></x:row>
            </x:sheetData><x:mergeCells><x:mergeCell ref="B2:E2"/></x:mergeCells></x:worksheet>
            """),
        ("xl/worksheets/one.xml", $"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row></sheetData></worksheet>"),
        ("xl/worksheets/three.xml", $"<worksheet xmlns=\"{Main}\"><sheetData/></worksheet>"),
        ("xl/worksheets/four.xml", $"""
            <worksheet xmlns="{Main}"><sheetData><row r="1"><c r="A1" t="str"><v>Above</v></c></row><row r="2"><c r="A2" t="str"><v>Year</v></c><c r="B2" t="str"><v>Sales</v></c></row><row r="3"><c r="B3" t="str"><v>(units)</v></c></row>
            <row r="4"><c r="A4"><v>2023</v></c><c r="B4"><v>7</v></c></row><row r="6"><c r="A6"><v>2024</v></c><c r="B6"><v>8</v></c></row></sheetData></worksheet>
            """));

    [Fact]
    public async Task The_whole_text_of_a_workbook_stands_in_the_order_of_its_tabs()
    {
        var document = await Reading.BytesAsync(MediaTypes.Xlsx, s_workbook, "folder/prices.xlsx");
        document.Text.ShouldBe("""
            Prices

            Price list

            | Item | Net price |  | SINCE |
            | --- | --- | --- | --- |
            | 東京 | 1234567.5 |  | 2024-01-01 |
            | a b\|c | 12.5% | #DIV/0! | TRUE |

            | 1 |
            | --- |
            | 0.3 |

            | 36:00:00 | 3 | 2024-01-01T18:00:00 | 12:00:00 |
            | --- | --- | --- | --- |

            2024-05-06

            42

            It's hidden

            | 1 | 2 |
            | --- | --- |

            Titles

            Above

            | Year | Sales (units) |
            | --- | --- |
            | 2023 | 7 |

            | Year | Sales (units) |
            | --- | --- |
            | 2024 | 8 |
            """.ReplaceLineEndings("\n"));
        document.Title.ShouldBe("prices");
        document.Notes.ShouldBe(["The sheet \"It's hidden\" is hidden in its program.", "Formulas without a stored result: 1. Their cells are left empty; open the workbook in a spreadsheet program and save it."]);
    }

    [Fact]
    public async Task Every_row_names_its_sheet_and_cell()
    {
        var document = await Reading.BytesAsync(MediaTypes.Xlsx, s_workbook, "folder/prices.xlsx");
        document.PartOf("Prices").ShouldBe("Prices");
        document.PartOf("Price list").ShouldBe("Prices!B2");
        document.PartOf("| Item").ShouldBe("Prices!B3");
        document.PartOf("| 東京").ShouldBe("Prices!B4");
        document.PartOf("#DIV/0!").ShouldBe("Prices!B5");
        document.PartOf("| 0.3").ShouldBe("Prices!G4");
        document.PartOf("2024-05-06").ShouldBe("Prices!XFD9");
        document.PartOf("42").ShouldBe("Prices!XFD1048576");
        document.PartOf("| 1 | 2").ShouldBe("'It''s hidden'!A1");
        document.PartOf("| 2024 | 8").ShouldBe("Titles!A6");
        document.PlaceOf(document.Blocks[2].Span).Part.ShouldBe("Prices!B3");
    }

    [Theory]
    [InlineData(0, "45292", 1900, "2024-01-01")]
    [InlineData(0, "1", 1900, "1900-01-01")]
    [InlineData(0, "59", 1900, "1900-02-28")]
    [InlineData(0, "60", 1900, "1900-02-29")]
    [InlineData(0, "61", 1900, "1900-03-01")]
    [InlineData(0, "0", 1904, "1904-01-01")]
    [InlineData(0, "43830", 1904, "2024-01-01")]
    [InlineData(0, "0", 1900, "0")]
    [InlineData(0, "-1", 1900, "-1")]
    [InlineData(0, "2958465", 1900, "9999-12-31")]
    [InlineData(0, "2958466", 1900, "2958466")]
    [InlineData(0, "1E+300", 1900, "1E+300")]
    [InlineData(1, "0.9999999999", 1900, "1900-01-01T00:00:00")]
    [InlineData(1, "45292.0006944444", 1900, "2024-01-01T00:01:00")]
    [InlineData(2, "0.07", 1900, "7%")]
    [InlineData(3, "1234567890123456", 1900, "1234567890123456")]
    [InlineData(3, "0.1", 1900, "0.1")]
    [InlineData(3, "1E-7", 1900, "1E-07")]
    [InlineData(3, "words", 1900, "words")]
    public void Numbers_are_written_as_what_they_mean(int kind, string stored, int system, string expected)
    {
        Documents.Readers.Sheets.XlsxNumberKind[] kinds = [Documents.Readers.Sheets.XlsxNumberKind.Date, Documents.Readers.Sheets.XlsxNumberKind.DateTime, Documents.Readers.Sheets.XlsxNumberKind.Percent, Documents.Readers.Sheets.XlsxNumberKind.Plain];
        Documents.Readers.Sheets.XlsxNumber.Write(stored, kinds[kind], system == 1904).ShouldBe(expected);
    }

    [Theory]
    [InlineData("General", 0)]
    [InlineData("0.00E+00", 0)]
    [InlineData("#,##0.00 \"d\"", 0)]
    [InlineData("[Red]0", 0)]
    [InlineData("0\\d", 0)]
    [InlineData("0.0%", 1)]
    [InlineData("yyyy-mm-dd", 2)]
    [InlineData("mmm", 2)]
    [InlineData("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 2)]
    [InlineData("mm:ss", 3)]
    [InlineData("h:mm AM/PM", 3)]
    [InlineData("d.m.yyyy h:mm", 4)]
    [InlineData("[h]:mm:ss", 5)]
    [InlineData("[", 0)]
    [InlineData("\"", 0)]
    [InlineData("\\", 0)]
    public void A_number_format_tells_dates_from_numbers(string code, int expected) =>
        ((int)Documents.Readers.Sheets.XlsxNumberFormat.OfCode(code)).ShouldBe(expected);

    [Fact]
    public async Task Cells_in_disorder_are_put_in_order()
    {
        var document = await Reading.BytesAsync(MediaTypes.Xlsx, SampleXlsx.OfSheet(
            "<row><c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row><row r=\"2\"><c><v>4</v></c></row>"));
        document.Text.ShouldBe("Sheet1\n\n| 1 | 2 | 3 |\n| --- | --- | --- |\n| 4 |  |  |");
    }

    [Fact]
    public async Task A_million_rows_are_read_in_memory_that_follows_their_text()
    {
        var rows = new System.Text.StringBuilder();
        for (var i = 0; i < 1_000_000; i++) rows.Append("<row><c><v>7</v></c></row>");
        var bytes = SampleXlsx.OfSheet(rows.ToString());
        rows.Clear();
        var document = await Reading.BytesAsync(MediaTypes.Xlsx, bytes);
        document.Text.Split('\n').Length.ShouldBe(2 + 1_000_001);
        document.Origins.At(document.Text.Length - 1)!.Value.Part.ShouldBe("Sheet1!A1000000");
    }
}
