namespace Groundwork.Evals;

/// <summary>What saving a dataset did.</summary>
/// <param name="Version">The version that now holds the items.</param>
/// <param name="IsNew">False when the latest version held exactly these items already, and nothing was written.</param>
public sealed record DatasetSaved(DatasetVersion Version, bool IsNew);
