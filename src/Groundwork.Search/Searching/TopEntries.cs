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
/// <param name="scratch">Memory.</param>
/// <param name="best">Where matches are offered; its worst kept score is carried over from segment to segment.</param>
/// <param name="boundFactor">1; +∞ to spare no work. A test sets it below 1 to see that wrong bounds are noticed.</param>
internal readonly struct TopEntries(SearchScratch scratch, BestHits best, double boundFactor)
{
    /// <summary>Offers the segment's best entries.</summary>
    /// <param name="terms">In the order in which they are added: most valuable first, so that the last ones are spared first.</param>
    /// <param name="segment">Number of the segment.</param>
    /// <param name="entryCount">Its entries.</param>
    /// <param name="allowed">The entries that may be found; null for all.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public void Collect(IReadOnlyList<SegmentTerm> terms, int segment, int entryCount, Bitset? allowed, CancellationToken cancellationToken)
    {
        // remaining[i]: the most that terms i.. can add to one entry of the window.
        var remaining = scratch.Bounds(terms.Count + 1);
        var slack = Pruning.SlackOf(terms.Count);
        for (var from = 0; (from = Next(terms, from)) < entryCount;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            from &= ~63;
            var to = (int)Math.Min((long)from + ScoreWindow.Size, entryCount);
            if (allowed is null || allowed.HasAny(from, to))
            {
                remaining[^1] = 0;
                for (var i = terms.Count - 1; i >= 0; i--) remaining[i] = remaining[i + 1] + BoundOf(terms[i], from, to);
                var pruning = new Pruning(best.Least, slack);
                if (pruning.MayReach(remaining[0])) CollectWindow(terms, segment, from, to, allowed, remaining, pruning);
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

    private double BoundOf(SegmentTerm term, int from, int to) => term.Bound(from, to) is > 0 and var bound ? bound * boundFactor : 0;

    private void CollectWindow(IReadOnlyList<SegmentTerm> terms, int segment, int from, int to, Bitset? allowed, Span<double> remaining, in Pruning pruning)
    {
        // An entry that holds none of the essential terms cannot reach the best, so only they have to be walked.
        var essential = 0;
        while (essential < terms.Count && pruning.MayReach(remaining[essential])) essential++;
        for (var i = 0; i < essential; i++)
        {
            // Infinite bounds have no difference; they spare nothing in any case.
            var others = double.IsInfinity(remaining[0]) ? remaining[0] : remaining[0] - (remaining[i] - remaining[i + 1]);
            terms[i].AddTo(scratch.Window, from, to, pruning, others);
        }

        var candidates = scratch.Candidates;
        candidates.Clear();
        var matched = scratch.Window.Matched;
        var scores = scratch.Window.Scores;
        for (var i = 0; i < matched.Length; i++)
        {
            if (matched[i] == 0) continue;
            var rest = allowed is null ? matched[i] : matched[i] & allowed.Words[(from / 64) + i];
            for (; rest != 0; rest &= rest - 1)
            {
                var place = (i * 64) + BitOperations.TrailingZeroCount(rest);
                if (pruning.MayReach(scores[place] + remaining[essential])) candidates.Add(from + place, scores[place]);
            }
        }

        scratch.Window.Clear();
        for (var i = essential; i < terms.Count && candidates.Count > 0; i++)
        {
            if (remaining[i] == remaining[i + 1]) continue;
            terms[i].AddAt(candidates.Entries, candidates.Scores, candidates.Matched, pruning, remaining[i + 1]);
            candidates.Keep(pruning, remaining[i + 1]);
        }

        for (var i = 0; i < candidates.Count; i++) best.Offer(candidates.Scores[i], segment, candidates.Entries[i]);
    }
}
