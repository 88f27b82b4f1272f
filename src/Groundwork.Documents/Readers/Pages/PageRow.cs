namespace Groundwork.Documents.Readers.Pages;

/// <summary>Words that stand on one line, from left to right, over the whole width that was looked at.</summary>
internal sealed class PageRow(List<PageWord> words)
{
    // Lines may be set so tight that their boxes touch; the middle halves of two lines never do.
    private const float Core = 0.25f;

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
        var end = float.MinValue;
        foreach (var word in words.OrderBy(word => word.Middle).ThenBy(word => word.Left))
        {
            if (current.Count > 0 && word.Middle - (word.Height * Core) > end)
            {
                rows.Add(Row(current));
                current = [];
                end = float.MinValue;
            }

            current.Add(word);
            // A big initial must not hold many lines together.
            end = Math.Max(end, word.Middle + (Math.Min(word.Height, current[0].Height * 2) * Core));
        }

        if (current.Count > 0) rows.Add(Row(current));
        return rows;
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
