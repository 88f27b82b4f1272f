using System.Numerics;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>Brings together the terms that different languages make of one query word.</summary>
internal static class TermGroup
{
    // Dropping stop words loses near-verbatim queries ("list all files"); full weight loses questions ("what does the … do"). A share keeps both.
    private const float StopWordWeight = 0.4f;

    /// <summary>
    /// One virtual term: its frequency in a field is the sum over the terms, at most the words of the field; its document
    /// frequency counts entries with any of them.
    /// </summary>
    public static QueryTerm Gather(SearchContext context, QueryWord word)
    {
        var (terms, weight) = (word.Terms, word.IsStopWord ? StopWordWeight : 1f);
        if (terms.Count == 1) return new PlainTerm(context, terms[0]) { Weight = weight };
        var present = terms.Where(t => IsPresent(context, t)).ToList();
        if (present.Count == 1) return new PlainTerm(context, present[0]) { Weight = weight };
        var occurrences = new ulong[context.Segments.Count][];
        for (var i = 0; i < occurrences.Length; i++) occurrences[i] = Sum(context, i, present);
        return new GatheredTerm(context, $"term {string.Join('|', terms.Select(t => $"\"{t}\""))}", occurrences) { Weight = weight };
    }

    private static bool IsPresent(SearchContext context, string term)
    {
        var bytes = Bytes.Utf8.GetBytes(term);
        return context.Segments.Any(s => s.Reader.Dictionary.TryFind(bytes, out _));
    }

    private static ulong[] Sum(SearchContext context, int segment, List<string> terms)
    {
        var reader = context.Segments[segment].Reader;
        var lengths = context.Lengths(segment);
        var all = new List<ulong>();
        Span<int> frequencies = stackalloc int[lengths.Length];
        foreach (var text in terms)
        {
            if (!reader.Dictionary.TryFind(Bytes.Utf8.GetBytes(text), out var term)) continue;
            var cursor = new PostingsCursor(term, reader.EntryCount, frequencies);
            while (cursor.MoveNext())
            {
                if ((all.Count & 0xFFF) == 0) context.CancellationToken.ThrowIfCancellationRequested();
                for (var rest = cursor.Mask; rest != 0; rest &= rest - 1)
                {
                    var field = BitOperations.TrailingZeroCount(rest);
                    all.Add(Gathered.Pack(cursor.Entry, field, frequencies[field]));
                }
            }
        }

        all.Sort();
        var sums = new List<ulong>(all.Count);
        for (var i = 0; i < all.Count;)
        {
            var (entry, field) = (Gathered.Entry(all[i]), Gathered.Field(all[i]));
            var sum = 0L;
            for (; i < all.Count && Gathered.Entry(all[i]) == entry && Gathered.Field(all[i]) == field; i++) sum += Gathered.Frequency(all[i]);
            sums.Add(Gathered.Pack(entry, field, (int)Math.Min(sum, Math.Max(1, lengths[field][entry] - 1))));
        }

        return [.. sums];
    }
}
