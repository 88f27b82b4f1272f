namespace Groundwork.Documents.Readers.Pages;

/// <summary>Words that stand on one line, from left to right, over the whole width that was looked at.</summary>
internal sealed class PageRow(List<PageWord> words)
{
    // Lines may be set so tight that their boxes touch, but never so that half of one lies over another; raised and lowered signs lie over their line.
    private const float SharedHeight = 0.5f;

    public List<PageWord> Words { get; } = words;

    public float Left { get; } = words.Min(word => word.Left);

    public float Right { get; } = words.Max(word => word.Right);

    public float Top { get; } = words.Min(word => word.Top);

    public float Bottom { get; } = words.Max(word => word.Bottom);

    /// <summary>Height of most of its words.</summary>
    public float Height { get; } = Median(words);

    public float Middle => (Top + Bottom) / 2;

    /// <summary>Parts words into rows, from the top down.</summary>
    public static List<PageRow> Of(List<PageWord> words)
    {
        var rows = new List<PageRow>();
        var current = new List<PageWord>();
        foreach (var word in words.OrderBy(word => word.Middle).ThenBy(word => word.Left))
        {
            // Always against the first word, so that lines of columns that are not level cannot chain all rows together.
            if (current.Count > 0 && !IsBeside(current[0], word))
            {
                rows.Add(Row(current));
                current = [];
            }

            current.Add(word);
        }

        if (current.Count > 0) rows.Add(Row(current));
        return rows;
    }

    private static bool IsBeside(PageWord first, PageWord word)
    {
        // A big initial must not hold the lines beside it together.
        if (first.Height > 2 * word.Height || word.Height > 2 * first.Height) return Math.Abs(first.Middle - word.Middle) <= SharedHeight * Math.Min(first.Height, word.Height);
        return Math.Min(first.Bottom, word.Bottom) - Math.Max(first.Top, word.Top) >= SharedHeight * Math.Min(first.Height, word.Height);
    }

    private static PageRow Row(List<PageWord> words)
    {
        words.Sort((a, b) => a.Left.CompareTo(b.Left));
        return new PageRow(words);
    }

    private static float Median(List<PageWord> words)
    {
        var heights = words.ConvertAll(word => word.Height);
        heights.Sort();
        return heights[heights.Count / 2];
    }
}
