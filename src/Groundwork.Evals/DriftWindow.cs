namespace Groundwork.Evals;

/// <summary>What was asked during some time.</summary>
/// <param name="Name">For people, like <c>last 30 days</c>.</param>
/// <param name="Items">Oldest first: the windows of a reference are cut along this order.</param>
public sealed record DriftWindow(string Name, IReadOnlyList<DriftItem> Items);
