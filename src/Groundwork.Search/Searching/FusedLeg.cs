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
    private readonly Dictionary<(int Segment, int Entry), (float? Text, float? Near)> _pool = [];
    private float _textMost;
    private float _nearLeast;
    private float _nearMost;

    public override ScoreTable Score(IReadOnlyList<Bitset?> allowed, int limit)
    {
        var pool = (int)Math.Min(int.MaxValue, Math.Max((long)limit * PoolPerHit, LeastPool));
        using var texts = text.Score(allowed, pool);
        using var nears = near.Score(allowed, pool);
        _pool.Clear();
        foreach (var found in texts.Best(pool).Concat(nears.Best(pool)))
        {
            _pool[(found.Segment, found.Entry)] = (
                texts[found.Segment].Matched[found.Entry] ? texts[found.Segment][found.Entry] : null,
                nears[found.Segment].Matched[found.Entry] ? nears[found.Segment][found.Entry] : null);
        }

        _textMost = _pool.Values.Max(s => s.Text) ?? 0;
        _nearMost = _pool.Values.Max(s => s.Near) ?? 0;
        _nearLeast = context.Space!.Similarity == Similarity.Cosine ? -1 : _pool.Values.Min(s => s.Near) ?? 0;
        var table = new ScoreTable(context);
        foreach (var ((segment, entry), scores) in _pool) table[segment].Add(entry, Combine(NormalText(scores.Text), NormalNear(scores.Near)));
        return table;
    }

    public override ScoreExplanation Explain(Found match)
    {
        var scores = _pool[(match.Segment, match.Entry)];
        var (textValue, nearValue) = (NormalText(scores.Text), NormalNear(scores.Near));
        return new ScoreExplanation("fused (sum)", Combine(textValue, nearValue), [
            new ScoreExplanation("text (product)", (1 - vectorWeight) * textValue, [
                new ScoreExplanation("weight", 1 - vectorWeight, []),
                new ScoreExplanation("normalised (score / pool maximum)", textValue, [
                    scores.Text is null ? new ScoreExplanation("no match", 0, []) : text.Explain(match),
                    new ScoreExplanation("pool maximum", _textMost, []),
                ]),
            ]),
            new ScoreExplanation("vector (product)", vectorWeight * nearValue, [
                new ScoreExplanation("weight", vectorWeight, []),
                scores.Near is null
                    ? new ScoreExplanation("no vector", 0, [])
                    : new ScoreExplanation("normalised ((score − minimum) / (pool maximum − minimum))", nearValue, [
                        near.Explain(match),
                        new ScoreExplanation("minimum", _nearLeast, []),
                        new ScoreExplanation("pool maximum", _nearMost, []),
                    ]),
            ]),
        ]);
    }

    private float Combine(float textValue, float nearValue) => ((1 - vectorWeight) * textValue) + (vectorWeight * nearValue);

    private float NormalText(float? score) => score is { } value && _textMost > 0 ? Math.Max(0, value) / _textMost : 0;

    private float NormalNear(float? score)
    {
        if (score is not { } value) return 0;
        return _nearMost > _nearLeast ? (value - _nearLeast) / (_nearMost - _nearLeast) : 1;
    }
}
