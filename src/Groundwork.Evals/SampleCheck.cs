namespace Groundwork.Evals;

/// <summary>A check of one sample's output.</summary>
/// <param name="Kind">What is checked, like <c>contains</c>, <c>regex</c> or <c>json-schema</c>.</param>
/// <param name="Value">What it is compared with; empty where the kind needs nothing.</param>
public sealed record SampleCheck(string Kind, string Value)
{
    /// <summary>True when the check must not hold.</summary>
    public bool IsNegated { get; init; }

    /// <summary>Weight among the checks of its sample, above 0. Default 1.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Least value at which a graded check holds; null for the kind's own.</summary>
    public double? Threshold { get; init; }
}
