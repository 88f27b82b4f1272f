namespace Groundwork.Evals.Scoring;

/// <summary>Levenshtein distance: the least number of inserted, deleted and replaced elements (Wagner and Fischer 1974).</summary>
internal static class EditDistance
{
    /// <summary>Distance in UTF-16 code units. Time is the product of the lengths, memory the length of the second.</summary>
    public static int Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var row = new int[right.Length + 1];
        for (var column = 0; column < row.Length; column++)
            row[column] = column;
        for (var line = 1; line <= left.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column < row.Length; column++)
            {
                var above = row[column];
                row[column] = left[line - 1] == right[column - 1] ? diagonal : 1 + Math.Min(diagonal, Math.Min(above, row[column - 1]));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
