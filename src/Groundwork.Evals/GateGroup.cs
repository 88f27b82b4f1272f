namespace Groundwork.Evals;

/// <summary>What a rule demands of the samples that share a tag.</summary>
/// <param name="Tag">Name of the tag.</param>
/// <param name="Value">Its value; null for every value the run has.</param>
public sealed record GateGroup(string Tag, string? Value)
{
    /// <inheritdoc cref="GateRule.NoWorseBy"/>
    public double? NoWorseBy { get; init; }

    /// <inheritdoc cref="GateRule.AtLeast"/>
    public double? AtLeast { get; init; }

    /// <inheritdoc cref="GateRule.AtMost"/>
    public double? AtMost { get; init; }
}
