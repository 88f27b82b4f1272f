namespace Groundwork.Search;

/// <summary>Counts of one field, exact, over the entries that match. A closed set by kind of value.</summary>
/// <param name="Field">The field.</param>
/// <param name="Entries">Matching entries that hold a value of this kind in it.</param>
public abstract record Facet(string Field, long Entries)
{
    /// <summary>Counts of keywords.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Entries">Matching entries that hold any.</param>
    /// <param name="Values">The most frequent ones, by falling count, equal counts in the order of the values' bytes.</param>
    /// <param name="Different">How many different values there are, reported or not.</param>
    public sealed record Keywords(string Field, long Entries, IReadOnlyList<FacetValue> Values, long Different) : Facet(Field, Entries);

    /// <summary>Counts of yes and no.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Entries">Matching entries that hold either.</param>
    /// <param name="True">Those with yes.</param>
    public sealed record Flags(string Field, long Entries, long True) : Facet(Field, Entries);

    /// <summary>The range of numbers.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Entries">Matching entries that hold one.</param>
    /// <param name="Least">The lowest.</param>
    /// <param name="Most">The highest.</param>
    /// <param name="Buckets">Parts of equal width from the lowest to the highest, when asked for.</param>
    public sealed record Numbers(string Field, long Entries, double Least, double Most, IReadOnlyList<FacetBucket<double>> Buckets) : Facet(Field, Entries);

    /// <summary>The range of dates.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Entries">Matching entries that hold one.</param>
    /// <param name="Least">The earliest, UTC.</param>
    /// <param name="Most">The latest, UTC.</param>
    /// <param name="Buckets">Parts of equal width from the earliest to the latest, when asked for.</param>
    public sealed record Dates(string Field, long Entries, DateTimeOffset Least, DateTimeOffset Most, IReadOnlyList<FacetBucket<DateTimeOffset>> Buckets) : Facet(Field, Entries);
}
