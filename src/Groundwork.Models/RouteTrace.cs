using Microsoft.Extensions.AI;

namespace Groundwork.Models;

/// <summary>What happened to a request on its way: which targets were tried, which one answered, and whether it was a replay.</summary>
/// <param name="Route">The route.</param>
/// <param name="Target">Who answered.</param>
/// <param name="Failed">Attempts that failed before, in order.</param>
/// <param name="Replay">Where the answer was replayed from; null for a fresh one.</param>
public sealed record RouteTrace(string Route, string Target, IReadOnlyList<FailedAttempt> Failed, ReplayKind? Replay)
{
    /// <summary>Name in <c>AdditionalProperties</c> of a reply, or of the first update of a stream.</summary>
    public const string Key = "groundwork.trace";

    /// <summary>Turns that were left out because the request was too long; 0.</summary>
    public int DroppedTurns { get; init; }

    /// <summary>The trace of a reply; null where it has none.</summary>
    public static RouteTrace? Of(AdditionalPropertiesDictionary? properties) =>
        properties is not null && properties.TryGetValue(Key, out var value) ? value as RouteTrace : null;
}
