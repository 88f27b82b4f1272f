using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Sheets;

/// <summary>Excel workbooks and templates, in the transitional and the strict flavour (ECMA-376, ISO/IEC 29500).</summary>
internal sealed class XlsxReader(ReadingLimits limits) : IDocumentReader
{
    public FormatDescription Format { get; } = new(
        "Excel (XLSX)", [MediaTypes.Xlsx, MediaTypes.Xlsm, MediaTypes.Xltx, MediaTypes.Xltm], "sheet and cell",
        """
        Each sheet is a heading. Cells without a blank row or column between them become one table; its first row is the header, or the rows that are
        printed on every page where the sheet names them. A single text above a table is its title. Numbers are written unformatted (`1234.5`), dates and
        times in ISO 8601, percentages as `12.5%`, yes and no as TRUE and FALSE, errors as `#DIV/0!`. A formula gives its stored result. A merged
        cell's text stands in its first cell. Hidden sheets are read, with a note. Left out: comments, charts, pictures. Macros are never run. Refused: a
        file with a password, and the old `.xls` format.
        """);

    public string Fingerprint => "xlsx-2";

    public ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken) =>
        Package.ReadAsync(content, source, limits, "a spreadsheet program", package => Read(package, source), cancellationToken);

    private static Document Read(Package package, SourceInfo source)
    {
        var office = new OfficeDocument(package, "workbook", "xl/workbook.xml");
        var workbook = new XlsxWorkbook(office);
        var builder = new DocumentBuilder(source) { CheckLength = package.CheckCharacters };
        var rows = new XlsxRows(package, new XlsxStrings(office), new XlsxStyles(office), workbook.CountsFrom1904);
        var outline = new SheetOutline(package);
        var writer = new SheetWriter(builder, package);
        var withoutResult = 0;
        foreach (var (sheet, part) in workbook.Sheets)
        {
            var regions = outline.Of(rows.Of(part));
            // Counted once, although the rows are read twice.
            withoutResult += rows.TakeFormulasWithoutResult();
            writer.Write(sheet, regions, rows.Of(part));
            rows.TakeFormulasWithoutResult();
        }

        if (withoutResult > 0) builder.Note(FormattableString.Invariant($"Formulas without a stored result: {withoutResult}. Their cells are left empty; open the workbook in a spreadsheet program and save it."));
        if (office.HasMacros) builder.Note("The workbook holds macros; they were ignored.");
        var properties = office.Properties();
        properties.GiveTo(builder);
        return builder.Build(properties.Title ?? Path.GetFileNameWithoutExtension(source.Path), properties.Language);
    }
}
