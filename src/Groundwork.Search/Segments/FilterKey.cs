namespace Groundwork.Search.Segments;

/// <summary>A filter that is compared by what it says, not by which lists it was made of. Comparing allocates nothing.</summary>
internal readonly struct FilterKey : IEquatable<FilterKey>
{
    private const int MostDepth = 64;
    private readonly int _hash;

    private FilterKey(Filter filter, int hash) => (Filter, _hash) = (filter, hash);

    public Filter Filter { get; }

    /// <summary>Rough bytes a copy of the filter takes.</summary>
    public long Bytes => BytesOf(Filter);

    /// <summary>The key of a filter.</summary>
    /// <exception cref="ArgumentException">A part is null, or the filter is nested too deep.</exception>
    public static FilterKey Of(Filter filter) => new(filter, HashOf(filter, 0));

    /// <summary>A key that nobody else can change, because it has lists of its own.</summary>
    public FilterKey Frozen() => new(Freeze(Filter), _hash);

    public bool Equals(FilterKey other) => _hash == other._hash && AreEqual(Filter, other.Filter);

    public override bool Equals(object? obj) => obj is FilterKey other && Equals(other);

    public override int GetHashCode() => _hash;

    private static int HashOf(Filter filter, int depth)
    {
        if (depth > MostDepth) throw new ArgumentException($"A filter may be nested {MostDepth} deep, not deeper.", nameof(filter));
        var hash = default(HashCode);
        switch (filter)
        {
            case Filter.All { Parts: not null } all:
                hash.Add(1);
                AddParts(ref hash, all.Parts, depth);
                break;
            case Filter.Any { Parts: not null } any:
                hash.Add(2);
                AddParts(ref hash, any.Parts, depth);
                break;
            case Filter.Not { Part: not null } not:
                hash.Add(3);
                hash.Add(HashOf(not.Part, depth + 1));
                break;
            case Filter.AnyOf { Field: not null, Values: not null } anyOf:
                hash.Add(anyOf.Field, StringComparer.Ordinal);
                for (var i = 0; i < anyOf.Values.Count; i++)
                    hash.Add(anyOf.Values[i] ?? throw new ArgumentException($"A value for \"{anyOf.Field}\" is null.", nameof(filter)), StringComparer.Ordinal);
                break;
            case Filter.Is { Field: not null, Value: not null } or Filter.IsFlag { Field: not null } or Filter.Between { Field: not null }
                or Filter.During { Field: not null } or Filter.Has { Field: not null }:
                return filter.GetHashCode();
            default:
                throw new ArgumentException("A part of the filter is null.", nameof(filter));
        }

        return hash.ToHashCode();
    }

    private static void AddParts(ref HashCode hash, IReadOnlyList<Filter> parts, int depth)
    {
        for (var i = 0; i < parts.Count; i++) hash.Add(HashOf(parts[i], depth + 1));
    }

    private static bool AreEqual(Filter left, Filter right) => ReferenceEquals(left, right) || (left, right) switch
    {
        (Filter.All a, Filter.All b) => AreEqual(a.Parts, b.Parts),
        (Filter.Any a, Filter.Any b) => AreEqual(a.Parts, b.Parts),
        (Filter.Not a, Filter.Not b) => AreEqual(a.Part, b.Part),
        (Filter.AnyOf a, Filter.AnyOf b) => string.Equals(a.Field, b.Field, StringComparison.Ordinal) && AreEqual(a.Values, b.Values),
        _ => left.Equals(right),
    };

    private static bool AreEqual(IReadOnlyList<Filter> left, IReadOnlyList<Filter> right)
    {
        if (left.Count != right.Count) return false;
        for (var i = 0; i < left.Count; i++)
            if (!AreEqual(left[i], right[i]))
                return false;
        return true;
    }

    private static bool AreEqual(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        if (ReferenceEquals(left, right)) return true;
        if (left.Count != right.Count) return false;
        for (var i = 0; i < left.Count; i++)
            if (!string.Equals(left[i], right[i], StringComparison.Ordinal))
                return false;
        return true;
    }

    private static Filter Freeze(Filter filter) => filter switch
    {
        Filter.All all => new Filter.All([.. all.Parts.Select(Freeze)]),
        Filter.Any any => new Filter.Any([.. any.Parts.Select(Freeze)]),
        Filter.Not not => new Filter.Not(Freeze(not.Part)),
        Filter.AnyOf anyOf => new Filter.AnyOf(anyOf.Field, [.. anyOf.Values]),
        _ => filter,
    };

    private static long BytesOf(Filter filter) => 64 + filter switch
    {
        Filter.All all => all.Parts.Sum(BytesOf),
        Filter.Any any => any.Parts.Sum(BytesOf),
        Filter.Not not => BytesOf(not.Part),
        Filter.AnyOf anyOf => anyOf.Values.Sum(v => 32 + (2L * v.Length)),
        Filter.Is test => 2L * test.Value.Length,
        _ => 0,
    };
}
