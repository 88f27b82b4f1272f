namespace Groundwork.UseCases;

/// <summary>Asks what was used.</summary>
/// <param name="From">First day of UTC, like <c>2026-01-31</c>; null for six days before <paramref name="To"/>.</param>
/// <param name="To">Last day; null for today.</param>
/// <param name="By"><c>day</c>, <c>key</c>, <c>user</c>, <c>route</c>, <c>target</c> or <c>model</c>.</param>
public sealed record UsageRequest(string? From = null, string? To = null, string By = "day");
