using System.Numerics;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>One term, scored straight from its postings.</summary>
internal sealed class PlainTerm : QueryTerm
{
    private readonly SearchContext _context;
    private readonly string _term;
    private readonly byte[] _bytes;

    public PlainTerm(SearchContext context, string term)
    {
        (_context, _term, _bytes) = (context, term, Bytes.Utf8.GetBytes(term));
        foreach (var segment in context.Segments)
            if (segment.Reader.Dictionary.TryFind(_bytes, out var found))
                DocumentFrequency += found.DocumentFrequency;
    }

    public override string Label => $"term \"{_term}\"";

    public override long DocumentFrequency { get; }

    public override void Score(int segment, EntryScores scores)
    {
        var reader = _context.Segments[segment].Reader;
        if (!reader.Dictionary.TryFind(_bytes, out var term)) return;
        var weighting = _context.Weighting;
        var idf = Weight * weighting.Idf(DocumentFrequency);
        var lengths = _context.Lengths(segment);
        Span<int> frequencies = stackalloc int[weighting.Fields.Count];
        var cursor = new PostingsCursor(term, reader.EntryCount, frequencies);
        for (var steps = 1; cursor.MoveNext(); steps++)
        {
            if ((steps & 0xFFF) == 0) _context.CancellationToken.ThrowIfCancellationRequested();
            var frequency = 0f;
            for (var rest = cursor.Mask; rest != 0; rest &= rest - 1)
            {
                var field = BitOperations.TrailingZeroCount(rest);
                frequency += weighting.Frequency(field, frequencies[field], Math.Max(1, lengths[field][cursor.Entry]));
            }

            scores.Add(cursor.Entry, idf * weighting.Saturate(frequency));
        }
    }

    public override int[] FrequenciesIn(int segment, int entry)
    {
        var reader = _context.Segments[segment].Reader;
        var found = new int[_context.Weighting.Fields.Count];
        if (!reader.Dictionary.TryFind(_bytes, out var term)) return found;
        Span<int> frequencies = stackalloc int[found.Length];
        var cursor = new PostingsCursor(term, reader.EntryCount, frequencies);
        while (cursor.MoveNext() && cursor.Entry <= entry)
        {
            if (cursor.Entry != entry) continue;
            for (var rest = cursor.Mask; rest != 0; rest &= rest - 1)
            {
                var field = BitOperations.TrailingZeroCount(rest);
                found[field] = frequencies[field];
            }

            break;
        }

        return found;
    }
}
