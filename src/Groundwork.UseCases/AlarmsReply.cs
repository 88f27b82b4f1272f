namespace Groundwork.UseCases;

/// <summary>What a check found.</summary>
/// <param name="Drift">What was measured.</param>
/// <param name="Sent">Alarms that were sent.</param>
/// <param name="Cleared">Names of alarms that no longer hold.</param>
public sealed record AlarmsReply(DriftReply Drift, IReadOnlyList<AlarmReply> Sent, IReadOnlyList<string> Cleared);
