using System.Text.RegularExpressions;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Sheets;

/// <summary>The sheets of a workbook in the order of their tabs, and how it counts days.</summary>
internal sealed partial class XlsxWorkbook
{
    private readonly List<(string Name, bool IsHidden, string Part)> _sheets = [];
    private readonly Dictionary<int, (int First, int Last)> _printedTitles = [];

    public XlsxWorkbook(OfficeDocument workbook)
    {
        using var xml = workbook.OpenMain();
        var relations = workbook.Relations;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (xml.ReadToStart())
        {
            switch (xml.Name)
            {
                case "workbookPr":
                    CountsFrom1904 = xml.Flag("date1904", otherwise: false);
                    break;
                case "sheet":
                    var part = relations.ById(xml.AttributeIn("relationships", "id"));
                    if (part is null || !workbook.Package.Has(part)) throw new InvalidDataException($"Its sheet \"{xml["name"]}\" is missing.");
                    // A sheet that stands twice is read once.
                    if (seen.Add(part)) _sheets.Add((xml["name"] ?? "", xml["state"] is "hidden" or "veryHidden", part));
                    break;
                case "definedName" when xml["name"] is "_xlnm.Print_Titles" && xml.Number("localSheetId") is { } index:
                    if (Rows().Match(xml.AllText()) is { Success: true } rows && PartXml.ToNumber(rows.Groups["first"].Value) is { } first && PartXml.ToNumber(rows.Groups["last"].Value) is { } last && first <= last)
                        _printedTitles[index] = (first, last);
                    break;
            }
        }
    }

    public bool CountsFrom1904 { get; private set; }

    public IEnumerable<(SheetInfo Sheet, string Part)> Sheets =>
        _sheets.Select((sheet, index) => (new SheetInfo(sheet.Name, sheet.IsHidden, _printedTitles.TryGetValue(index, out var rows) ? rows : null), sheet.Part));

    [GeneratedRegex(@"\$(?<first>\d{1,7}):\$(?<last>\d{1,7})\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Rows();
}
