namespace Groundwork.Evals;

/// <summary>One feature in two windows.</summary>
/// <param name="Name">Name of the number or category; <c>inputs</c> for the texts themselves.</param>
/// <param name="Verdict">What may be said.</param>
/// <param name="Distances">How far the windows are apart; empty with too few items.</param>
/// <param name="Chance">How likely windows this far apart are when nothing changed, from permutations of both windows together; 1 with too few items.</param>
public sealed record DriftFeature(string Name, DriftVerdict Verdict, IReadOnlyList<DriftDistance> Distances, double Chance)
{
    /// <summary>The chance after Holm's correction over all features.</summary>
    public double Corrected { get; init; } = 1;

    /// <summary>What changed, for people: means before and after, or the categories that moved most; empty with too few items.</summary>
    public string Change { get; init; } = "";
}
