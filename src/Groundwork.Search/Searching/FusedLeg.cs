using Groundwork.Search.Bytes;

namespace Groundwork.Search.Searching;

/// <summary>Convex combination of normalised lexical and vector scores over a pool of the best of both.</summary>
/// <remarks>
/// Bruch, Gai and Ingber 2023, section 4 (theoretical minimum, pool maximum): lexical scores lie in 0..maximum; vector scores
/// in −1..maximum for cosine, and in the pool's minimum..maximum otherwise. A candidate without a lexical match or without a
/// vector has 0 there; when all vector scores of the pool are the same, they are all 1.
/// </remarks>
internal sealed class FusedLeg(SearchContext context, Leg text, NearestLeg near, float vectorWeight) : Leg
{
    private const int LeastPool = 100;
    private const int PoolPerHit = 4;
    private IReadOnlyList<Found> _pool = [];
    private float _textMost;
    private float _nearLeast;
    private float _nearMost;

    public override IReadOnlyList<Found> Best(IReadOnlyList<Bitset?> allowed, int limit)
    {
        Prepare(allowed, limit);
        var best = new BestHits(context.Segments, limit);
        ForEachSegment(_pool, (segment, entries) =>
        {
            var scores = new float[entries.Length];
            ScoreAt(segment, entries, scores, new bool[entries.Length]);
            for (var i = 0; i < entries.Length; i++) best.Offer(scores[i], segment, entries[i]);
        });
        return best.Take();
    }

    /// <summary>The pool is the best of each leg; whatever is scored later is normalised by its extremes.</summary>
    public override void Prepare(IReadOnlyList<Bitset?> allowed, int limit)
    {
        var most = (int)Math.Min(int.MaxValue, Math.Max((long)limit * PoolPerHit, LeastPool));
        var (texts, nears) = (text.Best(allowed, most), near.Best(allowed, most));
        _pool = [.. texts.Concat(nears).DistinctBy(f => (f.Segment, f.Entry))];
        _textMost = texts.Count > 0 ? texts[0].Score : 0;
        _nearMost = nears.Count > 0 ? nears[0].Score : 0;
        _nearLeast = context.Space!.Similarity == Similarity.Cosine ? -1 : nears.Count > 0 ? _nearMost : 0;
        if (context.Space.Similarity == Similarity.Cosine) return;
        ForEachSegment(_pool, (segment, entries) =>
        {
            var (scores, matched) = Score(near, segment, entries);
            for (var i = 0; i < entries.Length; i++)
                if (matched[i])
                    _nearLeast = Math.Min(_nearLeast, scores[i]);
        });
    }

    public override void ScoreAt(int segment, ReadOnlySpan<int> entries, Span<float> scores, Span<bool> matched)
    {
        var (textScores, textMatched) = Score(text, segment, entries);
        var (nearScores, nearMatched) = Score(near, segment, entries);
        for (var i = 0; i < entries.Length; i++)
        {
            if (!textMatched[i] && !nearMatched[i]) continue;
            scores[i] += Combine(NormalText(textMatched[i] ? textScores[i] : null), NormalNear(nearMatched[i] ? nearScores[i] : null));
            matched[i] = true;
        }
    }

    public override Bitset Matches(int segment, Bitset? allowed)
    {
        var matches = text.Matches(segment, allowed);
        matches.Or(near.Matches(segment, allowed));
        return matches;
    }

    public override ScoreExplanation Explain(Found match)
    {
        var (textScore, nearScore) = (ScoreOf(text, match), ScoreOf(near, match));
        var (textValue, nearValue) = (NormalText(textScore), NormalNear(nearScore));
        return new ScoreExplanation("fused (sum)", Combine(textValue, nearValue), [
            new ScoreExplanation("text (product)", (1 - vectorWeight) * textValue, [
                new ScoreExplanation("weight", 1 - vectorWeight, []),
                new ScoreExplanation("normalised (score / pool maximum)", textValue, [
                    textScore is null ? new ScoreExplanation("no match", 0, []) : text.Explain(match),
                    new ScoreExplanation("pool maximum", _textMost, []),
                ]),
            ]),
            new ScoreExplanation("vector (product)", vectorWeight * nearValue, [
                new ScoreExplanation("weight", vectorWeight, []),
                nearScore is null
                    ? new ScoreExplanation("no vector", 0, [])
                    : new ScoreExplanation("normalised ((score − minimum) / (pool maximum − minimum))", nearValue, [
                        near.Explain(match),
                        new ScoreExplanation("minimum", _nearLeast, []),
                        new ScoreExplanation("pool maximum", _nearMost, []),
                    ]),
            ]),
        ]);
    }

    private static (float[] Scores, bool[] Matched) Score(Leg leg, int segment, ReadOnlySpan<int> entries)
    {
        var (scores, matched) = (new float[entries.Length], new bool[entries.Length]);
        leg.ScoreAt(segment, entries, scores, matched);
        return (scores, matched);
    }

    private static float? ScoreOf(Leg leg, Found match)
    {
        var (scores, matched) = Score(leg, match.Segment, [match.Entry]);
        return matched[0] ? scores[0] : null;
    }

    private static void ForEachSegment(IReadOnlyList<Found> pool, Action<int, int[]> visit)
    {
        foreach (var group in pool.GroupBy(f => f.Segment)) visit(group.Key, [.. group.Select(f => f.Entry).Order()]);
    }

    private float Combine(float textValue, float nearValue) => ((1 - vectorWeight) * textValue) + (vectorWeight * nearValue);

    private float NormalText(float? score) => score is { } value && _textMost > 0 ? Math.Max(0, value) / _textMost : 0;

    private float NormalNear(float? score)
    {
        if (score is not { } value) return 0;
        return _nearMost > _nearLeast ? Math.Max(0, value - _nearLeast) / (_nearMost - _nearLeast) : 1;
    }
}
