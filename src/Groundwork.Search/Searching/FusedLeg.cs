using System.Numerics.Tensors;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Searching;

/// <summary>Words and nearness as one score, over a pool of the best of both legs.</summary>
/// <remarks>
/// A candidate without a lexical match or without a vector has 0 there. Lexical scores are a share of the pool's best. Cosines count as they are
/// where they are positive: they are comparable from query to query, and an entry that points away is no worse than one without a vector.
/// Other similarities lie between the pool's least and most; when all are the same, they are all 1. Ranks count the better ones of the pool.
/// </remarks>
internal sealed class FusedLeg : Leg
{
    private const int LeastPool = 100;
    private const int PoolPerHit = 4;
    private const float RankOffset = 60;
    private const int MostFeedback = 100;

    private readonly SearchContext _context;
    private readonly Leg _text;
    private readonly Query.Fused _query;
    private NearestLeg _near;
    private IReadOnlyList<Found> _pool = [];
    private float[] _texts = [];
    private float[] _nears = [];

    /// <summary>Prepares the leg.</summary>
    /// <exception cref="ArgumentException">A weight or the feedback makes no sense.</exception>
    /// <exception cref="VectorRefusedException">The vector does not fit the index.</exception>
    public FusedLeg(SearchContext context, Leg text, Query.Fused query)
    {
        (_context, _text, _query) = (context, text, query);
        if (query.VectorWeight is not (>= 0 and <= 1))
            throw new ArgumentException($"The vector weight {query.VectorWeight} of a fused query must lie in 0..1.", nameof(query));
        if (!Enum.IsDefined(query.Method)) throw new ArgumentException($"There is no fusion method {(int)query.Method}.", nameof(query));
        _near = new NearestLeg(context, query.Near);
        if (query.Feedback is not { } feedback) return;
        if (feedback.Entries is < 1 or > MostFeedback) throw new ArgumentException($"Feedback looks at 1..{MostFeedback} entries, not {feedback.Entries}.", nameof(query));
        if (feedback.Weight is not (>= 0 and < 1e6f)) throw new ArgumentException($"The weight {feedback.Weight} of feedback must lie in 0..1000000.", nameof(query));
        if (context.Space!.Similarity != Similarity.Cosine) throw new ArgumentException($"Feedback needs cosine similarity; this index compares by {context.Space.Similarity}.", nameof(query));
    }

    public override IReadOnlyList<Found> Best(IReadOnlyList<Bitset?> allowed, int limit)
    {
        Prepare(allowed, limit);
        var best = new BestHits(_context.Segments, limit);
        ForEachSegment(_pool, (segment, entries) =>
        {
            var scores = new float[entries.Length];
            ScoreAt(segment, entries, scores, new bool[entries.Length]);
            for (var i = 0; i < entries.Length; i++) best.Offer(scores[i], segment, entries[i]);
        });
        return best.Take();
    }

    /// <summary>The pool is the best of each leg; whatever is scored later is normalised by the scores found in it.</summary>
    public override void Prepare(IReadOnlyList<Bitset?> allowed, int limit)
    {
        var most = (int)Math.Min(int.MaxValue, Math.Max((long)limit * PoolPerHit, LeastPool));
        var texts = _text.Best(allowed, most);
        if (_query.Feedback is { } feedback) _near = new NearestLeg(_context, _query.Near with { Vector = Towards(texts.Take(feedback.Entries), feedback.Weight) });
        var nears = _near.Best(allowed, most);
        _pool = [.. texts.Concat(nears).DistinctBy(f => (f.Segment, f.Entry))];
        (_texts, _nears) = (ScoresOf(_text), ScoresOf(_near));
    }

    public override void ScoreAt(int segment, ReadOnlySpan<int> entries, Span<float> scores, Span<bool> matched)
    {
        var (textScores, textMatched) = Score(_text, segment, entries);
        var (nearScores, nearMatched) = Score(_near, segment, entries);
        for (var i = 0; i < entries.Length; i++)
        {
            if (!textMatched[i] && !nearMatched[i]) continue;
            scores[i] += Combine(OfText(textMatched[i] ? textScores[i] : null), OfNear(nearMatched[i] ? nearScores[i] : null));
            matched[i] = true;
        }
    }

    public override Bitset Matches(int segment, Bitset? allowed)
    {
        var matches = _text.Matches(segment, allowed);
        matches.Or(_near.Matches(segment, allowed));
        return matches;
    }

    public override ScoreExplanation Explain(Found match)
    {
        var (textScore, nearScore) = (ScoreOf(_text, match), ScoreOf(_near, match));
        var (textValue, nearValue) = (OfText(textScore), OfNear(nearScore));
        return new ScoreExplanation("fused (sum)", Combine(textValue, nearValue), [
            new ScoreExplanation("text (product)", (1 - _query.VectorWeight) * textValue, [
                new ScoreExplanation("weight", 1 - _query.VectorWeight, []),
                textScore is { } words ? ExplainPlace(_text.Explain(match), words, _texts, textValue, isText: true) : new ScoreExplanation("no match", 0, []),
            ]),
            new ScoreExplanation("vector (product)", _query.VectorWeight * nearValue, [
                new ScoreExplanation("weight", _query.VectorWeight, []),
                nearScore is { } nearness ? ExplainPlace(_near.Explain(match), nearness, _nears, nearValue, isText: false) : new ScoreExplanation("no vector", 0, []),
            ]),
        ]);
    }

    private ScoreExplanation ExplainPlace(ScoreExplanation score, float value, float[] pool, float normal, bool isText)
    {
        if (_query.Method == FusionMethod.ReciprocalRank)
            return new ScoreExplanation("reciprocal rank (1 / (offset + rank))", normal, [new ScoreExplanation("offset", RankOffset, []), new ScoreExplanation("rank", RankOf(value, pool), []), score]);
        if (isText) return new ScoreExplanation("normalised (score / pool maximum)", normal, [score, new ScoreExplanation("pool maximum", MostOf(pool), [])]);
        if (_context.Space!.Similarity == Similarity.Cosine)
        {
            ScoreExplanation[] moved = _query.Feedback is { } feedback ? [new ScoreExplanation("feedback weight (entries by words moved the query's vector)", feedback.Weight, [])] : [];
            return new ScoreExplanation("positive part (max(0, score))", normal, [score, .. moved]);
        }

        return new ScoreExplanation("normalised ((score − minimum) / (pool maximum − minimum))", normal, [
            score, new ScoreExplanation("minimum", pool.Length > 0 ? pool[^1] : 0, []), new ScoreExplanation("pool maximum", MostOf(pool), [])]);
    }

    // Both directions at length 1; the entries by their scores, which are comparable among themselves.
    private float[] Towards(IEnumerable<Found> entries, float weight)
    {
        var direction = new float[_context.Space!.Dimensions];
        foreach (var found in entries)
        {
            var vectors = _context.Segments[found.Segment].Reader.Vectors;
            if (found.Score > 0 && vectors.RowOf(found.Entry) is { } row)
                TensorPrimitives.MultiplyAdd(vectors.Row(row), found.Score / vectors.NormOf(row), direction, direction);
        }

        var own = _query.Near.Vector.Span;
        var length = TensorPrimitives.Norm<float>(direction);
        if (!(length > 0) || weight == 0) return own.ToArray();
        TensorPrimitives.Multiply(direction, weight / length, direction);
        TensorPrimitives.MultiplyAdd(own, 1 / TensorPrimitives.Norm(own), direction, direction);

        // Opposite directions of the same weight leave none.
        return TensorPrimitives.Norm<float>(direction) > 1e-6f ? direction : own.ToArray();
    }

    private float[] ScoresOf(Leg leg)
    {
        var all = new List<float>(_pool.Count);
        ForEachSegment(_pool, (segment, entries) =>
        {
            var (scores, matched) = Score(leg, segment, entries);
            for (var i = 0; i < entries.Length; i++)
                if (matched[i])
                    all.Add(scores[i]);
        });
        return [.. all.OrderDescending()];
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

    private static float MostOf(float[] pool) => pool.Length > 0 ? pool[0] : 0;

    // Equal scores share a rank: 1 and the number of better ones.
    private static int RankOf(float score, float[] pool)
    {
        var (low, high) = (0, pool.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (pool[middle] > score) low = middle + 1;
            else high = middle;
        }

        return low + 1;
    }

    private float Combine(float textValue, float nearValue) => ((1 - _query.VectorWeight) * textValue) + (_query.VectorWeight * nearValue);

    private float OfText(float? score)
    {
        if (score is not { } value) return 0;
        if (_query.Method == FusionMethod.ReciprocalRank) return 1 / (RankOffset + RankOf(value, _texts));
        return MostOf(_texts) > 0 ? Math.Max(0, value) / MostOf(_texts) : 0;
    }

    private float OfNear(float? score)
    {
        if (score is not { } value) return 0;
        if (_query.Method == FusionMethod.ReciprocalRank) return 1 / (RankOffset + RankOf(value, _nears));
        if (_context.Space!.Similarity == Similarity.Cosine) return Math.Max(0, value);
        var (least, most) = (_nears.Length > 0 ? _nears[^1] : 0, MostOf(_nears));
        return most > least ? Math.Max(0, value - least) / (most - least) : 1;
    }
}
