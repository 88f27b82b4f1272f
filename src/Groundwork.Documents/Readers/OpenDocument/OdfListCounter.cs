namespace Groundwork.Documents.Readers.OpenDocument;

/// <summary>Counts the items of lists, each list style for itself.</summary>
internal sealed class OdfListCounter
{
    /// <summary>The deepest level that is counted.</summary>
    public const int MaxLevel = 10;

    private readonly Dictionary<OdfListStyle, int?[]> _counts = [];

    /// <summary>A new list of this style begins to count anew.</summary>
    public void Restart(OdfListStyle style) => _counts.Remove(style);

    /// <summary>Counts one item and gives its label; null for a bullet.</summary>
    /// <param name="style">The list's style.</param>
    /// <param name="level">From 1.</param>
    /// <param name="start">The number that the item itself asks for; null when it asks for none.</param>
    public string? Next(OdfListStyle style, int level, int? start = null)
    {
        level = Math.Clamp(level, 1, MaxLevel);
        if (!_counts.TryGetValue(style, out var counts)) _counts[style] = counts = new int?[MaxLevel + 1];
        counts[level] = start ?? (counts[level] is { } before ? before + 1 : style.Start(level));
        // An item of an outer level starts the inner levels anew.
        for (var inner = level + 1; inner <= MaxLevel; inner++) counts[inner] = null;
        return style.Label(level, counts);
    }
}
