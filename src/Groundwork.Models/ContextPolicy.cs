namespace Groundwork.Models;

/// <summary>What happens to a request that no target of the route can hold.</summary>
public enum ContextPolicy
{
    /// <summary>The oldest turns are left out, a tool call together with its result; instructions and the last user turn stay.</summary>
    DropOldestTurns,

    /// <summary>It is refused, with the counts.</summary>
    Refuse,
}
