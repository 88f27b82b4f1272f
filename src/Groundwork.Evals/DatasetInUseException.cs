namespace Groundwork.Evals;

/// <summary>A dataset cannot be deleted because runs were made with it.</summary>
/// <param name="dataset">Name of the dataset.</param>
/// <param name="runs">Ids of the runs.</param>
public sealed class DatasetInUseException(string dataset, IReadOnlyList<string> runs)
    : Exception(FormattableString.Invariant($"The dataset \"{dataset}\" has {runs?.Count ?? 0} runs, like {string.Join(", ", (runs ?? []).Take(3))}. Delete them first, or force the deletion: then they go with it."))
{
    /// <summary>Ids of the runs.</summary>
    public IReadOnlyList<string> Runs { get; } = runs ?? [];
}
