using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Packages;
using Groundwork.Documents.Readers.Sheets;

namespace Groundwork.Documents.Readers.OpenDocument;

/// <summary>OpenDocument spreadsheets and templates, as LibreOffice writes them.</summary>
internal sealed class OdsReader(ReadingLimits limits) : IDocumentReader
{
    public FormatDescription Format { get; } = new(
        "OpenDocument spreadsheet (ODS)", [MediaTypes.Ods, MediaTypes.Ots], "sheet and cell",
        """
        Each sheet is a heading. Cells without a blank row or column between them become one table; its first row is the header, or the rows that are
        repeated on every page where the sheet names them. A single text above a table is its title. Numbers are written unformatted (`1234.5`), dates and
        times in ISO 8601, percentages as `12.5%`, yes and no as TRUE and FALSE. A formula gives its stored result. A merged cell's text stands in its first
        cell. Hidden sheets are read, with a note. Left out: comments, charts, pictures. Macros are never run. Refused: a file with a password.
        """);

    public string Fingerprint => "ods-2";

    public ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken) =>
        Package.ReadAsync(content, source, limits, "a spreadsheet program", package => Read(package, source), cancellationToken);

    private static Document Read(Package package, SourceInfo source)
    {
        var odf = new OdfPackage(package, "spreadsheet");
        var builder = new DocumentBuilder(source) { CheckLength = package.CheckCharacters };
        var outline = new SheetOutline(package);
        var sheets = new List<(SheetInfo Sheet, List<SheetRegion> Regions)>();
        ForEachTable(odf, (xml, _) =>
        {
            var (name, isHidden) = (xml["name"] ?? "", odf.Styles.IsHidden(xml["style-name"]));
            var table = new OdsTable(source.Path, xml);
            var regions = outline.Of(table.Rows());
            sheets.Add((new SheetInfo(name, isHidden, table.HeaderRows), regions));
        });
        var writer = new SheetWriter(builder, package);
        ForEachTable(odf, (xml, index) =>
        {
            var rows = new OdsTable(source.Path, xml).Rows();
            if (sheets[index].Regions.Count > 0) writer.Write(sheets[index].Sheet, sheets[index].Regions, rows);
            else xml.Skip();
        });

        if (odf.HasMacros) builder.Note("The workbook holds macros; they were ignored.");
        var properties = odf.Properties();
        properties.GiveTo(builder);
        return builder.Build(properties.Title ?? Path.GetFileNameWithoutExtension(source.Path), properties.Language);
    }

    private static void ForEachTable(OdfPackage odf, Action<PartXml, int> read)
    {
        var index = 0;
        using var xml = odf.OpenBody();
        while (xml.ReadToStart())
        {
            if (xml.Name is "table") read(xml, index++);
            else if (OdfText.IsLeftOut(xml.Name)) xml.Skip();
        }
    }
}
