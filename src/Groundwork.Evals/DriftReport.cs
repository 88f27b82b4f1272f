namespace Groundwork.Evals;

/// <summary>What changed between two windows. The same windows and options give the same report.</summary>
/// <param name="Reference">Name of the window that is compared with.</param>
/// <param name="Current">Name of the window that is looked at.</param>
/// <param name="ReferenceItems">Items of the reference.</param>
/// <param name="CurrentItems">Items of the current window.</param>
/// <param name="Features">One for each feature, by name, the inputs last.</param>
/// <param name="NewInputs">Inputs that are most typical of the current window and not of the reference, most typical first and different from each other; they are worth a look also without an alarm.</param>
public sealed record DriftReport(
    string Reference, string Current, int ReferenceItems, int CurrentItems, IReadOnlyList<DriftFeature> Features, IReadOnlyList<DriftExample> NewInputs)
{
    /// <summary>True when any feature drifted.</summary>
    public bool HasDrifted => Features.Any(f => f.Verdict == DriftVerdict.Drifted);

    /// <summary>Things a reader must know, like windows that are too small or were thinned out.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}
