namespace Groundwork.Evals;

/// <summary>Two samples that ask much the same.</summary>
/// <param name="First">Id of the one that came first.</param>
/// <param name="Second">Id of the other one.</param>
/// <param name="Likeness">How much alike, 0..1.</param>
public sealed record NearDuplicate(string First, string Second, double Likeness);
