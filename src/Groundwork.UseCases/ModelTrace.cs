namespace Groundwork.UseCases;

/// <summary>What happened to a request on its way to a model.</summary>
/// <param name="Route">The route.</param>
/// <param name="Target">Who answered.</param>
/// <param name="Failed">Attempts that failed before, in order.</param>
/// <param name="Replay"><c>exact</c>, <c>shared</c> or <c>semantic</c> for an answer out of the cache; null for a fresh one.</param>
/// <param name="DroppedTurns">Turns that were left out because the request was too long.</param>
public sealed record ModelTrace(string Route, string Target, IReadOnlyList<ModelTraceFailure> Failed, string? Replay, int DroppedTurns);

/// <summary>An attempt that brought no answer.</summary>
/// <param name="Target">Who was asked.</param>
/// <param name="Reason">What went wrong.</param>
public sealed record ModelTraceFailure(string Target, string Reason);
