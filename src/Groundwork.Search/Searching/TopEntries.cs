using System.Numerics;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Searching;

/// <summary>The best entries of one segment for a sum of terms: block-max MaxScore over windows of entries, term at a time inside a window.</summary>
/// <remarks>
/// <para>Turtle and Flood 1995 (MaxScore) with the block maxima of Ding and Suel 2011, windowed as in Mallia et al. 2022.</para>
/// <para>Terms are always added in their given order, whether a bound spares work or not, so that an entry has the same score, to the
/// last bit, as if every posting had been added. A bound spares work only when it lies below the worst kept score, never when it ties:
/// the keys decide ties.</para>
/// </remarks>
/// <param name="scratch">Memory; its pairs are those of the segment.</param>
/// <param name="best">Where matches are offered; its worst kept score is carried over from segment to segment.</param>
/// <param name="boundFactor">1; +∞ to spare no work. A test sets it below 1 to see that wrong bounds are noticed.</param>
internal readonly struct TopEntries(SearchScratch scratch, BestHits best, double boundFactor)
{
    private const int LeastRange = 1024;
    private const int MostRanges = 64;

    /// <summary>Offers the segment's best entries.</summary>
    /// <param name="terms">In the order in which they are added: most valuable first, so that the last ones are spared first.</param>
    /// <param name="segment">Number of the segment.</param>
    /// <param name="entryCount">Its entries.</param>
    /// <param name="allowed">The entries that may be found; null for all.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public void Collect(IReadOnlyList<SegmentTerm> terms, int segment, int entryCount, Bitset? allowed, CancellationToken cancellationToken)
    {
        // The best scores are there early when the most promising entries come first, and everything else is spared the more.
        var (first, end) = MostPromising(terms, entryCount);
        Collect(terms, segment, first, end, allowed, cancellationToken);
        Collect(terms, segment, 0, first, allowed, cancellationToken);
        Collect(terms, segment, end, entryCount, allowed, cancellationToken);
    }

    /// <summary>The one of a few dozen ranges of equal size in which the terms together have the highest bound.</summary>
    private static (int First, int End) MostPromising(IReadOnlyList<SegmentTerm> terms, int entryCount)
    {
        var size = (Math.Max(LeastRange, entryCount / MostRanges) + 63) & ~63;
        var (best, most) = (0, 0d);
        for (var from = 0; from < entryCount; from += size)
        {
            var bound = 0d;
            for (var i = 0; i < terms.Count; i++) bound += terms[i].Bound(from, Math.Min(from + size, entryCount));
            if (bound > most) (best, most) = (from, bound);
        }

        return (best, Math.Min(best + Math.Min(size, ScoreWindow.Size), entryCount));
    }

    private void Collect(IReadOnlyList<SegmentTerm> terms, int segment, int first, int end, Bitset? allowed, CancellationToken cancellationToken)
    {
        var (bounds, pairs) = (scratch.Bounds, scratch.Pairs);
        var slack = Pruning.SlackOf(terms.Count + pairs.Count);
        for (var from = first; (from = Next(terms, from)) < end;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            from &= ~63;
            var to = (int)Math.Min((long)from + ScoreWindow.Size, end);
            if (allowed is null || allowed.HasAny(from, to))
            {
                bounds.Take(terms, pairs, from, to, boundFactor);
                if (new Pruning(best.Least, slack).MayReach(bounds.Without(0))) CollectWindow(terms, segment, from, to, allowed, slack);
            }

            from = to;
        }
    }

    private static int Next(IReadOnlyList<SegmentTerm> terms, int from)
    {
        var next = int.MaxValue;
        for (var i = 0; i < terms.Count && next > from; i++) next = Math.Min(next, terms[i].Next(from));
        return next;
    }

    private void CollectWindow(IReadOnlyList<SegmentTerm> terms, int segment, int from, int to, Bitset? allowed, double slack)
    {
        // An entry that holds none of the essential terms cannot reach the best, so only they have to be walked.
        var bounds = scratch.Bounds;
        var essential = 0;
        while (essential < terms.Count && new Pruning(best.Least, slack).MayReach(bounds.Without(essential))) essential++;
        var pruning = new Pruning(scratch.Pairs.WordsNeededFor(best.Least), slack);
        for (var i = 0; i < essential; i++)
        {
            // Infinite bounds have no difference; they spare nothing in any case.
            var others = double.IsInfinity(bounds.From(0)) ? bounds.From(0) : bounds.From(0) - bounds.Of(i);
            scratch.Window.Term = ScoreWindow.BitOf(i);
            terms[i].AddTo(scratch.Window, from, to, pruning, others);
        }

        var candidates = scratch.Candidates;
        scratch.Window.Drain(from, allowed, pruning, bounds.From(essential), candidates);
        for (var i = essential; i < terms.Count && candidates.Count > 0; i++)
        {
            if (bounds.Of(i) == 0) continue;
            terms[i].AddAt(candidates.Entries, candidates.Scores, candidates.Matched, pruning, bounds.From(i + 1));
            candidates.Keep(ScoreWindow.BitOf(i), pruning, bounds.From(i + 1));
        }

        if (scratch.Pairs.Count > 0) OfferWithPairs(segment, slack);
        else for (var i = 0; i < candidates.Count; i++) best.Offer(candidates.Scores[i], segment, candidates.Entries[i]);
    }

    /// <summary>Offers the candidates with their pairs; positions are read only where these may make the difference.</summary>
    private void OfferWithPairs(int segment, double slack)
    {
        // Until the best are known, those first that are the best by words.
        var first = best.IsFull ? float.PositiveInfinity : scratch.Candidates.ScoreOfRank(best.Limit);
        if (first < float.PositiveInfinity) OfferWithPairs(segment, first, float.PositiveInfinity, slack);
        OfferWithPairs(segment, float.NegativeInfinity, first, slack);
    }

    private void OfferWithPairs(int segment, float least, float below, double slack)
    {
        var (candidates, pairs) = (scratch.Candidates, scratch.Pairs);
        for (var i = 0; i < candidates.Count; i++)
        {
            var (entry, score) = (candidates.Entries[i], candidates.Scores[i]);
            if (score < least || score >= below) continue;
            var pruning = new Pruning(best.Least, slack);
            if (!pruning.MayReach(score + pairs.Bound(candidates.Held[i], score))) continue;
            if (pruning.MayReach(score + (pairs.Bound(entry) * boundFactor))) best.Offer(score + pairs.ScoreOf(entry), segment, entry);
        }
    }
}
