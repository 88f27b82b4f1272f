namespace Groundwork.Models.Routing;

/// <summary>A target's place in a route.</summary>
/// <param name="State">The target.</param>
/// <param name="Weight">Share under <see cref="RouteChoice.Weighted"/>.</param>
/// <param name="When">What a request must be like to go there; null for any.</param>
internal sealed record RoutePlace(TargetState State, double Weight, RouteRule? When);
