namespace Groundwork.Evals.Statistics;

/// <summary>Items in an order that does not depend on how they came, and the units they are drawn in.</summary>
/// <param name="Groups">Items that are drawn together; each has at least one.</param>
/// <param name="IsClustered">True when a cluster has more than one item.</param>
internal sealed record ItemUnits<T>(IReadOnlyList<IReadOnlyList<T>> Groups, bool IsClustered)
{
    /// <summary>Groups items by cluster; an item without one stands alone.</summary>
    /// <param name="ordered">Items, already in order.</param>
    /// <param name="cluster">Its cluster; null for none.</param>
    public static ItemUnits<T> Of(IEnumerable<T> ordered, Func<T, string?> cluster)
    {
        var groups = new List<IReadOnlyList<T>>();
        var known = new Dictionary<string, List<T>>(StringComparer.Ordinal);
        foreach (var item in ordered)
        {
            var name = cluster(item);
            if (name is null)
            {
                groups.Add([item]);
            }
            else if (known.TryGetValue(name, out var members))
            {
                members.Add(item);
            }
            else
            {
                members = [item];
                known.Add(name, members);
                groups.Add(members);
            }
        }

        return new ItemUnits<T>(groups, groups.Exists(g => g.Count > 1));
    }
}
