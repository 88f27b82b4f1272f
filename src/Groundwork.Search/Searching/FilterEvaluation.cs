using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>Which entries of a segment pass a filter.</summary>
internal static class FilterEvaluation
{
    /// <summary>By segment: the live entries that pass, or null where all do. The sets are shared and must not be changed.</summary>
    /// <exception cref="ArgumentException">A part of the filter is null, or it is nested too deep.</exception>
    public static IReadOnlyList<Bitset?> Run(SearchContext context, IReadOnlyList<string> textFields, Filter? filter)
    {
        var allowed = new Bitset?[context.Segments.Count];
        if (filter is null)
        {
            for (var i = 0; i < allowed.Length; i++) allowed[i] = context.Segments[i].Live;
            return allowed;
        }

        var key = FilterKey.Of(filter);
        for (var i = 0; i < allowed.Length; i++)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            allowed[i] = Known(context.Segments[i].Reader, textFields, key).Alive(context.Segments[i].Live);
        }

        return allowed;
    }

    private static CachedFilter Known(SegmentReader segment, IReadOnlyList<string> textFields, FilterKey key) =>
        segment.Filters.Find(key) ?? segment.Filters.Keep(key, Evaluate(segment, textFields, key.Filter));

    /// <summary>A set of the caller's own.</summary>
    private static Bitset Part(SegmentReader segment, IReadOnlyList<string> textFields, Filter filter) =>
        // Rights and ranges come back in other company; what is one list or nested is as fast without being kept.
        filter is Filter.AnyOf or Filter.Between or Filter.During or Filter.Has
            ? Known(segment, textFields, FilterKey.Of(filter)).Passing.Copy()
            : Evaluate(segment, textFields, filter);

    private static Bitset Evaluate(SegmentReader segment, IReadOnlyList<string> textFields, Filter filter)
    {
        var set = new Bitset(segment.EntryCount);
        switch (filter)
        {
            case Filter.Is test:
                AddKeyword(segment, test.Field, test.Value, set);
                return set;
            case Filter.AnyOf test:
                foreach (var value in test.Values) AddKeyword(segment, test.Field, value, set);
                return set;
            case Filter.IsFlag test:
                segment.Columns.Texts(ColumnKind.Flags, test.Field)?.AddTo(set, test.Value ? "true"u8 : "false"u8);
                return set;
            case Filter.Between test:
                if (double.IsNaN(test.From ?? 0) || double.IsNaN(test.To ?? 0)) return set;
                AddRange(segment.Columns.Values(ColumnKind.Numbers, test.Field), OrderedBits.Of(test.From ?? double.NegativeInfinity), OrderedBits.Of(test.To ?? double.PositiveInfinity), set);
                return set;
            case Filter.During test:
                AddRange(segment.Columns.Values(ColumnKind.Dates, test.Field), test.From?.UtcTicks ?? long.MinValue, test.To?.UtcTicks ?? long.MaxValue, set);
                return set;
            case Filter.Has test:
                AddHolders(segment, textFields, test.Field, set);
                return set;
            case Filter.All all:
                if (all.Parts.Count > 0) set = Part(segment, textFields, all.Parts[0]);
                else set.Invert();
                foreach (var part in all.Parts.Skip(1)) set.And(Part(segment, textFields, part));
                return set;
            case Filter.Any any:
                foreach (var part in any.Parts) set.Or(Part(segment, textFields, part));
                return set;
            case Filter.Not not:
                set = Part(segment, textFields, not.Part);
                set.Invert();
                return set;
            default:
                throw new ArgumentException($"A filter of the unknown kind {filter.GetType().Name} was given.", nameof(filter));
        }
    }

    private static void AddKeyword(SegmentReader segment, string field, string value, Bitset set)
    {
        if (segment.Columns.Texts(ColumnKind.Keywords, field) is { } column && Utf8.TryGetBytes(value) is { } bytes) column.AddTo(set, bytes);
    }

    private static void AddRange(ValueColumn? column, long least, long most, Bitset set)
    {
        if (column is null) return;
        var (from, to) = column.Range(least, most);
        column.AddTo(set, from, to);
    }

    private static void AddHolders(SegmentReader segment, IReadOnlyList<string> textFields, string field, Bitset set)
    {
        segment.Columns.Texts(ColumnKind.Keywords, field)?.AddAllTo(set);
        segment.Columns.Texts(ColumnKind.Flags, field)?.AddAllTo(set);
        AddRange(segment.Columns.Values(ColumnKind.Numbers, field), long.MinValue, long.MaxValue, set);
        AddRange(segment.Columns.Values(ColumnKind.Dates, field), long.MinValue, long.MaxValue, set);
        for (var i = 0; i < textFields.Count; i++)
            if (string.Equals(textFields[i], field, StringComparison.Ordinal))
                segment.AddHolders(i, set);
    }
}
