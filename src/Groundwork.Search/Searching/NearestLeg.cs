using System.Numerics.Tensors;
using Groundwork.Search.Bytes;
using Groundwork.Search.Vectors;
using Groundwork.Search.Writing;

namespace Groundwork.Search.Searching;

/// <summary>Nearness to a vector.</summary>
internal sealed class NearestLeg : Leg
{
    private const int MostEffort = 10_000;
    private readonly SearchContext _context;
    private readonly Similarity _similarity;
    private readonly VectorSearch _search;
    private readonly float[] _vector;
    private readonly float _length;
    private readonly int? _effort;

    /// <summary>Prepares the leg.</summary>
    /// <exception cref="VectorRefusedException">The vector does not fit the index.</exception>
    /// <exception cref="ArgumentException">The effort is out of range.</exception>
    public NearestLeg(SearchContext context, Query.Nearest query)
    {
        _context = context;
        _length = VectorCheck.LengthOf(query.Vector.Span, context.Space, "the query");
        if (query.Effort is < 1 or > MostEffort) throw new ArgumentException($"The effort {query.Effort} of a search for vectors must lie in 1..{MostEffort}.", nameof(query));
        _similarity = context.Space!.Similarity;
        _vector = query.Vector.ToArray();
        _effort = query.Effort;
        _search = new VectorSearch(_similarity, _vector, _length);
    }

    public override IReadOnlyList<Found> Best(IReadOnlyList<Bitset?> allowed, int limit)
    {
        var best = new BestHits(_context.Segments, limit);
        for (var segment = 0; segment < _context.Segments.Count; segment++)
        {
            _context.CancellationToken.ThrowIfCancellationRequested();
            _search.Best(segment, _context.Segments[segment].Reader.Vectors, allowed[segment], limit, _effort, best, _context.CancellationToken);
        }

        return best.Take();
    }

    public override void ScoreAt(int segment, ReadOnlySpan<int> entries, Span<float> scores, Span<bool> matched)
    {
        var vectors = _context.Segments[segment].Reader.Vectors;
        for (var i = 0; i < entries.Length; i++)
        {
            if (vectors.RowOf(entries[i]) is not { } row) continue;
            scores[i] += _search.Score(vectors.Row(row), vectors.NormOf(row));
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
        var score = _search.Score(vector, length);
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
}
