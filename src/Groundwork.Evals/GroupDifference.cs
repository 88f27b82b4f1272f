namespace Groundwork.Evals;

/// <summary>A difference for the samples that share a tag.</summary>
/// <param name="Tag">Name of the tag.</param>
/// <param name="Value">Its value.</param>
/// <param name="Difference">The difference; it has no groups of its own.</param>
public sealed record GroupDifference(string Tag, string Value, PairedDifference Difference);
