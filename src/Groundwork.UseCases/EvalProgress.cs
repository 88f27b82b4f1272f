namespace Groundwork.UseCases;

/// <summary>How far an evaluation is.</summary>
/// <param name="Phase"><c>running</c>, <c>scoring</c> or <c>reporting</c>.</param>
/// <param name="Done">Observations or scores that are stored.</param>
/// <param name="Due">How many there will be.</param>
/// <param name="Failed">Observations that failed.</param>
/// <param name="Replayed">Observations taken from an earlier run.</param>
/// <param name="Dollars">Spent so far; null when no price is known.</param>
public sealed record EvalProgress(string Phase, long Done, long Due, int Failed = 0, int Replayed = 0, decimal? Dollars = null);
