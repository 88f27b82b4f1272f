namespace Groundwork.Documents.Readers.Markdown;

/// <summary>Reads the explicit anchor at the end of a heading: <c>{#name}</c>, also with blanks and further attributes.</summary>
internal static class HeadingAnchor
{
    /// <summary>The anchor, or null, and the length of the text before it.</summary>
    public static (string? Anchor, int Length) Split(string heading)
    {
        var text = heading.AsSpan().TrimEnd();
        if (!text.EndsWith("}")) return (null, heading.Length);
        var open = text.LastIndexOf('{');
        if (open < 0) return (null, heading.Length);
        var inside = text[(open + 1)..^1].Trim();
        if (!inside.StartsWith("#")) return (null, heading.Length);
        var end = inside.IndexOfAny(' ', '\t');
        var anchor = (end < 0 ? inside : inside[..end])[1..];
        return anchor.IsEmpty ? (null, heading.Length) : (anchor.ToString(), text[..open].TrimEnd().Length);
    }
}
