using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Monitoring;

/// <summary>Draws some of many.</summary>
internal static class Sampling
{
    /// <summary>As many items as asked for, drawn without replacement, in the order they had; all when there are no more.</summary>
    public static IReadOnlyList<T> Thin<T>(IReadOnlyList<T> items, int count, Draws draws)
    {
        if (items.Count <= count) return items;
        var chosen = new List<T>(count);
        // Knuth, "The Art of Computer Programming" 2, section 3.4.2, algorithm S.
        for (var i = 0; i < items.Count && chosen.Count < count; i++)
        {
            if (draws.Below(items.Count - i) < count - chosen.Count) chosen.Add(items[i]);
        }

        return chosen;
    }
}
