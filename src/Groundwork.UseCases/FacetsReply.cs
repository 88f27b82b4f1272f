using System.Globalization;
using System.Text.Json.Serialization;
using Groundwork.Search;

namespace Groundwork.UseCases;

/// <summary>What was counted over everything that matches.</summary>
/// <param name="Passages">Passages that match words and filters.</param>
/// <param name="Fields">The fields asked for, in order; a field of several kinds stands there once for each, one that no passage has is missing.</param>
public sealed record FacetsReply(long Passages, IReadOnlyList<FacetFieldReply> Fields)
{
    /// <param name="counts">What was counted.</param>
    /// <param name="names">The fields as they were asked for, in the order of <paramref name="counts"/>.</param>
    internal static FacetsReply? Of(FacetCounts? counts, IReadOnlyDictionary<string, string> names) =>
        counts is null ? null : new FacetsReply(counts.Entries, [.. counts.Facets.Select(f => Of(f, names[f.Field]))]);

    private static FacetFieldReply Of(Facet facet, string name) => facet switch
    {
        Facet.Keywords keywords => new(name, facet.Entries, [.. keywords.Values.Select(v => new FacetValueReply(v.Value, v.Count))], keywords.Different),
        Facet.Flags flags => new(name, facet.Entries, [.. Yes(flags).Where(v => v.Passages > 0).OrderByDescending(v => v.Passages)]),
        Facet.Numbers numbers => new(name, facet.Entries, Least: Text(numbers.Least), Most: Text(numbers.Most)),
        Facet.Dates dates => new(name, facet.Entries, Least: Text(dates.Least), Most: Text(dates.Most)),
        _ => throw new ArgumentOutOfRangeException(nameof(facet), facet, "An unknown kind of facet."),
    };

    private static FacetValueReply[] Yes(Facet.Flags flags) => [new("true", flags.True), new("false", flags.Entries - flags.True)];

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}

/// <summary>Counts of one field.</summary>
/// <param name="Field">The field, as filters name it.</param>
/// <param name="Passages">Matching passages that have it.</param>
/// <param name="Values">Its most frequent values; missing for numbers and dates.</param>
/// <param name="Different">How many values there are, listed or not; for texts.</param>
/// <param name="Least">Its lowest number or earliest date.</param>
/// <param name="Most">Its highest number or latest date.</param>
public sealed record FacetFieldReply(
    string Field,
    long Passages,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FacetValueReply>? Values = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Different = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Least = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Most = null);

/// <summary>A value and how many passages have it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Passages">Matching passages.</param>
public sealed record FacetValueReply(string Value, long Passages);
