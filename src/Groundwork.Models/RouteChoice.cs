namespace Groundwork.Models;

/// <summary>How a route orders the targets that can serve a request.</summary>
public enum RouteChoice
{
    /// <summary>As they are listed.</summary>
    Ordered,

    /// <summary>At random, in proportion to their weights.</summary>
    Weighted,

    /// <summary>The cheapest for this request first.</summary>
    Cheapest,

    /// <summary>The one whose first token lately came soonest first.</summary>
    Fastest,
}
