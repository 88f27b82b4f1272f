using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>Words and phrases, scored by BM25F, of which any may match; then pairs of words, which only add to matches.</summary>
internal sealed class LexicalLeg : Leg
{
    private readonly SearchContext _context;
    private readonly QueryTerm[] _terms;
    private readonly AnchoredPair[] _pairs;
    private readonly double _boundFactor;

    // Of the segment that is open: its terms, and by term of the query the place among them, −1 where it has none.
    private readonly List<SegmentTerm> _open = [];
    private readonly int[] _places;

    /// <summary>Takes the terms.</summary>
    /// <param name="context">The search.</param>
    /// <param name="terms">What may match, in the order of the query.</param>
    /// <param name="pairs">What adds to the score of matches.</param>
    /// <param name="boundFactor">See <see cref="TopEntries"/>.</param>
    public LexicalLeg(SearchContext context, IReadOnlyList<QueryTerm> terms, IReadOnlyList<PairTerm> pairs, double boundFactor = 1)
    {
        (_context, _terms, _places, _boundFactor) = (context, new QueryTerm[terms.Count], new int[terms.Count], boundFactor);
        // One order of addition for every way of scoring, so that every way gives the same bits.
        var values = new (float Value, int Place, QueryTerm Term)[terms.Count];
        for (var i = 0; i < values.Length; i++) values[i] = (terms[i].Value, i, terms[i]);
        Array.Sort(values, static (a, b) => a.Value != b.Value ? b.Value.CompareTo(a.Value) : a.Place.CompareTo(b.Place));
        for (var i = 0; i < values.Length; i++) _terms[i] = values[i].Term;
        _pairs = [.. pairs.Select(p => AnchoredPair.Of(p, _terms))];
    }

    public override IReadOnlyList<Found> Best(IReadOnlyList<Bitset?> allowed, int limit)
    {
        var best = new BestHits(_context.Segments, limit);
        var collector = new TopEntries(_context.Scratch, best, _boundFactor);
        for (var segment = 0; segment < _context.Segments.Count; segment++)
        {
            Open(segment);
            if (_open.Count > 0) collector.Collect(_open, segment, _context.Segments[segment].Reader.EntryCount, allowed[segment], _context.CancellationToken);
            Release();
        }

        return best.Take();
    }

    public override void ScoreAt(int segment, ReadOnlySpan<int> entries, Span<float> scores, Span<bool> matched)
    {
        var everything = new Pruning(-1, 1);
        var (sums, found) = (new float[entries.Length], new bool[entries.Length]);
        Open(segment);
        foreach (var term in _open) term.AddAt(entries, sums, found, everything, 0);
        for (var i = 0; i < found.Length; i++)
        {
            if (!found[i]) continue;
            scores[i] += sums[i] + _context.Scratch.Pairs.ScoreOf(entries[i]);
            matched[i] = true;
        }

        Release();
    }

    public override Bitset Matches(int segment, Bitset? allowed)
    {
        var matches = new Bitset(_context.Segments[segment].Reader.EntryCount);
        Open(segment);
        foreach (var term in _open)
        {
            _context.CancellationToken.ThrowIfCancellationRequested();
            term.MarkIn(matches);
        }

        Release();
        if (allowed is not null) matches.And(allowed);
        return matches;
    }

    public override ScoreExplanation Explain(Found match)
    {
        var parts = new List<ScoreExplanation>();
        var (words, pairs) = (0f, 0f);
        foreach (var term in _terms.Concat(_pairs.Select(p => p.Term)))
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

    private void Open(int segment)
    {
        for (var i = 0; i < _terms.Length; i++)
        {
            _places[i] = -1;
            if (_terms[i].In(segment) is not { } open) continue;
            _places[i] = _open.Count;
            _open.Add(open);
        }

        _context.Scratch.Pairs.Open(_context, segment, _pairs, _places);
    }

    private void Release()
    {
        foreach (var term in _open) term.Release(_context.Scratch);
        _open.Clear();
        _context.Scratch.Pairs.Release(_context.Scratch);
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
        ScoreExplanation[] weight = term.Weight != 1f ? [Leaf("weight of a stop word, a pair or a part of the query", term.Weight)] : [];
        return new ScoreExplanation($"{term.Label} (product)", term.Weight * idf * saturated, [
            .. weight,
            new ScoreExplanation("idf (ln(1 + (N − n + 0.5) / (n + 0.5)))", idf, [Leaf("N", weighting.EntryCount), Leaf("n", term.DocumentFrequency)]),
            new ScoreExplanation("saturated tf (tf × (k1 + 1) / (k1 + tf))", saturated, [new ScoreExplanation("tf (sum)", sum, fields), Leaf("k1", weighting.K1)]),
        ]);
    }

    private static ScoreExplanation Leaf(string name, float value) => new(name, value, []);
}
