namespace Groundwork.Evals.Gates;

/// <summary>A sample in a baseline file: one value for each metric, null where there is none; weights where one is not 1.</summary>
internal sealed record BaselineItem(string Id, IReadOnlyList<double?> Values)
{
    public IReadOnlyList<double>? Weights { get; init; }

    public string? Cluster { get; init; }
}
