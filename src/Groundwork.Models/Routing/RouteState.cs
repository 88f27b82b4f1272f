using Groundwork.Models.Metering;

namespace Groundwork.Models.Routing;

/// <summary>A route with its targets, and what its requests share.</summary>
internal sealed record RouteState(ModelRoute Route, RoutePlace[] Places, IMeter Meter, RetryJitter Jitter, LosingLanes Losers, TimeProvider Time);
