namespace Groundwork.Documents.Readers.Pages;

/// <summary>
/// Finds the strongest gutter of a region: the strip that stays empty over the most rows with text on both sides. A simple form of covering a page
/// by white rectangles (Breuel 2002, Two geometric algorithms for layout analysis).
/// </summary>
internal static class Gutters
{
    // In heights of a letter. Gaps of justified text are wider at times, but they do not stay in place over several lines.
    private const float Narrowest = 0.75f;

    private const int FewestRows = 3;

    // A page with more rows is no text that people read in columns; looking at it would take long.
    private const int MostRows = 500, MostCandidates = 400;

    public static Gutter? Strongest(List<PageRow> rows)
    {
        if (rows.Count is < FewestRows or > MostRows) return null;
        var narrowest = NarrowestFor(rows);
        Gutter? best = null;
        foreach (var (from, to) in Candidates(rows, narrowest))
            if (Grown(rows, (from + to) / 2, narrowest) is { } gutter && (best is not { } known || gutter.Strength.CompareTo(known.Strength) > 0))
                best = gutter;
        return best;
    }

    /// <summary>The empty strips between the left and right ends of some rows, from left to right, each with text on both sides.</summary>
    public static List<(float From, float To)> Within(List<PageRow> rows, float narrowest)
    {
        var words = rows.SelectMany(row => row.Words).OrderBy(word => word.Left);
        var gaps = new List<(float From, float To)>();
        var end = float.MaxValue;
        foreach (var word in words)
        {
            if (word.Left - end >= narrowest) gaps.Add((end, word.Left));
            end = end is float.MaxValue ? word.Right : Math.Max(end, word.Right);
        }

        return gaps;
    }

    public static float NarrowestFor(List<PageRow> rows)
    {
        var heights = rows.ConvertAll(row => row.Height);
        heights.Sort();
        return heights[heights.Count / 2] * Narrowest;
    }

    // Gaps inside rows, and between neighbours of which one stands left of the other: lines of two columns need not be level.
    private static List<(float From, float To)> Candidates(List<PageRow> rows, float narrowest)
    {
        var seen = new HashSet<(int, int)>();
        var candidates = new List<(float From, float To)>();
        for (var i = 0; i < rows.Count && candidates.Count < MostCandidates; i++)
        {
            var words = rows[i].Words;
            for (var j = 1; j < words.Count; j++) Consider(words[j - 1].Right, words[j].Left);
            if (i == 0) continue;
            Consider(rows[i - 1].Right, rows[i].Left);
            Consider(rows[i].Right, rows[i - 1].Left);
        }

        return candidates;

        void Consider(float from, float to)
        {
            if (to - from >= narrowest && seen.Add(((int)from / 2, (int)to / 2))) candidates.Add((from, to));
        }
    }

    // Up and down from the rows where the strip is free; it may get narrower on the way.
    private static Gutter? Grown(List<PageRow> rows, float middle, float narrowest)
    {
        Gutter? best = null;
        for (var first = 0; first < rows.Count;)
        {
            var (a, b) = (float.MinValue, float.MaxValue);
            int left = 0, right = 0, last = first - 1;
            for (var i = first; i < rows.Count; i++)
            {
                var (x, y) = Free(rows[i], middle);
                if (Math.Min(y, b) - Math.Max(x, a) < narrowest) break;
                (a, b) = (Math.Max(x, a), Math.Min(y, b));
                if (x > float.MinValue) left++;
                if (y < float.MaxValue) right++;
                last = i;
            }

            var sides = Math.Min(left, right);
            if (sides >= FewestRows && (best is not { } known || sides > known.Sides)) best = new Gutter(a, b, first, last, sides);
            first = Math.Max(last + 1, first + 1);
        }

        return best;
    }

    // The strip around a place that no word of the row touches.
    private static (float From, float To) Free(PageRow row, float middle)
    {
        var (from, to) = (float.MinValue, float.MaxValue);
        foreach (var word in row.Words)
        {
            if (word.Right <= middle) from = Math.Max(from, word.Right);
            else if (word.Left >= middle) to = Math.Min(to, word.Left);
            else return (middle, middle);
        }

        return (from, to);
    }
}
