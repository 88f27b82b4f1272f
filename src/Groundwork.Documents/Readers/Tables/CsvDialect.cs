using System.Globalization;

namespace Groundwork.Documents.Readers.Tables;

/// <summary>How a table in text is written: what parts its values, and whether its first row names the columns.</summary>
/// <param name="Delimiter">Comma, semicolon, tab or bar.</param>
/// <param name="HasHeader">The first row names the columns.</param>
/// <param name="Start">Where the first row starts, behind a line <c>sep=;</c>.</param>
internal sealed record CsvDialect(char Delimiter, bool HasHeader, int Start)
{
    private const int SampledRows = 100;
    private const int SampledCharacters = 1 << 18;
    private const int MaxNameCharacters = 80;

    /// <summary>Looks at the first rows: the delimiter under which most rows have the same number of values, and more than one, is the one.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="expected">What the name of the file promises; it wins when rows leave the choice open.</param>
    public static CsvDialect Of(string text, char expected)
    {
        var start = 0;
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 5 && text[5] == '\n') (expected, start) = (text[4], 6);
        var sample = text.Length <= SampledCharacters ? text : text[..(text.LastIndexOf('\n', SampledCharacters) is var end and > 0 ? end : SampledCharacters)];
        var best = (Delimiter: expected, Score: start > 0 ? double.MaxValue : 0);
        foreach (var delimiter in (ReadOnlySpan<char>)[expected, ',', ';', '\t', '|'])
        {
            var score = ScoreOf(Rows(sample, delimiter, start));
            // Clearly better, not merely equal: the promise of the name counts.
            if (score > best.Score * 1.05) best = (delimiter, score);
        }

        return new CsvDialect(best.Delimiter, HasHeaderRow(Rows(sample, best.Delimiter, start)), start);
    }

    private static List<CsvRow> Rows(string sample, char delimiter, int start)
    {
        var rows = new List<CsvRow>();
        var reader = new CsvRows(sample, delimiter, start: start);
        while (rows.Count < SampledRows && reader.Next() is { } row) rows.Add(row);
        return rows;
    }

    // Share of the rows that have the commonest width, times how much that width tells.
    private static double ScoreOf(List<CsvRow> rows)
    {
        if (rows.Count == 0) return 0;
        var common = rows.GroupBy(row => row.Cells.Count).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First();
        return common.Key < 2 ? 0 : Math.Pow((double)common.Count() / rows.Count, 2) * (1 + Math.Log2(common.Key));
    }

    // A first row of distinct short words is a header when the rows below hold other types, or simply other words.
    private static bool HasHeaderRow(List<CsvRow> rows)
    {
        if (rows.Count == 0) return false;
        var first = rows[0].Cells;
        var named = first.Where(cell => cell.Length > 0).ToList();
        if (named.Count == 0 || named.Exists(cell => IsValue(cell) || cell.Length > MaxNameCharacters)) return false;
        if (named.Distinct(StringComparer.OrdinalIgnoreCase).Count() < named.Count) return false;
        if (rows.Count == 1) return true;
        for (var column = 0; column < first.Count; column++)
            if (rows.Skip(1).Any(row => column < row.Cells.Count && IsValue(row.Cells[column])))
                return true;
        var below = rows.Skip(1).SelectMany(row => row.Cells).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return named.TrueForAll(cell => !cell.EndsWith('.') && !below.Contains(cell));
    }

    private static bool IsValue(string cell)
    {
        var trimmed = cell.AsSpan().Trim().TrimStart("$€£").TrimEnd("%€ ");
        if (trimmed.IsEmpty) return false;
        return double.TryParse(trimmed, NumberStyles.Any, CultureInfo.InvariantCulture, out _) || (char.IsAsciiDigit(trimmed[0]) && trimmed.IndexOfAny("-/:.") > 0 && trimmed.IndexOfAnyExcept("0123456789-/:.,TZ+ ") < 0);
    }
}
