using System.Numerics.Tensors;
using Groundwork.Search.Bytes;
using Groundwork.Search.Writing;

namespace Groundwork.Search.Searching;

/// <summary>Nearness to a vector, computed exactly for every allowed entry.</summary>
internal sealed class NearestLeg : Leg
{
    private const int RowsAtOnce = 256;
    private readonly SearchContext _context;
    private readonly Similarity _similarity;
    private readonly float[] _vector;
    private readonly float _length;

    /// <summary>Prepares the leg.</summary>
    /// <exception cref="VectorRefusedException">The vector does not fit the index.</exception>
    public NearestLeg(SearchContext context, ReadOnlyMemory<float> vector)
    {
        _context = context;
        _length = VectorCheck.LengthOf(vector.Span, context.Space, "the query");
        _similarity = context.Space!.Similarity;
        _vector = vector.ToArray();
    }

    public override IReadOnlyList<Found> Best(IReadOnlyList<Bitset?> allowed, int limit)
    {
        var best = new BestHits(_context.Segments, limit);
        for (var segment = 0; segment < _context.Segments.Count; segment++) Scan(segment, allowed[segment], best);
        return best.Take();
    }

    public override void ScoreAt(int segment, ReadOnlySpan<int> entries, Span<float> scores, Span<bool> matched)
    {
        var vectors = _context.Segments[segment].Reader.Vectors;
        for (var i = 0; i < entries.Length; i++)
        {
            if (vectors.RowOf(entries[i]) is not { } row) continue;
            scores[i] += Nearness(vectors.Row(row), vectors.NormOf(row));
            matched[i] = true;
        }
    }

    public override Bitset Matches(int segment, Bitset? allowed)
    {
        var reader = _context.Segments[segment].Reader;
        var matches = new Bitset(reader.EntryCount);
        for (var row = 0; row < reader.Vectors.Count; row++)
            if (reader.Vectors.EntryOf(row) is var entry && (allowed is null || allowed[entry]))
                matches.Add(entry);
        return matches;
    }

    public override ScoreExplanation Explain(Found match)
    {
        var vectors = _context.Segments[match.Segment].Reader.Vectors;
        var row = vectors.RowOf(match.Entry) ?? throw new InvalidOperationException("An entry without a vector was found by one.");
        var vector = vectors.Row(row);
        var length = vectors.NormOf(row);
        var score = Nearness(vector, length);
        return _similarity switch
        {
            Similarity.Cosine => new ScoreExplanation("cosine (dot / (query length × entry length))", score, [
                new ScoreExplanation("dot", TensorPrimitives.Dot(_vector, vector), []),
                new ScoreExplanation("query length", _length, []),
                new ScoreExplanation("entry length", length, []),
            ]),
            Similarity.Dot => new ScoreExplanation("dot", score, []),
            _ => new ScoreExplanation("euclidean (−distance²)", score, [new ScoreExplanation("distance", TensorPrimitives.Distance(_vector, vector), [])]),
        };
    }

    private void Scan(int segment, Bitset? allowed, BestHits best)
    {
        var vectors = _context.Segments[segment].Reader.Vectors;
        for (var first = 0; first < vectors.Count; first += RowsAtOnce)
        {
            _context.CancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(RowsAtOnce, vectors.Count - first);
            var rows = vectors.Rows(first, count);
            var lengths = vectors.Norms(first, count);
            for (var i = 0; i < count; i++)
            {
                var entry = vectors.EntryOf(first + i);
                if (allowed is not null && !allowed[entry]) continue;
                best.Offer(Nearness(rows.Slice(i * _vector.Length, _vector.Length), lengths[i]), segment, entry);
            }
        }
    }

    private float Nearness(ReadOnlySpan<float> vector, float length)
    {
        if (_similarity == Similarity.Cosine) return Math.Clamp(TensorPrimitives.Dot(_vector, vector) / (_length * length), -1, 1);
        if (_similarity == Similarity.Dot) return TensorPrimitives.Dot(_vector, vector);
        var distance = TensorPrimitives.Distance(_vector, vector);
        return -(distance * distance);
    }
}
