using Groundwork.Search.Segments;
using Groundwork.Search.Vectors;

namespace Groundwork.Search.Writing;

/// <summary>Which segments are merged next.</summary>
/// <remarks>
/// Segments fall into tiers by the bytes of their live entries, each tier some times larger than the one below. A full tier
/// becomes one segment of the next, so an entry is rewritten once per tier and never once per commit: the tiered policy of
/// log-structured merge trees (O'Neil, Cheng, Gawlick and O'Neil 1996, in the form that Lucene and Cassandra use).
/// </remarks>
internal static class MergeChoice
{
    /// <summary>Segments below this size are all of the lowest tier.</summary>
    private const long LeastTierBytes = 1 << 20;

    /// <summary>A segment of which more than this share is dead is rewritten alone.</summary>
    private const double MostDead = 0.25;

    /// <summary>Small segments are merged into others of at most this size, without a graph: that takes a second, and keeps them few while a large merge goes on.</summary>
    private const long MostSmallBytes = 64 << 20;

    /// <summary>Small segments to merge; empty when nothing is left to do.</summary>
    public static IReadOnlyList<SegmentView> ChooseSmall(IReadOnlyList<SegmentView> files, int mostPerTier, long mostBytes) =>
        Choose(files.Where(IsSmall), mostPerTier, Math.Min(MostSmallBytes, mostBytes));

    /// <summary>Other segments to merge, or one that needs a graph; empty when nothing is left to do.</summary>
    public static IReadOnlyList<SegmentView> ChooseLarge(IReadOnlyList<SegmentView> files, int mostPerTier, long mostBytes) =>
        Choose(files.Where(f => !IsSmall(f)), mostPerTier, mostBytes) is { Count: > 0 } chosen ? chosen : ChooseWithoutGraph(files);

    /// <summary>Segments to merge, in their order; empty when nothing is left to do.</summary>
    public static IReadOnlyList<SegmentView> Choose(IEnumerable<SegmentView> files, int mostPerTier, long mostBytes)
    {
        var all = files.ToList();
        foreach (var tier in all.Where(f => LiveBytes(f) <= mostBytes / 2).GroupBy(f => Tier(f, mostPerTier)).OrderBy(t => t.Key))
        {
            var members = tier.OrderBy(LiveBytes).ToList();
            if (members.Count <= mostPerTier) continue;
            var chosen = Within(members, mostBytes);
            if (chosen.Count > 1) return [.. all.Where(chosen.Contains)];
        }

        return all.Where(f => f.Reader.EntryCount - f.LiveCount > MostDead * f.Reader.EntryCount).Take(1).ToList();
    }

    /// <summary>A segment with many vectors and no graph over them, to be rewritten alone; empty when there is none.</summary>
    public static IReadOnlyList<SegmentView> ChooseWithoutGraph(IEnumerable<SegmentView> files) =>
        files.Where(f => f.Reader.Vectors.Count >= VectorsWriter.LeastGraphRows && !f.Reader.Vectors.HasGraph).Take(1).ToList();

    /// <summary>Segments without a graph that together have vectors enough for one; empty when there are none.</summary>
    public static IReadOnlyList<SegmentView> ChooseForOneGraph(IReadOnlyList<SegmentView> files, long mostBytes)
    {
        var outside = files.Where(f => f.Reader.Vectors.Count > 0 && !f.Reader.Vectors.HasGraph).OrderBy(LiveBytes).ToList();
        var chosen = Within(outside, mostBytes);
        return chosen.Sum(f => f.Reader.Vectors.Count) >= VectorsWriter.LeastGraphRows ? [.. files.Where(chosen.Contains)] : ChooseWithoutGraph(files);
    }

    /// <summary>Segments to merge so that at most so many are left; empty when that is so, or cannot be.</summary>
    public static IReadOnlyList<SegmentView> ChooseDownTo(int mostSegments, IEnumerable<SegmentView> files, long mostBytes)
    {
        var all = files.ToList();
        if (all.Count <= mostSegments) return [];
        var chosen = Within([.. all.OrderBy(LiveBytes).Take(all.Count - mostSegments + 1)], mostBytes);
        return chosen.Count > 1 ? [.. all.Where(chosen.Contains)] : [];
    }

    private static bool IsSmall(SegmentView file) => !file.Reader.Vectors.HasGraph && LiveBytes(file) <= MostSmallBytes / 2;

    private static HashSet<SegmentView> Within(List<SegmentView> ascending, long mostBytes)
    {
        var (chosen, sum) = (new HashSet<SegmentView>(), 0L);
        foreach (var segment in ascending)
        {
            sum += LiveBytes(segment);
            if (sum > mostBytes) break;
            chosen.Add(segment);
        }

        return chosen.Count > 1 ? chosen : [];
    }

    private static int Tier(SegmentView file, int factor) =>
        (int)Math.Floor(Math.Log(Math.Max(1.0, LiveBytes(file) / (double)LeastTierBytes), factor));

    private static long LiveBytes(SegmentView file) => file.Reader.Record.Length * file.LiveCount / file.Reader.EntryCount;
}
