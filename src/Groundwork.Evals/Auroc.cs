using System.Globalization;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals;

/// <summary>Area under the receiver operating characteristic: the chance that a positive item has a higher score than a negative one, ties counting half. Pure.</summary>
/// <remarks>
/// DeLong, DeLong and Clarke-Pearson 1988, computed by mid-ranks as in Sun and Xu 2014; the interval is taken on the logit scale (Pepe 2003, section 5.2.4), so that it stays within 0..1. Without any spread the
/// bound is that of the unseen share z²/(n + z²), n being the smaller class. Items are taken as independent: where several share a document or a conversation, the interval is too narrow.
/// </remarks>
public static class Auroc
{
    /// <summary>The area with its interval.</summary>
    /// <param name="items">Scores with the truth.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    /// <returns>Null where one of the two classes is missing.</returns>
    /// <exception cref="ArgumentException">A score is not finite.</exception>
    public static Coefficient? Of(IReadOnlyList<ScoredLabel> items, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(items);
        Finite.RequireConfidence(confidence);
        foreach (var item in items) Finite.Require(item.Score, "A score");
        var positive = items.Where(i => i.IsPositive).Select(i => i.Score).Order().ToArray();
        var negative = items.Where(i => !i.IsPositive).Select(i => i.Score).Order().ToArray();
        if (positive.Length == 0 || negative.Length == 0) return null;
        var wins = positive.Select(s => ShareBelow(negative, s)).ToArray();
        var losses = negative.Select(s => 1 - ShareBelow(positive, s)).ToArray();
        var value = wins.Average();
        return new Coefficient(value, IntervalOf(value, wins, losses, confidence), items.Count);
    }

    // Share of the sorted scores below, equal ones counting half.
    private static double ShareBelow(double[] sorted, double score) => (First(sorted, score, strictly: false) + First(sorted, score, strictly: true)) / (2.0 * sorted.Length);

    private static int First(double[] sorted, double score, bool strictly)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (strictly ? sorted[middle] > score : sorted[middle] >= score) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private static Interval IntervalOf(double value, double[] wins, double[] losses, double confidence)
    {
        var fewer = Math.Min(wins.Length, losses.Length);
        if (fewer < 2) return new Interval(0, 1, confidence, "one item of a class: the whole range");
        var error = Math.Sqrt((Moments.Of(wins).Variance / wins.Length) + (Moments.Of(losses).Variance / losses.Length));
        if (error < 1e-12 || value is <= 0 or >= 1)
        {
            var share = Spread.Unseen(fewer, confidence);
            return new Interval(value - (share * value), value + (share * (1 - value)), confidence, "no spread: bound of what was not seen");
        }

        var logit = Math.Log(value / (1 - value));
        var half = Normal.Critical(confidence) * error / (value * (1 - value));
        return new Interval(
            Math.Min(value, 1 / (1 + Math.Exp(half - logit))), Math.Max(value, 1 / (1 + Math.Exp(-half - logit))), confidence,
            string.Create(CultureInfo.InvariantCulture, $"DeLong on the logit scale, {wins.Length} positive and {losses.Length} negative"));
    }
}
