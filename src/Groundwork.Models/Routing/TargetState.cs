using Groundwork.Models.Context;

namespace Groundwork.Models.Routing;

/// <summary>A target with everything that is known about it now; shared by all routes that lead there.</summary>
internal sealed class TargetState(ModelTarget target, TargetClients clients, ITokenCounter counter, TimeProvider time)
{
    public ModelTarget Target { get; } = target;

    public TargetClients Clients { get; } = clients;

    public ITokenCounter Counter { get; } = counter;

    public FairGate Gate { get; } = new(target.MaxConcurrent);

    public CircuitBreaker Circuit { get; } = new(time);

    /// <summary>From sending to the first content of a stream.</summary>
    public DecayedLatency FirstToken { get; } = new(time);

    /// <summary>From sending to the end of an answer that came whole.</summary>
    public DecayedLatency Whole { get; } = new(time);
}
