using System.Globalization;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals;

/// <summary>Compares stated chances with what happened. Pure.</summary>
/// <remarks>
/// Equal-mass bins as in Nixon et al. 2019 ("Measuring Calibration in Deep Learning", section 4), equal chances never split between bins, so the order of items says nothing. The error of few forecasts is never
/// near 0 by itself: consistency resampling (Bröcker and Smith 2007, "Increasing the Reliability of Reliability Diagrams") says how large it is by chance alone.
/// </remarks>
public static class Calibration
{
    private const int Simulations = 1_000;

    /// <summary>Measures calibration.</summary>
    /// <param name="forecasts">Chances in 0..1 with the truth.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <param name="bins">Most points, from 1.</param>
    /// <returns>Null without forecasts.</returns>
    /// <exception cref="ArgumentException">A chance is not in 0..1.</exception>
    public static CalibrationReport? Of(IReadOnlyList<ScoredLabel> forecasts, long seed, int bins = 10)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        foreach (var forecast in forecasts)
        {
            if (!(forecast.Score is >= 0 and <= 1)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A stated chance is {forecast.Score}; it lies in 0..1."), nameof(forecasts));
        }

        if (forecasts.Count == 0) return null;
        var sorted = forecasts.OrderBy(f => f.Score).ThenBy(f => f.IsPositive).ToArray();
        var groups = BinsOf(sorted, bins);
        var squares = sorted.Select((f, i) => new ItemValue(i.ToString("D9", CultureInfo.InvariantCulture), Math.Pow(f.Score - (f.IsPositive ? 1 : 0), 2))).ToArray();
        var error = groups.Sum(g => Math.Abs(g.Sum(f => f.Score - (f.IsPositive ? 1 : 0)))) / sorted.Length;
        var points = groups.Select(g => PointOf(g, seed)).ToArray();
        return new CalibrationReport(sorted.Length, Intervals.OfMean(squares, isRate: false, seed)!, error, ByChance(groups, sorted.Length, new Draws(seed)), points);
    }

    private static List<ScoredLabel[]> BinsOf(ScoredLabel[] sorted, int bins)
    {
        var groups = new List<ScoredLabel[]>();
        var start = 0;
        for (var bin = 1; bin <= bins && start < sorted.Length; bin++)
        {
            var end = (int)((long)sorted.Length * bin / bins);
            if (end <= start) continue;
            while (end < sorted.Length && sorted[end].Score == sorted[end - 1].Score) end++;
            groups.Add(sorted[start..end]);
            start = end;
        }

        return groups;
    }

    private static ReliabilityPoint PointOf(ScoredLabel[] group, long seed) =>
        new(
            Math.Clamp(group.Average(f => f.Score), 0, 1),
            Intervals.OfMean([.. group.Select((f, i) => new ItemValue(i.ToString("D9", CultureInfo.InvariantCulture), f.IsPositive ? 1 : 0))], isRate: true, seed)!, group.Length);

    private static double ByChance(List<ScoredLabel[]> groups, int count, Draws draws)
    {
        // Large sets need fewer simulations for the same digits: the error itself varies less.
        var errors = new double[Math.Clamp(50_000_000 / count, 100, Simulations)];
        for (var i = 0; i < errors.Length; i++)
        {
            foreach (var group in groups)
            {
                double excess = 0;
                foreach (var forecast in group) excess += forecast.Score - (draws.Unit() < forecast.Score ? 1 : 0);
                errors[i] += Math.Abs(excess) / count;
            }
        }

        Array.Sort(errors);
        return errors[(int)(errors.Length * 0.95)];
    }
}
