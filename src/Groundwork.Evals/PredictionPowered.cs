using System.Globalization;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals;

/// <summary>Means from few labels by people and many by a judge. Pure.</summary>
/// <remarks>
/// Angelopoulos, Bates, Fannjiang, Jordan and Zrnic 2023, "Prediction-Powered Inference" (Science 382), and Angelopoulos, Duchi and Zrnic 2023, "PPI++", example 6.1 (power tuning):
/// θ = λ·mean(judge on N) + mean(human − λ·judge on n), variance λ²·var(judge)/N + var(human − λ·judge)/n, λ = cov(human, judge) / ((1 + n/N)·var(judge)), kept within 0..1. Right whatever the judge
/// is worth, as long as the labelled items were drawn at random from all. The interval is a little wider than the paper's normal one: Student's t with n − 1 degrees of freedom, and within a finite range
/// half a pair added at each of its four corners, as Agresti and Min 2005 do for matched proportions, so that few labels without a disagreement do not promise that there is none. Items are taken as independent: where several share a document or a conversation, the interval is too narrow.
/// </remarks>
public static class PredictionPowered
{
    /// <summary>The mean as people would give it.</summary>
    /// <param name="judgedOnly">Judgements of the items that no person labelled; may be empty.</param>
    /// <param name="labelled">Items with both, at least 2.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    /// <param name="min">Least possible value of the metric; without a range, values that all lie in 0..1 are taken to be of a metric with that range.</param>
    /// <param name="max">Greatest possible value of the metric.</param>
    /// <returns>Null with fewer than two labelled items: one says nothing about the spread.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static PredictionPoweredMean? Mean(
        IReadOnlyList<double> judgedOnly, IReadOnlyList<LabelledPair> labelled, double confidence = 0.95, double min = double.NegativeInfinity, double max = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(judgedOnly);
        ArgumentNullException.ThrowIfNull(labelled);
        Finite.RequireConfidence(confidence);
        foreach (var value in judgedOnly) Finite.Require(value, "A judgement");
        foreach (var pair in labelled)
        {
            Finite.Require(pair.Human, "A label");
            Finite.Require(pair.Judge, "A judgement");
        }

        if (labelled.Count < 2) return null;
        var exponent = Finite.Exponent([.. judgedOnly, .. labelled.Select(p => p.Human), .. labelled.Select(p => p.Judge)]);
        // Sums in one order give the same digits whatever the order of the items.
        var pairs = labelled.OrderBy(p => p.Human).ThenBy(p => p.Judge).ToArray();
        var human = Scaled(pairs.Select(p => p.Human), exponent);
        var judge = Scaled(pairs.Select(p => p.Judge), exponent);
        var unlabelled = Scaled(judgedOnly.Order(), exponent);
        var trust = TrustIn(human, judge, unlabelled);
        double[] rests = [.. human.Zip(judge, (h, j) => h - (trust * j))];
        var rest = Moments.Of(rests);
        var judged = Moments.Of(unlabelled);
        var people = Moments.Of(human);
        var mean = (trust * judged.Mean) + rest.Mean;
        var isShare = judgedOnly.All(IsShare) && labelled.All(p => IsShare(p.Human) && IsShare(p.Judge));
        var (low, high) = isShare && double.IsInfinity(min) && double.IsInfinity(max) ? (0, 1) : (min, max);
        var unsure = double.IsFinite(low) && double.IsFinite(high) ? WithCorners(rests, rest.Mean, trust, Math.ScaleB(low, -exponent), Math.ScaleB(high, -exponent)) : rest.Variance;
        var error = Math.Sqrt((unsure / human.Length) + (unlabelled.Length == 0 ? 0 : trust * trust * judged.Variance / unlabelled.Length));
        double Unscaled(double value) => Finite.Clamp(Math.ScaleB(value, exponent));
        Estimate Around(double value, double standardError, string method)
        {
            var half = standardError * StudentT.Critical(confidence, human.Length - 1);
            var centre = Math.Clamp(Unscaled(value), low, high);
            var interval = new Interval(Math.Clamp(Unscaled(value - half), low, centre), Math.Clamp(Unscaled(value + half), centre, high), confidence, method);
            return new Estimate(centre, interval, Unscaled(people.Deviation));
        }

        return new PredictionPoweredMean(
            Around(mean, error, string.Create(CultureInfo.InvariantCulture, $"prediction-powered from {human.Length} labels and {unlabelled.Length} judgements")),
            Unscaled(Moments.Of([.. judge, .. unlabelled]).Mean),
            labelled.All(p => p.Human is 0 or 1)
                ? new Estimate(Unscaled(people.Mean), Intervals.Wilson(labelled.Count(p => p.Human == 1), human.Length, confidence), Unscaled(people.Deviation))
                : Around(people.Mean, people.Deviation / Math.Sqrt(human.Length), string.Create(CultureInfo.InvariantCulture, $"Student's t over {human.Length} labels")),
            Unscaled(Moments.Of(judge).Mean - people.Mean), trust, human.Length, unlabelled.Length);
    }

    private static bool IsShare(double value) => value is >= 0 and <= 1;

    // Half a pair of each extreme of person and judge: a disagreement that was not seen among few labels is still possible.
    private static double WithCorners(double[] rests, double mean, double trust, double min, double max)
    {
        double squares = 0;
        foreach (var rest in rests) squares += (rest - mean) * (rest - mean);
        foreach (var human in new[] { min, max })
        {
            foreach (var judge in new[] { min, max }) squares += 0.5 * Math.Pow(human - (trust * judge) - mean, 2);
        }

        return double.IsFinite(squares) ? squares / (rests.Length + 1) : double.MaxValue;
    }

    private static double TrustIn(double[] human, double[] judge, double[] unlabelled)
    {
        var variance = Moments.Of([.. judge, .. unlabelled]).Variance;
        if (unlabelled.Length == 0 || variance <= 0) return 0;
        return Math.Clamp(Moments.Covariance(human, judge) / ((1 + ((double)human.Length / unlabelled.Length)) * variance), 0, 1);
    }

    private static double[] Scaled(IEnumerable<double> values, int exponent) => [.. values.Select(v => Math.ScaleB(v, -exponent))];
}
