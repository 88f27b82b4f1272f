using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Sheets;

/// <summary>The rows of one worksheet, one at a time.</summary>
internal sealed class XlsxRows(Package package, XlsxStrings strings, XlsxStyles styles, bool countsFrom1904)
{
    private int _formulasWithoutResult;

    /// <summary>Cells with a formula whose result the file does not hold, counted since this was asked last.</summary>
    public int TakeFormulasWithoutResult()
    {
        var count = _formulasWithoutResult;
        _formulasWithoutResult = 0;
        return count;
    }

    public IEnumerable<SheetRow> Of(string part)
    {
        using var xml = package.OpenMain(part);
        var cells = new List<SheetCell>();
        var number = 0;
        while (xml.ReadToStart())
        {
            if (xml.Name is not "row") continue;
            number = xml.Number("r") ?? number + 1;
            if (number is < 1 or > CellReference.MaxRow) throw new InvalidDataException(FormattableString.Invariant($"No sheet has a row {number}."));
            ReadCells(xml, cells);
            if (cells.Count > 0) yield return new SheetRow(number, cells);
        }
    }

    private void ReadCells(PartXml xml, List<SheetCell> cells)
    {
        cells.Clear();
        if (!xml.Enter(out var depth)) return;
        var column = 0;
        var isAscending = true;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart || xml.Name is not "c") continue;
            column = xml["r"] is { } reference ? CellReference.ColumnOf(reference) : column + 1;
            if (column > CellReference.MaxColumn) throw new InvalidDataException(FormattableString.Invariant($"No sheet has a column {column}."));
            var text = ReadCell(xml);
            if (string.IsNullOrWhiteSpace(text)) continue;
            isAscending &= cells.Count == 0 || cells[^1].Column < column;
            cells.Add(new SheetCell(column, text));
        }

        if (isAscending) return;
        var sorted = cells.DistinctBy(cell => cell.Column).OrderBy(cell => cell.Column).ToList();
        cells.Clear();
        cells.AddRange(sorted);
    }

    private string ReadCell(PartXml xml)
    {
        var type = xml["t"];
        var style = xml.Number("s");
        string? value = null, inline = null;
        var hasFormula = false;
        if (xml.Enter(out var depth))
        {
            while (xml.ReadInside(depth))
            {
                if (!xml.IsStart) continue;
                if (xml.Name is "v") value = xml.AllText();
                else if (xml.Name is "is") inline = XlsxStrings.ReadRich(xml);
                else if (xml.Name is "f") hasFormula = true;
            }
        }

        if (inline is not null) return inline;
        if (string.IsNullOrEmpty(value))
        {
            if (hasFormula && type is not "str") _formulasWithoutResult++;
            return "";
        }

        return type switch
        {
            "s" => strings.At(value),
            "b" => value.Trim() is "1" or "true" ? "TRUE" : "FALSE",
            "str" => XlsxStrings.Unescape(value),
            "e" or "d" or "inlineStr" => value,
            _ => XlsxNumber.Write(value, styles.KindOf(style), countsFrom1904),
        };
    }
}
