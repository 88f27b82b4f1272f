namespace Groundwork.Models;

/// <summary>A named choice of models: who is asked, in which order, and what happens when one fails.</summary>
/// <param name="Name">What clients write as the model's name.</param>
/// <param name="Use">What it is asked for.</param>
/// <param name="Targets">At least one.</param>
public sealed record ModelRoute(string Name, ModelUse Use, IReadOnlyList<RouteTarget> Targets)
{
    /// <summary>Order of the targets; as listed.</summary>
    public RouteChoice Choice { get; init; } = RouteChoice.Ordered;

    /// <summary>Longest wait for the first content of a streamed answer, per attempt; 30 s.</summary>
    public TimeSpan FirstTokenTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest duration of a call with all its attempts, waits and queues; 120 s.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Further attempts at the same target after a transient failure, 0..10; 2. Then the next target is asked.</summary>
    public int MaxRetries { get; init; } = 2;

    /// <summary>When no content came after this long, the next target is asked too and the first to answer wins; null for never.</summary>
    public TimeSpan? HedgeAfter { get; init; }

    /// <summary>When a target is left alone for a while.</summary>
    public CircuitSettings Circuit { get; init; } = new();

    /// <summary>Which answers are kept.</summary>
    public CacheSettings Cache { get; init; } = new();

    /// <summary>What happens to a request that is too long.</summary>
    public ContextPolicy Context { get; init; } = ContextPolicy.DropOldestTurns;
}
