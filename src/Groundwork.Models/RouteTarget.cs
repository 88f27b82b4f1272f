namespace Groundwork.Models;

/// <summary>A target's place in a route.</summary>
/// <param name="Target">Name of a <see cref="ModelTarget"/>.</param>
/// <param name="Weight">Share under <see cref="RouteChoice.Weighted"/>, ≥ 0; 1. Zero is used only when all others failed.</param>
/// <param name="When">What a request must be like to go there; null for any.</param>
public sealed record RouteTarget(string Target, double Weight = 1, RouteRule? When = null);
