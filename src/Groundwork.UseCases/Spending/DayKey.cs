namespace Groundwork.UseCases.Spending;

/// <summary>What is added up for a day: everything that a report can be broken down by. Empty texts stand for none.</summary>
internal sealed record DayKey(
    string Day, string Key, string User, string Tenant, string Route, string Target, string Model, string Use, string Source, string Failure, string Replay, bool IsAborted);
