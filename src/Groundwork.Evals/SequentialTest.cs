using Groundwork.Evals.Monitoring;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals;

/// <summary>
/// Compares two settings while observations arrive, and may be looked at after each of them: the chance of ever finding a difference where there is none stays below 1 − confidence. Pure: told all
/// observations again, it says the same again. Give one observation per key, since those of one person are not independent.
/// </summary>
/// <remarks>
/// The first observation of A is paired with the first of B, and so on. For a metric with a finite range: the empirical Bernstein confidence sequence of Howard, Ramdas, McAuliffe and Sekhon 2021,
/// "Time-uniform, nonparametric, nonasymptotic confidence sequences", theorem 4 with the stitched boundary of theorem 1; it holds for any distribution in the range. For others, like a latency, the
/// asymptotic normal-mixture sequence of Waudby-Smith et al. 2024, theorem 2.2, the mixture sequential ratio test of Johari et al. 2017 with an estimated variance; it decides nothing before 100 pairs.
/// </remarks>
public static class SequentialTest
{
    // Wider ones would overflow, and say no more than none.
    private const double WidestRange = 1e300;

    /// <summary>Compares the observations so far.</summary>
    /// <param name="metric">Its range chooses the method, its direction says what is better.</param>
    /// <param name="a">Finite values of A within the range, in the order of arrival.</param>
    /// <param name="b">Finite values of B within the range, in the order of arrival.</param>
    /// <param name="indifference">Largest difference that does not matter, ≥ 0; 0 never finds that nothing matters.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    /// <exception cref="ArgumentException">A value is not finite or outside the metric's range.</exception>
    public static SequentialResult Compare(Metric metric, IReadOnlyList<double> a, IReadOnlyList<double> b, double indifference = 0, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Finite.RequireConfidence(confidence);
        if (!(indifference >= 0)) throw new ArgumentOutOfRangeException(nameof(indifference), indifference, "A difference that does not matter is 0 or more.");
        RequireWithin(metric, a);
        RequireWithin(metric, b);
        var pairs = Math.Min(a.Count, b.Count);
        var waiting = Math.Max(a.Count, b.Count) - pairs;
        if (pairs == 0) return new SequentialResult(SequentialVerdict.Undecided, 0, waiting, null, null);
        var range = metric.Max - metric.Min;
        var exponent = Finite.Exponent([.. a, .. b]);
        IConfidenceSequence sequence = range < WidestRange ? new BernsteinSequence(range, 1 - confidence) : new MixtureSequence(Math.ScaleB(1, exponent), 1 - confidence);
        var verdict = SequentialVerdict.Undecided;
        int? decidedAt = null;
        for (var i = 0; i < pairs; i++)
        {
            sequence.Add(a[i], b[i]);
            if (decidedAt is not null) continue;
            verdict = VerdictOf(metric, sequence.Low, sequence.High, indifference);
            if (verdict != SequentialVerdict.Undecided) decidedAt = i + 1;
        }

        var value = Finite.Clamp(sequence.Mean);
        var interval = new Interval(Math.Min(value, Finite.Clamp(sequence.Low)), Math.Max(value, Finite.Clamp(sequence.High)), confidence, sequence.Method);
        return new SequentialResult(verdict, pairs, waiting, new Estimate(value, interval, Finite.Clamp(sequence.Deviation)), decidedAt);
    }

    private static SequentialVerdict VerdictOf(Metric metric, double low, double high, double indifference)
    {
        if (low > 0) return metric.HigherIsBetter ? SequentialVerdict.BIsBetter : SequentialVerdict.AIsBetter;
        if (high < 0) return metric.HigherIsBetter ? SequentialVerdict.AIsBetter : SequentialVerdict.BIsBetter;
        return indifference > 0 && low >= -indifference && high <= indifference ? SequentialVerdict.NoDifferenceThatMatters : SequentialVerdict.Undecided;
    }

    private static void RequireWithin(Metric metric, IReadOnlyList<double> values)
    {
        foreach (var value in values)
        {
            Finite.Require(value, $"A value of {metric.Name}");
            if (value < metric.Min || value > metric.Max)
                throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A value of {metric.Name} is {value}; its range is {metric.Min}..{metric.Max}."), nameof(values));
        }
    }
}
