namespace Groundwork.Evals;

/// <summary>How often which label met which.</summary>
/// <param name="Levels">Labels, ascending or as given.</param>
/// <param name="Counts">A row for each level of the first, in it a count for each level of the second.</param>
public sealed record ConfusionMatrix(IReadOnlyList<double> Levels, IReadOnlyList<IReadOnlyList<int>> Counts);
