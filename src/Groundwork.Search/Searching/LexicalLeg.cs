using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>Words and phrases, scored by BM25F, of which any may match; then pairs of words, which only add to matches.</summary>
internal sealed class LexicalLeg : Leg
{
    private const int LeastPool = 200;
    private const int PoolPerHit = 2;
    private readonly SearchContext _context;
    private readonly QueryTerm[] _terms;
    private readonly IReadOnlyList<PairTerm> _pairs;
    private readonly double _boundFactor;

    /// <summary>Takes the terms.</summary>
    /// <param name="context">The search.</param>
    /// <param name="terms">What may match, in the order of the query.</param>
    /// <param name="pairs">What adds to the score of the best max(2 × limit, 200) matches.</param>
    /// <param name="boundFactor">See <see cref="TopEntries"/>.</param>
    public LexicalLeg(SearchContext context, IReadOnlyList<QueryTerm> terms, IReadOnlyList<PairTerm> pairs, double boundFactor = 1)
    {
        (_context, _terms, _pairs, _boundFactor) = (context, new QueryTerm[terms.Count], pairs, boundFactor);
        // One order of addition for every way of scoring, so that every way gives the same bits.
        var values = new (float Value, int Place, QueryTerm Term)[terms.Count];
        for (var i = 0; i < values.Length; i++) values[i] = (terms[i].Value, i, terms[i]);
        Array.Sort(values, static (a, b) => a.Value != b.Value ? b.Value.CompareTo(a.Value) : a.Place.CompareTo(b.Place));
        for (var i = 0; i < values.Length; i++) _terms[i] = values[i].Term;
    }

    public override IReadOnlyList<Found> Best(IReadOnlyList<Bitset?> allowed, int limit)
    {
        var most = _pairs.Count == 0 ? limit : (int)Math.Min(int.MaxValue, Math.Max((long)limit * PoolPerHit, LeastPool));
        var best = new BestHits(_context.Segments, most);
        var collector = new TopEntries(_context.Scratch, best, _boundFactor);
        for (var segment = 0; segment < _context.Segments.Count; segment++)
        {
            var terms = Open(segment);
            if (terms.Count > 0) collector.Collect(terms, segment, _context.Segments[segment].Reader.EntryCount, allowed[segment], _context.CancellationToken);
            Release(terms);
        }

        return _pairs.Count == 0 ? best.Take() : WithPairs(best.Take(), limit);
    }

    public override void ScoreAt(int segment, ReadOnlySpan<int> entries, Span<float> scores, Span<bool> matched)
    {
        var everything = new Pruning(-1, 1);
        var (sums, found) = (new float[entries.Length], new bool[entries.Length]);
        var terms = Open(segment);
        foreach (var term in terms) term.AddAt(entries, sums, found, everything, 0);
        Release(terms);
        for (var i = 0; i < found.Length; i++)
        {
            if (!found[i]) continue;
            scores[i] += sums[i] + PairsIn(segment, entries[i]);
            matched[i] = true;
        }
    }

    public override Bitset Matches(int segment, Bitset? allowed)
    {
        var matches = new Bitset(_context.Segments[segment].Reader.EntryCount);
        var terms = Open(segment);
        foreach (var term in terms)
        {
            _context.CancellationToken.ThrowIfCancellationRequested();
            term.MarkIn(matches);
        }

        Release(terms);
        if (allowed is not null) matches.And(allowed);
        return matches;
    }

    public override ScoreExplanation Explain(Found match)
    {
        var parts = new List<ScoreExplanation>();
        var (words, pairs) = (0f, 0f);
        foreach (var term in _terms.Concat(_pairs))
        {
            var frequencies = term.FrequenciesIn(match.Segment, match.Entry);
            if (frequencies.All(f => f == 0)) continue;
            var part = Explain(term, match, frequencies);
            parts.Add(part);
            if (term is PairTerm) pairs += part.Value;
            else words += part.Value;
        }

        return new ScoreExplanation("bm25f (sum)", words + pairs, parts);
    }

    private List<SegmentTerm> Open(int segment)
    {
        var terms = new List<SegmentTerm>(_terms.Length);
        foreach (var term in _terms)
            if (term.In(segment) is { } open)
                terms.Add(open);
        return terms;
    }

    private void Release(List<SegmentTerm> terms)
    {
        foreach (var term in terms) term.Release(_context.Scratch);
    }

    /// <summary>Adds the pairs, from the best on, until no later one can come up to the best with all of them.</summary>
    private IReadOnlyList<Found> WithPairs(IReadOnlyList<Found> pool, int limit)
    {
        var most = 0d;
        foreach (var pair in _pairs) most += pair.Most;
        var best = new BestHits(_context.Segments, limit);
        foreach (var found in pool)
        {
            _context.CancellationToken.ThrowIfCancellationRequested();
            if (!new Pruning(best.Least, Pruning.SlackOf(_pairs.Count)).MayReach(found.Score + (most * _boundFactor))) break;
            best.Offer(found.Score + PairsIn(found.Segment, found.Entry), found.Segment, found.Entry);
        }

        return best.Take();
    }

    private float PairsIn(int segment, int entry)
    {
        var sum = 0f;
        foreach (var pair in _pairs) sum += pair.ScoreIn(segment, entry);
        return sum;
    }

    private ScoreExplanation Explain(QueryTerm term, Found match, float[] frequencies)
    {
        var weighting = _context.Weighting;
        var fields = new List<ScoreExplanation>();
        var sum = 0f;
        for (var field = 0; field < frequencies.Length; field++)
        {
            if (frequencies[field] == 0) continue;
            var code = _context.Segments[match.Segment].Reader.Lengths(field)[match.Entry];
            var (value, words) = (frequencies[field] * weighting.Table(field)[code], Math.Max(1, FieldLength.Words(code)));
            var how = weighting.Fields[field].Weighting;
            sum += value;
            fields.Add(new ScoreExplanation($"field \"{weighting.Fields[field].Name}\" (weight × tf / length factor)", value, [
                Leaf("weight", how.Weight),
                Leaf("tf", frequencies[field]),
                new ScoreExplanation("length factor (1 − b + b × length / average length)", how.LengthFactor(words), [
                    Leaf("b", how.LengthNormalisation),
                    Leaf("length", words),
                    Leaf("average length", how.AverageLength),
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
