namespace Groundwork.UseCases;

/// <summary>Keeps a run as what later runs are compared with.</summary>
/// <param name="Name">Name of the baseline, like <c>main</c>: 1..64 of <c>a-z 0-9 . _ -</c>.</param>
public sealed record PinBaselineRequest(string Name);
