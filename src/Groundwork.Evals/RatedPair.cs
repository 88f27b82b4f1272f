namespace Groundwork.Evals;

/// <summary>Two labels of one item.</summary>
/// <param name="Item">Id of the item.</param>
/// <param name="First">Label by the first: a person, where one of the two is a judge. A finite number; a name without order gets any number of its own.</param>
/// <param name="Second">Label by the second.</param>
public sealed record RatedPair(string Item, double First, double Second)
{
    /// <summary>What the item shares with others; null when it stands alone.</summary>
    public string? Cluster { get; init; }
}
