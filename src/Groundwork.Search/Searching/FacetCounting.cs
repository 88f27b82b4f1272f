using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>Counts values over the matching entries of all segments.</summary>
/// <param name="context">The search.</param>
/// <param name="matched">By segment: the entries that match, or null for all.</param>
internal sealed class FacetCounting(SearchContext context, IReadOnlyList<Bitset?> matched)
{
    public const int MostBuckets = 1000;

    public FacetCounts Run(IReadOnlyList<FacetField> fields)
    {
        var entries = 0L;
        for (var i = 0; i < matched.Count; i++) entries += matched[i]?.Count() ?? context.Segments[i].Reader.EntryCount;
        var facets = new List<Facet>();
        foreach (var field in fields)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (Keywords(field) is { } keywords) facets.Add(keywords);
            if (Flags(field) is { } flags) facets.Add(flags);
            if (Range(ColumnKind.Numbers, field.Name) is { } numbers)
            {
                var (least, most) = (OrderedBits.ToDouble(numbers.Least), OrderedBits.ToDouble(numbers.Most));
                var buckets = Buckets(ColumnKind.Numbers, field, i => OrderedBits.Of(Edge(least, most, i, field.Buckets)), numbers.Most, OrderedBits.ToDouble);
                facets.Add(new Facet.Numbers(field.Name, numbers.Count, least, most, buckets));
            }

            if (Range(ColumnKind.Dates, field.Name) is { } dates)
            {
                var buckets = Buckets(ColumnKind.Dates, field, i => dates.Least + (long)((Int128)(dates.Most - dates.Least) * i / field.Buckets), dates.Most, Moment);
                facets.Add(new Facet.Dates(field.Name, dates.Count, Moment(dates.Least), Moment(dates.Most), buckets));
            }
        }

        return new FacetCounts(entries, facets);

        static DateTimeOffset Moment(long ticks) => new(ticks, TimeSpan.Zero);
    }

    private static double Edge(double least, double most, int bucket, int buckets)
    {
        var edge = least + ((most - least) * bucket / buckets);
        return double.IsFinite(edge) ? edge : double.Lerp(least, most, (double)bucket / buckets);
    }

    private Facet.Keywords? Keywords(FacetField field)
    {
        var sources = Counted(ColumnKind.Keywords, field.Name);
        var holders = sources.Sum(s => (long)s.Holders);
        if (holders == 0) return null;
        sources.RemoveAll(s => !s.MoveNext());

        // The least frequent of the best is on top; of equal counts the value that comes last, since values come in order.
        var best = new PriorityQueue<FacetValue, (long Count, long Falling)>();
        var different = 0L;
        while (sources.Count > 0)
        {
            if ((different & 0xFFF) == 0) context.CancellationToken.ThrowIfCancellationRequested();
            var least = sources[0];
            for (var i = 1; i < sources.Count; i++)
                if (sources[i].Value.SequenceCompareTo(least.Value) < 0)
                    least = sources[i];
            var total = 0L;
            foreach (var source in sources)
                if (source.Value.SequenceEqual(least.Value))
                    total += source.Count;
            var full = best.Count == field.Limit;
            if (!full || (best.TryPeek(out var last, out _) && total > last.Count))
            {
                var value = new FacetValue(Utf8.GetString(least.Value), total);
                if (full) best.DequeueEnqueue(value, (total, -different));
                else best.Enqueue(value, (total, -different));
            }

            different++;
            MoveOn(sources, least);
        }

        var values = new FacetValue[best.Count];
        for (var i = values.Length - 1; i >= 0; i--) values[i] = best.Dequeue();
        return new Facet.Keywords(field.Name, holders, values, different);
    }

    private static void MoveOn(List<CountedValues> sources, CountedValues least)
    {
        for (var i = sources.Count - 1; i >= 0; i--)
            if (!ReferenceEquals(sources[i], least) && sources[i].Value.SequenceEqual(least.Value) && !sources[i].MoveNext())
                sources.RemoveAt(i);
        if (!least.MoveNext()) sources.Remove(least);
    }

    private Facet.Flags? Flags(FacetField field)
    {
        var (holders, yes) = (0L, 0L);
        foreach (var source in Counted(ColumnKind.Flags, field.Name))
        {
            holders += source.Holders;
            while (source.MoveNext())
                if (source.Value.SequenceEqual("true"u8))
                    yes += source.Count;
        }

        return holders == 0 ? null : new Facet.Flags(field.Name, holders, yes);
    }

    private List<CountedValues> Counted(ColumnKind kind, string field)
    {
        var counted = new List<CountedValues>();
        for (var i = 0; i < matched.Count; i++)
            if (context.Segments[i].Reader.Columns.Texts(kind, field) is { } column)
                counted.Add(new CountedValues(column, matched[i]));
        return counted;
    }

    private (long Count, long Least, long Most)? Range(ColumnKind kind, string field)
    {
        var all = (Count: 0L, Least: long.MaxValue, Most: long.MinValue);
        for (var i = 0; i < matched.Count; i++)
        {
            if (context.Segments[i].Reader.Columns.Values(kind, field) is not { } column) continue;
            var (count, least, most) = column.Among(matched[i], 0, column.Count);
            if (count == 0) continue;
            var (lowest, highest) = kind == ColumnKind.Dates ? (0, DateTime.MaxValue.Ticks) : (OrderedBits.Of(double.MinValue), OrderedBits.Of(double.MaxValue));
            if (least < lowest || most > highest) Damage.Throw(column.File, $"the column \"{field}\" holds a value that is no {(kind == ColumnKind.Dates ? "date" : "finite number")}");
            all = (all.Count + count, Math.Min(all.Least, least), Math.Max(all.Most, most));
        }

        return all.Count == 0 ? null : all;
    }

    /// <param name="kind">Kind of column.</param>
    /// <param name="field">The field.</param>
    /// <param name="edge">Where a bucket starts; the one after the last ends the last.</param>
    /// <param name="most">The highest value; it belongs to the last bucket.</param>
    /// <param name="show">An edge as it is reported.</param>
    private FacetBucket<T>[] Buckets<T>(ColumnKind kind, FacetField field, Func<int, long> edge, long most, Func<long, T> show)
    {
        var buckets = new FacetBucket<T>[field.Buckets];
        for (var b = 0; b < buckets.Length; b++)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var isLast = b == buckets.Length - 1;
            var (from, to) = (edge(b), isLast ? most : edge(b + 1));
            var count = 0L;
            for (var i = 0; i < matched.Count; i++)
            {
                if (context.Segments[i].Reader.Columns.Values(kind, field.Name) is not { } column) continue;
                var (first, end) = isLast ? column.Range(from, most) : from == to ? (0, 0) : column.Range(from, to - 1);
                count += column.Among(matched[i], first, end).Count;
            }

            buckets[b] = new FacetBucket<T>(show(from), show(to), count);
        }

        return buckets;
    }
}
