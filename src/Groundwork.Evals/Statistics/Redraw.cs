namespace Groundwork.Evals.Statistics;

/// <summary>Interval of a measure that is computed from all items at once, by drawing units with replacement.</summary>
internal static class Redraw
{
    private const int FewestUnits = 10;
    private const int FewestResamples = 200;
    private const long Work = 400_000_000;

    /// <summary>Percentiles of the measure over redrawn units.</summary>
    /// <param name="units">Number of units.</param>
    /// <param name="cost">Steps of one evaluation; what would take too long is drawn less often, down to 200 times.</param>
    /// <param name="value">The measure over all.</param>
    /// <param name="range">Least and greatest possible value.</param>
    /// <param name="measure">The measure, given how often each unit was drawn; null where it says nothing.</param>
    /// <param name="draws">Decides the draws.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    public static Interval Percentile(int units, long cost, double value, (double Low, double High) range, Func<int[], double?> measure, Draws draws, double confidence)
    {
        if (units < FewestUnits) return new Interval(Math.Min(range.Low, value), Math.Max(range.High, value), confidence, $"fewer than {FewestUnits} items or clusters: the whole range");
        var resamples = (int)Math.Clamp(Work / Math.Max(1, cost + units), FewestResamples, Bootstrap.Resamples);
        var values = new List<double>(resamples);
        var times = new int[units];
        var drawn = new int[units];
        for (var i = 0; i < resamples; i++)
        {
            Array.Clear(times);
            draws.Fill(drawn, units);
            foreach (var unit in drawn) times[unit]++;
            if (measure(times) is { } redrawn) values.Add(redrawn);
        }

        if (values.Count * 2 < resamples) return new Interval(Math.Min(range.Low, value), Math.Max(range.High, value), confidence, "undefined for most resamples: the whole range");
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var (low, high) = Bootstrap.Percentile(sorted, confidence);
        return new Interval(Math.Min(low, value), Math.Max(high, value), confidence, $"percentile bootstrap over {units} items or clusters, {resamples} resamples");
    }
}
