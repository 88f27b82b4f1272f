using System.Text;

namespace Groundwork.Documents.Readers;

/// <summary>Writes table rows as Markdown pipe rows, one line each.</summary>
internal static class PipeTable
{
    public static string Row(IEnumerable<string> cells)
    {
        var row = new StringBuilder("|");
        foreach (var cell in cells)
        {
            row.Append(' ');
            AppendOneLine(row, cell);
            row.Append(" |");
        }

        return row.ToString();
    }

    public static string Separator(int columns) => "|" + string.Concat(Enumerable.Repeat(" --- |", Math.Max(1, columns)));

    private static void AppendOneLine(StringBuilder row, string cell)
    {
        var words = cell.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        row.AppendJoin(' ', words.Select(word => word.Replace("|", "\\|", StringComparison.Ordinal)));
    }
}
