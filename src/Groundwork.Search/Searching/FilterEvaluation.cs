using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>Which entries of a segment pass a filter.</summary>
internal static class FilterEvaluation
{
    private const int MostDepth = 64;

    /// <summary>By segment: the live entries that pass, or null where all do.</summary>
    public static IReadOnlyList<Bitset?> Run(SearchContext context, IReadOnlyList<string> textFields, Filter? filter)
    {
        var allowed = new Bitset?[context.Segments.Count];
        for (var i = 0; i < allowed.Length; i++)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var segment = context.Segments[i];
            if (filter is null)
            {
                allowed[i] = segment.Live;
                continue;
            }

            var passing = Evaluate(segment.Reader, textFields, filter, 0);
            if (segment.Live is not null) passing.And(segment.Live);
            allowed[i] = passing;
        }

        return allowed;
    }

    private static Bitset Evaluate(SegmentReader segment, IReadOnlyList<string> textFields, Filter filter, int depth)
    {
        if (depth > MostDepth) throw new ArgumentException($"A filter may be nested {MostDepth} deep, not deeper.", nameof(filter));
        var size = segment.EntryCount;
        var set = new Bitset(size);
        switch (filter)
        {
            case Filter.Is { Field: not null, Value: not null } test:
                segment.Columns.Find(ColumnKind.Keywords, test.Field, test.Value, entry => set.Add(entry));
                return set;
            case Filter.IsFlag { Field: not null } test:
                segment.Columns.Find(ColumnKind.Flags, test.Field, test.Value ? "true" : "false", entry => set.Add(entry));
                return set;
            case Filter.Between { Field: not null } test:
                segment.Columns.Scan(ColumnKind.Numbers, test.Field, (entry, bits) =>
                {
                    var value = BitConverter.Int64BitsToDouble(bits);
                    if (value >= (test.From ?? double.NegativeInfinity) && value <= (test.To ?? double.PositiveInfinity)) set.Add(entry);
                });
                return set;
            case Filter.During { Field: not null } test:
                segment.Columns.Scan(ColumnKind.Dates, test.Field, (entry, ticks) =>
                {
                    if (ticks >= (test.From?.UtcTicks ?? long.MinValue) && ticks <= (test.To?.UtcTicks ?? long.MaxValue)) set.Add(entry);
                });
                return set;
            case Filter.Has { Field: not null } test:
                segment.Columns.FindAny(test.Field, entry => set.Add(entry));
                AddTextHolders(segment, textFields, test.Field, set);
                return set;
            case Filter.All { Parts: not null } all:
                set = Bitset.Full(size);
                foreach (var part in all.Parts) set.And(Evaluate(segment, textFields, part, depth + 1));
                return set;
            case Filter.Any { Parts: not null } any:
                foreach (var part in any.Parts) set.Or(Evaluate(segment, textFields, part, depth + 1));
                return set;
            case Filter.Not { Part: not null } not:
                set = Evaluate(segment, textFields, not.Part, depth + 1);
                set.Invert();
                return set;
            default:
                throw new ArgumentException("A part of the filter is null.", nameof(filter));
        }
    }

    private static void AddTextHolders(SegmentReader segment, IReadOnlyList<string> textFields, string field, Bitset set)
    {
        for (var i = 0; i < textFields.Count; i++)
            if (string.Equals(textFields[i], field, StringComparison.Ordinal))
                segment.AddHolders(i, set);
    }
}
