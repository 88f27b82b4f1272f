using System.Globalization;

namespace Groundwork.Evals.Gates;

/// <summary>Repeat rules as words: <c>mean</c>, <c>anyOf:5</c>, <c>allOf:5</c>.</summary>
internal static class RepeatNames
{
    public static string Of(RepeatRule rule) => rule switch
    {
        RepeatRule.AnyOf any => FormattableString.Invariant($"anyOf:{any.Tries}"),
        RepeatRule.AllOf all => FormattableString.Invariant($"allOf:{all.Tries}"),
        _ => "mean",
    };

    /// <summary>The rule; null for other words.</summary>
    public static RepeatRule? Read(string? words)
    {
        if (words is null or "mean") return RepeatRule.Mean;
        var parts = words.Split(':');
        if (parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var tries) || tries < 1) return null;
        return parts[0] switch { "anyOf" => new RepeatRule.AnyOf(tries), "allOf" => new RepeatRule.AllOf(tries), _ => null };
    }
}
