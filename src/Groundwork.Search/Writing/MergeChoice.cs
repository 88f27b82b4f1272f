namespace Groundwork.Search.Writing;

/// <summary>Which segments a commit merges into one.</summary>
internal static class MergeChoice
{
    /// <summary>Segments to merge, in their order; empty for none.</summary>
    /// <remarks>
    /// Above the limit the smallest ones are merged, so many that half the limit is free again: merging one by one would
    /// rewrite the same small segment at every commit. A segment with more dead than live entries is rewritten in any case.
    /// </remarks>
    public static IReadOnlyList<WriterSegment> Choose(IReadOnlyList<WriterSegment> segments, int mostSegments)
    {
        var chosen = segments.Where(s => s.DeadCount > s.Live).ToHashSet();
        if (segments.Count > mostSegments)
        {
            var count = segments.Count - mostSegments + (mostSegments / 2);
            foreach (var segment in segments.OrderBy(s => s.Live).Take(count)) chosen.Add(segment);
        }

        return [.. segments.Where(chosen.Contains)];
    }
}
