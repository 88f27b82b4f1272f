namespace Groundwork.Documents.Chunking;

/// <summary>Joins sections that are too small to stand alone with a neighbour, so that chunks are no confetti.</summary>
internal static class SectionGroups
{
    public static List<SectionGroup> Of(IReadOnlyList<Section> sections, ChunkingOptions options)
    {
        var groups = new List<SectionGroup>();
        var open = new List<Section>();
        var tokens = 0;
        for (var i = 0; i < sections.Count; i++)
        {
            var section = sections[i];
            if (open.Count > 0 && !Joins(open, tokens, section, i + 1 < sections.Count ? sections[i + 1] : null, options))
            {
                groups.Add(Group(open, tokens));
                open = [];
                tokens = 0;
            }

            open.Add(section);
            tokens += section.Tokens;
        }

        if (open.Count > 0) groups.Add(Group(open, tokens));
        return groups;
    }

    /// <summary>Every section that has text as a group of its own, with the headings without text that stand right above it.</summary>
    public static IEnumerable<SectionGroup> WithTextOf(IReadOnlyList<Section> sections)
    {
        var open = new List<Section>();
        for (var i = 0; i < sections.Count; i++)
        {
            open.Add(sections[i]);
            if (!sections[i].HasText && i + 1 < sections.Count) continue;
            yield return Group(open, open.Sum(section => section.Tokens));
            open = [];
        }
    }

    private static bool Joins(List<Section> open, int tokens, Section section, Section? after, ChunkingOptions options)
    {
        // Headings without text belong to what stands below them, however large that is.
        if (open.TrueForAll(part => !part.HasText) && section.Level > open[^1].Level) return true;
        var rank = (open.Find(part => part.HasText) ?? open[^1]).Level;
        if (section.Level < rank || tokens + section.Tokens > options.MaxTokens) return false;
        if (tokens < options.TinyTokens) return true;
        // The open group can stand alone; it takes a tiny section only when that finds no partner further on.
        if (section.Tokens >= options.TinyTokens) return false;
        return after is null || after.Level < section.Level || section.Tokens + after.Tokens > options.MaxTokens;
    }

    private static SectionGroup Group(List<Section> sections, int tokens)
    {
        // Leading headings without text are part of the path of the first section that has text.
        var named = sections.SkipWhile(section => !section.HasText).ToList();
        if (named.Count == 0) named = sections;
        var headings = named[0].Headings;
        foreach (var section in named.Skip(1)) headings = Common(headings, section.Headings);
        return new SectionGroup(headings, sections.Count == 1 ? sections[0].Blocks : [.. sections.SelectMany(section => section.Blocks)], tokens);
    }

    private static IReadOnlyList<string> Common(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var length = 0;
        while (length < left.Count && length < right.Count && left[length].Equals(right[length], StringComparison.Ordinal)) length++;
        return length == left.Count ? left : [.. left.Take(length)];
    }
}
