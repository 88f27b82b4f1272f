namespace Groundwork.Knowledge.Understanding;

/// <summary>How many slips turn one word into another: a letter left out, added, replaced, or two neighbours exchanged (optimal string alignment, after Damerau 1964).</summary>
internal static class SlipDistance
{
    /// <summary>The slips between two words in lower case; O(length²).</summary>
    public static int Of(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var width = b.Length + 1;
        var rows = new int[(a.Length + 1) * width];
        for (var j = 0; j <= b.Length; j++) rows[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            rows[i * width] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var (above, here) = ((i - 1) * width, i * width);
                var least = Math.Min(Math.Min(rows[above + j], rows[here + j - 1]) + 1, rows[above + j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) least = Math.Min(least, rows[above - width + j - 2] + 1);
                rows[here + j] = least;
            }
        }

        return rows[^1];
    }
}
