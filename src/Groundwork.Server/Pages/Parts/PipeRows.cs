namespace Groundwork.Server.Pages.Parts;

/// <summary>A row of a table in canonical text, with the places of its cells.</summary>
/// <param name="IsSeparator">True for the line of dashes below the head.</param>
/// <param name="Cells">Where the words of each cell stand, without the spaces around them.</param>
internal sealed record PipeRow(bool IsSeparator, IReadOnlyList<(int Start, int End)> Cells);

/// <summary>Finds the rows and cells of a table written as Markdown pipe rows.</summary>
internal static class PipeRows
{
    public static IReadOnlyList<PipeRow> Of(string text, int start, int end)
    {
        var rows = new List<PipeRow>();
        while (start < end)
        {
            var newLine = text.IndexOf('\n', start, end - start);
            var lineEnd = newLine < 0 ? end : newLine;
            if (lineEnd > start) rows.Add(RowOf(text, start, lineEnd));
            start = lineEnd + 1;
        }

        return rows;
    }

    private static PipeRow RowOf(string text, int start, int end)
    {
        var cells = new List<(int Start, int End)>();
        var cellStart = text[start] == '|' ? start + 1 : start;
        for (var at = cellStart; at < end; at++)
        {
            if (text[at] != '|' || text[at - 1] == '\\') continue;
            cells.Add(Trimmed(text, cellStart, at));
            cellStart = at + 1;
        }

        if (cellStart < end) cells.Add(Trimmed(text, cellStart, end));
        return new PipeRow(cells.Count > 0 && cells.TrueForAll(c => c.End > c.Start && text.AsSpan(c.Start, c.End - c.Start).IndexOfAnyExcept('-', ':') < 0), cells);
    }

    private static (int Start, int End) Trimmed(string text, int start, int end)
    {
        while (start < end && text[start] == ' ') start++;
        while (end > start && text[end - 1] == ' ') end--;
        return (start, end);
    }
}
