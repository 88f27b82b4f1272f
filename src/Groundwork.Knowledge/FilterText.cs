using System.Globalization;
using Groundwork.Search;

namespace Groundwork.Knowledge;

/// <summary>
/// Filters as people type them: <c>lang=en</c>, <c>type!=application/pdf</c>, <c>year&gt;=2020</c>, <c>published&lt;=2024-05-01</c>,
/// <c>draft=true</c>, <c>author</c> (has any value). A date without a time is the whole day, UTC. Built-in fields are document, path, lang and type; every other name is a value
/// that the source gave about itself.
/// </summary>
public static class FilterText
{
    private static readonly string[] Operators = ["!=", ">=", "<=", "="];

    /// <summary>Reads filters that must all hold.</summary>
    /// <returns>Null when there are none.</returns>
    /// <exception cref="FilterSyntaxException">A filter has no field name or an order on something without order.</exception>
    public static Filter? Parse(IReadOnlyList<string> filters)
    {
        ArgumentNullException.ThrowIfNull(filters);
        return filters.Count == 0 ? null : new Filter.All([.. filters.Select(ParseOne)]);
    }

    /// <summary>The field of the index that people mean by a name.</summary>
    public static string FieldOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var lower = name.Trim().ToLowerInvariant();
        return PassageFields.BuiltIn.Contains(lower, StringComparer.Ordinal) ? lower : PassageFields.Metadata + lower;
    }

    private static Filter ParseOne(string? text)
    {
        text ??= string.Empty;
        var (at, sign) = Operators.Select(o => (At: text.IndexOf(o, StringComparison.Ordinal), Sign: o)).Where(o => o.At >= 0).OrderBy(o => o.At).ThenByDescending(o => o.Sign.Length).FirstOrDefault((text.Length, string.Empty));
        var name = text[..at].Trim();
        var value = sign.Length == 0 ? string.Empty : text[(at + sign.Length)..].Trim();

        // A sign that is none of ours (year>2020, lang==en) must not turn into a name or value that nothing has.
        if (name.Length == 0 || name.AsSpan().ContainsAny('<', '>', '!') || (sign.Length > 0 && (value.Length == 0 || value[0] is '=' or '<' or '>')))
            throw new FilterSyntaxException($"The filter \"{text}\" is not understood. Write field=value, field!=value, field>=number, field<=2024-05-01, or a field name alone.");
        var field = FieldOf(name);
        return sign switch
        {
            "" => new Filter.Has(field),
            "=" => Equal(field, value),
            "!=" => new Filter.Not(Equal(field, value)),
            _ => Ordered(text, field, value, isFrom: sign[0] == '>'),
        };
    }

    // A value that looks like a number, a date or a yes may have been stored as any of these or as a word: each reading may match.
    private static Filter.Any Equal(string field, string value)
    {
        var readings = new List<Filter> { new Filter.Is(field, value) };
        if (Number(value) is { } number) readings.Add(new Filter.Between(field, number, number));
        if (Moment(value) is { } moment) readings.Add(new Filter.During(field, moment.From, moment.To));
        if (bool.TryParse(value, out var flag)) readings.Add(new Filter.IsFlag(field, flag));
        return new Filter.Any(readings);
    }

    private static Filter.Any Ordered(string text, string field, string value, bool isFrom)
    {
        var readings = new List<Filter>();
        if (Number(value) is { } number) readings.Add(new Filter.Between(field, isFrom ? number : null, isFrom ? null : number));
        if (Moment(value) is { } moment) readings.Add(new Filter.During(field, isFrom ? moment.From : null, isFrom ? null : moment.To));
        return readings.Count > 0
            ? new Filter.Any(readings)
            : throw new FilterSyntaxException($"In the filter \"{text}\", \"{value}\" is neither a number nor a date like 2024-05-01.");
    }

    private static double? Number(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    // A date without a time is the whole day, UTC.
    private static (DateTimeOffset From, DateTimeOffset To)? Moment(string value)
    {
        if (value.Length < 10 || !char.IsAsciiDigit(value[0])
            || !DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)) return null;
        return value.Length == 10 ? (moment, moment.AddTicks(TimeSpan.TicksPerDay - 1)) : (moment, moment);
    }
}
