using System.Globalization;
using System.Security;

namespace Groundwork.TestKit.Samples;

/// <summary>Small Excel workbooks.</summary>
public static class SampleXlsx
{
    /// <summary>The transitional namespace of SpreadsheetML.</summary>
    public const string Namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>One sheet with this name and one text in each row of its first column.</summary>
    public static byte[] Of(string sheet, params IEnumerable<string> rows) => OfSheet(
        string.Concat(rows.Select((text, index) => string.Create(
            CultureInfo.InvariantCulture, $"<row r=\"{index + 1}\"><c r=\"A{index + 1}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c></row>"))), sheet);

    /// <summary>One sheet with these rows as XML, and further parts.</summary>
    public static byte[] OfSheet(string rows, string name = "Sheet1", params IEnumerable<(string Name, string Content)> parts) => ZipParts.Of(
    [
        ("_rels/.rels", ZipParts.Relations(("r1", "officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml", $"<workbook xmlns=\"{Namespace}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"{SecurityElement.Escape(name)}\" sheetId=\"1\" r:id=\"s1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", ZipParts.Relations(("s1", "worksheet", "worksheets/sheet1.xml"), ("s2", "sharedStrings", "sharedStrings.xml"), ("s3", "styles", "styles.xml"))),
        ("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Namespace}\"><sheetData>{rows}</sheetData></worksheet>"),
        .. parts,
    ]);
}
