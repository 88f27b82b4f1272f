namespace Groundwork.Evals;

/// <summary>How far two windows are apart by one measure.</summary>
/// <param name="Measure">
/// <c>population stability index</c>, <c>Jensen-Shannon distance</c> (0..1), <c>Kolmogorov-Smirnov</c> (0..1), <c>Wasserstein</c> (in standard deviations of the reference) or <c>classifier AUROC</c> (0.5 for the same).
/// </param>
/// <param name="Value">The distance of the current window from the reference.</param>
/// <param name="Threshold">Mean and three standard deviations of the distances of the reference's own windows from its rest.</param>
public sealed record DriftDistance(string Measure, double Value, double Threshold)
{
    /// <summary>True when the current window is further away than the reference's own windows are.</summary>
    public bool IsFar => Value > Threshold;
}
