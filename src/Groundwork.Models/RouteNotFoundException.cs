namespace Groundwork.Models;

/// <summary>No route has this name. The message lists those there are.</summary>
public sealed class RouteNotFoundException(string route, IEnumerable<string> known)
    : Exception($"There is no route \"{route}\". {(string.Join(", ", known) is { Length: > 0 } names ? $"There are: {names}." : "No routes are set; see \"groundwork models\".")}")
{
    /// <summary>The name that was asked for.</summary>
    public string Route { get; } = route;
}
