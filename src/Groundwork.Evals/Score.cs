namespace Groundwork.Evals;

/// <summary>What a scorer says about one metric of one observation: a value, or why there is none. Never NaN, never a silent 0.</summary>
public abstract record Score
{
    private Score()
    {
    }

    /// <summary>A value.</summary>
    /// <param name="Number">Finite, within the metric's range.</param>
    /// <param name="Why">A few words for people; empty for none.</param>
    /// <param name="Weight">
    /// Weight of the item in the mean, above 0; 1 for a mean over items. A ratio of sums, like the precision over all citations or F1, has the item's share of the denominator here.
    /// </param>
    public sealed record Value(double Number, string Why = "", double Weight = 1) : Score;

    /// <summary>The metric says nothing about this item, and the item is not due.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record NotApplicable(string Reason) : Score;

    /// <summary>The item was due and could not be scored: it lowers the coverage.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Failed(string Reason) : Score;
}
