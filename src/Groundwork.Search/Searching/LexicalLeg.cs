using Groundwork.Search.Bytes;

namespace Groundwork.Search.Searching;

/// <summary>Words or a phrase, scored by BM25F.</summary>
internal sealed class LexicalLeg(SearchContext context, IReadOnlyList<QueryTerm> terms) : Leg
{
    public override IReadOnlyList<Found> Best(IReadOnlyList<Bitset?> allowed, int limit)
    {
        var best = new BestHits(context.Segments, limit);
        for (var segment = 0; segment < context.Segments.Count; segment++)
        {
            using var scores = Score(segment);
            scores.Restrict(allowed[segment]);
            scores.CollectInto(best, segment);
        }

        return best.Take();
    }

    public override void ScoreAt(int segment, ReadOnlySpan<int> entries, Span<float> scores, Span<bool> matched)
    {
        using var all = Score(segment);
        for (var i = 0; i < entries.Length; i++)
        {
            if (!all.Matched[entries[i]]) continue;
            scores[i] += all[entries[i]];
            matched[i] = true;
        }
    }

    public override Bitset Matches(int segment, Bitset? allowed)
    {
        using var scores = Score(segment);
        scores.Restrict(allowed);
        return scores.Matched;
    }

    public override ScoreExplanation Explain(Found match)
    {
        var parts = new List<ScoreExplanation>();
        var total = 0f;
        foreach (var term in terms)
        {
            var frequencies = term.FrequenciesIn(match.Segment, match.Entry);
            if (frequencies.All(f => f == 0)) continue;
            var part = Explain(term, match, frequencies);
            parts.Add(part);
            total += part.Value;
        }

        return new ScoreExplanation("bm25f (sum)", total, parts);
    }

    private EntryScores Score(int segment)
    {
        var scores = new EntryScores(context.Segments[segment].Reader.EntryCount);
        try
        {
            foreach (var term in terms)
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                term.Score(segment, scores);
            }

            return scores;
        }
        catch
        {
            scores.Dispose();
            throw;
        }
    }

    private ScoreExplanation Explain(QueryTerm term, Found match, int[] frequencies)
    {
        var weighting = context.Weighting;
        var fields = new List<ScoreExplanation>();
        var sum = 0f;
        for (var field = 0; field < frequencies.Length; field++)
        {
            if (frequencies[field] == 0) continue;
            var length = Math.Max(1, context.Segments[match.Segment].Reader.StoredLengths(field)[match.Entry]);
            var value = weighting.Frequency(field, frequencies[field], length);
            sum += value;
            fields.Add(new ScoreExplanation($"field \"{weighting.Fields[field].Name}\" (weight × tf / length factor)", value, [
                Leaf("weight", weighting.Fields[field].Weight),
                Leaf("tf", frequencies[field]),
                new ScoreExplanation("length factor (1 − b + b × length / average length)", weighting.LengthFactor(field, length), [
                    Leaf("b", weighting.Fields[field].LengthNormalisation),
                    Leaf("length", length - 1),
                    Leaf("average length", weighting.Fields[field].AverageLength),
                ]),
            ]));
        }

        var idf = weighting.Idf(term.DocumentFrequency);
        var saturated = weighting.Saturate(sum);
        ScoreExplanation[] weight = term.Weight < 1f ? [Leaf("weight of a stop word or a pair", term.Weight)] : [];
        return new ScoreExplanation($"{term.Label} (product)", term.Weight * idf * saturated, [
            .. weight,
            new ScoreExplanation("idf (ln(1 + (N − n + 0.5) / (n + 0.5)))", idf, [Leaf("N", weighting.EntryCount), Leaf("n", term.DocumentFrequency)]),
            new ScoreExplanation("saturated tf (tf × (k1 + 1) / (k1 + tf))", saturated, [new ScoreExplanation("tf (sum)", sum, fields), Leaf("k1", weighting.K1)]),
        ]);
    }

    private static ScoreExplanation Leaf(string name, float value) => new(name, value, []);
}
