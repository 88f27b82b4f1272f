namespace Groundwork.Search;

/// <summary>Which entries may be hits. A closed set; an entry without the field matches no test on it.</summary>
public abstract record Filter
{
    private Filter() { }

    /// <summary>The keyword field holds this exact string.</summary>
    public sealed record Is(string Field, string Value) : Filter;

    /// <summary>The keyword field holds at least one of these exact strings; an empty list matches nothing. Made for permission labels.</summary>
    public sealed record AnyOf(string Field, IReadOnlyList<string> Values) : Filter;

    /// <summary>The flag field holds this value.</summary>
    public sealed record IsFlag(string Field, bool Value) : Filter;

    /// <summary>The number lies in From..To, both inclusive; null leaves a side open.</summary>
    public sealed record Between(string Field, double? From, double? To) : Filter;

    /// <summary>The date lies in From..To, both inclusive; null leaves a side open.</summary>
    public sealed record During(string Field, DateTimeOffset? From, DateTimeOffset? To) : Filter;

    /// <summary>The entry holds a value in this field, of whatever kind.</summary>
    public sealed record Has(string Field) : Filter;

    /// <summary>Every part matches; an empty list matches everything.</summary>
    public sealed record All(IReadOnlyList<Filter> Parts) : Filter;

    /// <summary>At least one part matches; an empty list matches nothing.</summary>
    public sealed record Any(IReadOnlyList<Filter> Parts) : Filter;

    /// <summary>The part does not match.</summary>
    public sealed record Not(Filter Part) : Filter;
}
