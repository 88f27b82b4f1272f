using System.Globalization;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals;

/// <summary>Compares two runs sample by sample. Pure: the same values in any order, with the same seed, give the same comparison.</summary>
public static class PairedComparison
{
    // With fewer units that changed, and most of them unchanged, resampling never leaves what was seen.
    private const int FewestChanged = 10;
    private const double ShownShare = 0.8;

    /// <summary>
    /// Compares one metric over the samples that both runs have. The chance is McNemar's for 0-or-1 values of unweighted samples that stand alone, else from sign-flip permutation: exact with up
    /// to 20 pairs (or clusters) that differ, 10,000 draws with up to 5,000, above that its normal limit. Clusters flip together and are resampled together. Where weights differ, the two ratios of
    /// sums are compared. The interval of such 0-or-1 values is Tango's score interval, widened to hold 0 where McNemar's test sees no difference; of others the paired one told at
    /// <see cref="Intervals"/>, and where fewer than 10 units changed, and fewer than half, the share z²/(n + z²) that was not seen is added over the range of the metric. So pairs without any difference have
    /// an interval too, and <see cref="PairedDifference.Detectable"/> says what they could have hidden.
    /// </summary>
    /// <param name="metric">What is compared; its range and its better direction are used.</param>
    /// <param name="baseline">One finite value per sample.</param>
    /// <param name="candidate">One finite value per sample.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    /// <exception cref="ArgumentException">A value is not finite, a weight not above 0, or a sample is named twice in a run.</exception>
    public static PairedDifference Compare(Metric metric, IReadOnlyList<ItemValue> baseline, IReadOnlyList<ItemValue> candidate, long seed, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        Finite.RequireConfidence(confidence);
        var pairs = new ScaledPairs(baseline, candidate);
        if (pairs.Pairs.Count == 0) return new PairedDifference(metric, 0, pairs.OnlyOne, 0, 0, null, 1);
        var sums = pairs.IsWeighted ? pairs.Sums() : pairs.PlainSums();
        var count = CountOf(metric, pairs.Pairs);
        var isMcNemar = metric.IsRate && !pairs.IsWeighted && !pairs.Units.IsClustered && pairs.Pairs.All(p => p.Baseline is 0 or 1 && p.Candidate is 0 or 1);
        var difference = isMcNemar ? RateOf(pairs, confidence) : DifferenceOf(metric, pairs, sums, seed, confidence);
        var chance = isMcNemar ? McNemar(count.Better, count.Worse) : SignFlip.Chance(pairs, new Draws(seed));
        return new PairedDifference(
            metric, pairs.Pairs.Count, pairs.OnlyOne, MeanOf(pairs, p => p.Baseline, p => p.BaselineWeight), MeanOf(pairs, p => p.Candidate, p => p.CandidateWeight), difference, chance)
        {
            Corrected = chance,
            Count = count,
            Detectable = DetectableBy(metric, pairs, sums, confidence),
        };
    }

    /// <summary>Two-sided exact chance that pairs which changed are split this unevenly between better and worse, 0..1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 0.</exception>
    /// <remarks>McNemar 1947; the exact form is the binomial test of the pairs that changed.</remarks>
    public static double McNemar(long better, long worse)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(better);
        ArgumentOutOfRangeException.ThrowIfNegative(worse);
        return Binomial.FairCoin(better, better + worse);
    }

    /// <summary>Corrects the chances of several questions asked at once, so that the chance of any false alarm among them stays below the level each is compared with.</summary>
    /// <param name="chances">Each in 0..1.</param>
    /// <returns>Corrected chances in the same order, in 0..1, none below its own.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A chance is not in 0..1.</exception>
    /// <remarks>Holm 1979, "A Simple Sequentially Rejective Multiple Test Procedure", section 3.</remarks>
    public static IReadOnlyList<double> Holm(IReadOnlyList<double> chances)
    {
        ArgumentNullException.ThrowIfNull(chances);
        foreach (var chance in chances)
        {
            if (!(chance is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(chances), chance, "A chance lies in 0..1.");
        }

        var corrected = new double[chances.Count];
        var most = 0.0;
        var rank = 0;
        foreach (var index in Enumerable.Range(0, chances.Count).OrderBy(i => chances[i]))
        {
            most = Math.Max(most, Math.Min(1, chances[index] * (chances.Count - rank++)));
            corrected[index] = most;
        }

        return corrected;
    }

    private static Estimate RateOf(ScaledPairs pairs, double confidence)
    {
        var (higher, lower, all) = (pairs.Pairs.Count(p => p.Candidate > p.Baseline), pairs.Pairs.Count(p => p.Candidate < p.Baseline), pairs.Pairs.Count);
        var value = (double)(higher - lower) / all;
        var (low, high) = MatchedRates.Interval(higher, lower, all, confidence);
        var method = string.Create(CultureInfo.InvariantCulture, $"score interval of {all} pairs (Tango 1998)");
        var interval = new Interval(Math.Min(low, value), Math.Max(high, value), confidence, method) { Outlook = new Outlook.Matched(higher, lower, all, confidence) };
        return new Estimate(value, interval, Finite.Clamp(pairs.Unscale(Deviation(pairs.Pairs))));
    }

    private static Estimate DifferenceOf(Metric metric, ScaledPairs pairs, UnitSums sums, long seed, double confidence)
    {
        var value = Finite.Clamp(pairs.Unscale(sums.Value));
        var deviation = Finite.Clamp(pairs.Unscale(Deviation(pairs.Pairs)));
        var range = metric.Max - metric.Min;
        // The seed of the interval is not that of the permutation, so that the two share no draws.
        var spread = Spread.IntervalOf(sums, pairs.Units.IsClustered ? "clusters" : "pairs", new Draws(unchecked(seed + 1)), confidence, pairs.Units.IsClustered);
        return new Estimate(value, spread switch
        {
            Spread.Unknown => Whole(value, range, confidence),
            Spread.None none => Bounded(none, value, range, confidence) with { Outlook = OutlookOf(none.Units, pairs.Units.IsClustered, value, value, value, confidence, none.EffectiveCount, range) },
            Spread.Known known => Limited(known, pairs, value, range, confidence, IsSparse(pairs) && double.IsFinite(range) ? sums.EffectiveCount : null),
            _ => throw new NotSupportedException(spread.GetType().Name),
        }, deviation);
    }

    private static Interval Whole(double value, double range, double confidence)
    {
        if (double.IsFinite(range)) return new Interval(Math.Min(-range, value), Math.Max(range, value), confidence, "one pair or cluster: the range of the metric");
        var reach = ((2 / (1 - confidence)) - 1) * Math.Max(Math.Abs(value), 1);
        return new Interval(Finite.Clamp(value - reach), Finite.Clamp(value + reach), confidence, "one pair or cluster: a multiple of the value (Edelman 1990)");
    }

    private static Interval Bounded(Spread.None none, double value, double range, double confidence)
    {
        var share = Spread.Unseen(none.EffectiveCount, confidence);
        var reach = double.IsFinite(range) ? share * range : 0;
        return new Interval(
            Finite.Clamp(Math.Min(value, value - (share * value) - reach)), Finite.Clamp(Math.Max(value, value - (share * value) + reach)), confidence,
            $"no spread among {none.What}: bound of what was not seen");
    }

    private static Interval Limited(Spread.Known known, ScaledPairs pairs, double value, double range, double confidence, double? unseen)
    {
        var outlook = OutlookOf(
            known.Units, pairs.Units.IsClustered, value, Finite.Clamp(Math.Min(pairs.Unscale(known.Low), value)), Finite.Clamp(Math.Max(pairs.Unscale(known.High), value)), confidence, unseen, range,
            known.IsStudent);
        var (low, high) = outlook.At(known.Units);
        var method = unseen is null ? known.Method : $"{known.Method}, with what was not seen";
        return new Interval(Finite.Clamp(Math.Clamp(low, Math.Min(-range, value), value)), Finite.Clamp(Math.Clamp(high, value, Math.Max(range, value))), confidence, method) { Outlook = outlook };
    }

    private static Outlook.Mean OutlookOf(int units, bool isClustered, double value, double low, double high, double confidence, double? unseen, double range, bool isStudent = false) =>
        new(units, isClustered, value, low, high, confidence, isStudent) { Unseen = unseen, Min = -range, Max = range };

    private static bool IsSparse(ScaledPairs pairs)
    {
        var changed = pairs.Units.Groups.Count(g => g.Any(p => p.Difference != 0 || p.BaselineWeight != p.CandidateWeight));
        return changed < FewestChanged && 2 * changed < pairs.Units.Groups.Count;
    }

    private static double? DetectableBy(Metric metric, ScaledPairs pairs, UnitSums sums, double confidence)
    {
        var range = metric.Max - metric.Min;
        if (sums.StandardError() is not { } error) return double.IsFinite(range) ? range : null;
        if (error > 1e-15) return Math.Min(Finite.Clamp(pairs.Unscale(Power.Detectable(error, confidence, ShownShare))), range);
        return double.IsFinite(range) ? Spread.Unseen(sums.EffectiveCount, confidence) * range : 0;
    }

    private static double MeanOf(ScaledPairs pairs, Func<Pair, double> value, Func<Pair, double> weight) =>
        Finite.Clamp(pairs.Unscale(pairs.Pairs.Sum(p => value(p) * weight(p)) / pairs.Pairs.Sum(weight)));

    private static double Deviation(IReadOnlyList<Pair> pairs)
    {
        if (pairs.Count < 2) return 0;
        var mean = pairs.Average(p => p.Difference);
        return Math.Sqrt(pairs.Sum(p => (p.Difference - mean) * (p.Difference - mean)) / (pairs.Count - 1));
    }

    private static WinLoss CountOf(Metric metric, IReadOnlyList<Pair> pairs)
    {
        var higher = pairs.Count(p => p.Candidate > p.Baseline);
        var lower = pairs.Count(p => p.Candidate < p.Baseline);
        return metric.HigherIsBetter ? new WinLoss(higher, lower, pairs.Count - higher - lower) : new WinLoss(lower, higher, pairs.Count - higher - lower);
    }
}
