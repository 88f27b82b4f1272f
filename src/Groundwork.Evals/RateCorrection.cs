using System.Globalization;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals;

/// <summary>What a judged rate would be if the judge made no mistakes. Pure.</summary>
/// <remarks>Items are taken as independent, judged and labelled ones alike: where several share a document or a conversation, the interval is too narrow.</remarks>
public static class RateCorrection
{
    /// <summary>Corrects a judged rate with the sensitivity and specificity measured by people: (observed + p − 1) / (s + p − 1).</summary>
    /// <param name="positives">Items that the judge calls positive.</param>
    /// <param name="judged">Items it judged, from 1.</param>
    /// <param name="measured">How the judge does, on other items.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    /// <returns>The rate with its interval, which counts that sensitivity and specificity are themselves known from few items; null where no person found a positive or a negative item, or the judge does no
    /// better than chance: nothing can be corrected then.</returns>
    /// <remarks>Rogan and Gladen 1978; interval by Lang and Reiczigel 2014, "Confidence limits for prevalence of disease adjusted for estimated sensitivity and specificity", section 2.</remarks>
    public static Coefficient? Correct(int positives, int judged, BinaryAgreement measured, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(judged);
        ArgumentOutOfRangeException.ThrowIfNegative(positives);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(positives, judged);
        Finite.RequireConfidence(confidence);
        double positiveLabels = measured.TruePositives + measured.FalseNegatives;
        double negativeLabels = measured.TrueNegatives + measured.FalsePositives;
        if (positiveLabels == 0 || negativeLabels == 0) return null;
        var sensitivity = measured.TruePositives / positiveLabels;
        var specificity = measured.TrueNegatives / negativeLabels;
        if (sensitivity + specificity <= 1) return null;
        var value = Math.Clamp((((double)positives / judged) + specificity - 1) / (sensitivity + specificity - 1), 0, 1);

        var z = Normal.Critical(confidence);
        var n = judged + (z * z);
        var rate = (positives + (z * z / 2)) / n;
        var s = (measured.TruePositives + 1) / (positiveLabels + 2);
        var p = (measured.TrueNegatives + 1) / (negativeLabels + 2);
        var gain = s + p - 1;
        // The added counts can pull a poor judge below chance; then nothing is known.
        if (gain <= 0) return new Coefficient(value, new Interval(0, 1, confidence, "the judge may be no better than chance: the whole range"), judged);
        var centre = (rate + p - 1) / gain;
        var unsureOfPositives = s * (1 - s) / (positiveLabels + 2);
        var unsureOfNegatives = p * (1 - p) / (negativeLabels + 2);
        var shift = 2 * z * z * ((centre * unsureOfPositives) - ((1 - centre) * unsureOfNegatives));
        var half = z * Math.Sqrt((rate * (1 - rate) / n) + (centre * centre * unsureOfPositives) + ((1 - centre) * (1 - centre) * unsureOfNegatives)) / gain;
        var low = Math.Min(value, Math.Clamp(centre + shift - half, 0, 1));
        var high = Math.Max(value, Math.Clamp(centre + shift + half, 0, 1));
        return new Coefficient(value, new Interval(low, high, confidence, string.Create(CultureInfo.InvariantCulture, $"Rogan-Gladen with Lang-Reiczigel limits, judge measured on {measured.Items}")), judged);
    }
}
