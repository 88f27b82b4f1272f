using System.Numerics;
using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>Finds where the terms of a phrase stand at their distances within one field.</summary>
internal static class PhraseSearch
{
    private const int PositionBits = 26;
    private const int FieldBits = 5;

    /// <summary>The phrase as one virtual term. Several phrases are different languages' readings of the same text.</summary>
    public static QueryTerm Gather(SearchContext context, string text, IReadOnlyList<IReadOnlyList<(string Term, int Offset)>> readings, float weight = 1f)
    {
        var occurrences = new ulong[context.Segments.Count][];
        for (var i = 0; i < occurrences.Length; i++)
        {
            var starts = new SortedSet<ulong>();
            foreach (var reading in readings) starts.UnionWith(Starts(context, context.Segments[i].Reader, reading));
            occurrences[i] = Count(starts);
        }

        return new GatheredTerm(context, $"phrase \"{text}\"", occurrences) { Weight = weight };
    }

    /// <summary>Entry, field and position of the first word of each occurrence, packed and ascending.</summary>
    private static List<ulong> Starts(SearchContext context, SegmentReader segment, IReadOnlyList<(string Term, int Offset)> phrase)
    {
        var terms = new List<(byte[] Term, int Offset, int DocumentFrequency)>();
        foreach (var (text, offset) in phrase)
        {
            var bytes = Utf8.GetBytes(text);
            if (!segment.Dictionary.TryFind(bytes, out var found)) return [];
            terms.Add((bytes, offset, found.DocumentFrequency));
        }

        // The rarest term comes first: the others are looked at only in entries that are still candidates.
        List<ulong>? starts = null;
        foreach (var (bytes, offset, _) in terms.OrderBy(t => t.DocumentFrequency))
        {
            segment.Dictionary.TryFind(bytes, out var term);
            starts = Narrow(context, segment, term, offset, starts);
            if (starts.Count == 0) break;
        }

        return starts ?? [];
    }

    private static List<ulong> Narrow(SearchContext context, SegmentReader segment, TermPostings term, int offset, List<ulong>? starts)
    {
        var kept = new List<ulong>();
        Span<int> frequencies = stackalloc int[segment.Info.Fields.Count];
        var cursor = new PostingsCursor(term, segment.EntryCount, frequencies);
        var positions = new ByteReader(term.Positions, term.File);
        var at = 0;
        for (var steps = 1; cursor.MoveNext(); steps++)
        {
            if ((steps & 0xFFF) == 0) context.CancellationToken.ThrowIfCancellationRequested();
            for (var rest = cursor.Mask; rest != 0; rest &= rest - 1)
            {
                var field = BitOperations.TrailingZeroCount(rest);
                long position = 0;
                for (var i = 0; i < frequencies[field]; i++)
                {
                    position += positions.Int32(SegmentFormat.MostPositions);
                    if (position >= SegmentFormat.MostPositions) Damage.Throw(term.File, $"a word stands at position {position}");
                    if (position < offset) continue;
                    var start = Pack(cursor.Entry, field, (int)position - offset);
                    if (starts is null)
                    {
                        kept.Add(start);
                        continue;
                    }

                    while (at < starts.Count && starts[at] < start) at++;
                    if (at < starts.Count && starts[at] == start) kept.Add(start);
                }
            }

            if (starts is not null && at >= starts.Count) break;
        }

        return kept;
    }

    private static ulong[] Count(SortedSet<ulong> starts)
    {
        var counts = new List<ulong>();
        var (last, frequency) = (0UL, 0);
        foreach (var start in starts)
        {
            var holder = start >> PositionBits;
            if (frequency > 0 && holder != last)
            {
                counts.Add(Gathered.Pack((int)(last >> FieldBits), (int)last & ((1 << FieldBits) - 1), frequency));
                frequency = 0;
            }

            last = holder;
            frequency++;
        }

        if (frequency > 0) counts.Add(Gathered.Pack((int)(last >> FieldBits), (int)last & ((1 << FieldBits) - 1), frequency));
        return [.. counts];
    }

    private static ulong Pack(int entry, int field, int position) =>
        ((ulong)entry << (FieldBits + PositionBits)) | ((ulong)field << PositionBits) | (uint)position;
}
