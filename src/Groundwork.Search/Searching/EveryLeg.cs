using Groundwork.Search.Bytes;

namespace Groundwork.Search.Searching;

/// <summary>All parts must match; scores add up.</summary>
internal sealed class EveryLeg(SearchContext context, IReadOnlyList<Leg> parts) : Leg
{
    public override IReadOnlyList<Found> Best(IReadOnlyList<Bitset?> allowed, int limit)
    {
        var matches = Common(allowed);
        foreach (var part in parts) part.Prepare(matches, limit);
        var best = new BestHits(context.Segments, limit);
        for (var segment = 0; segment < matches.Length; segment++)
        {
            int[] entries = [.. matches[segment].Members()];
            var scores = new float[entries.Length];
            var matched = new bool[entries.Length];
            foreach (var part in parts) part.ScoreAt(segment, entries, scores, matched);
            for (var i = 0; i < entries.Length; i++) best.Offer(scores[i], segment, entries[i]);
        }

        return best.Take();
    }

    public override void ScoreAt(int segment, ReadOnlySpan<int> entries, Span<float> scores, Span<bool> matched)
    {
        var sums = new float[entries.Length];
        var all = new bool[entries.Length];
        var part = new bool[entries.Length];
        Array.Fill(all, true);
        foreach (var leg in parts)
        {
            Array.Clear(part);
            leg.ScoreAt(segment, entries, sums, part);
            for (var i = 0; i < part.Length; i++) all[i] &= part[i];
        }

        for (var i = 0; i < all.Length; i++)
        {
            if (!all[i]) continue;
            scores[i] += sums[i];
            matched[i] = true;
        }
    }

    public override Bitset Matches(int segment, Bitset? allowed)
    {
        var matches = parts[0].Matches(segment, allowed);
        for (var i = 1; i < parts.Count; i++) matches.And(parts[i].Matches(segment, matches));
        return matches;
    }

    /// <summary>A fused part normalises over a pool, which is drawn from what every part left.</summary>
    public override void Prepare(IReadOnlyList<Bitset?> allowed, int limit)
    {
        var matches = Common(allowed);
        foreach (var part in parts) part.Prepare(matches, limit);
    }

    public override ScoreExplanation Explain(Found match)
    {
        var explained = parts.Select(p => p.Explain(match)).ToList();
        return new ScoreExplanation("every (sum)", explained.Sum(p => p.Value), explained);
    }

    private Bitset[] Common(IReadOnlyList<Bitset?> allowed)
    {
        var matches = new Bitset[context.Segments.Count];
        for (var i = 0; i < matches.Length; i++)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            matches[i] = Matches(i, allowed[i]);
        }

        return matches;
    }
}
