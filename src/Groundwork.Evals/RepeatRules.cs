using Groundwork.Evals.Statistics;

namespace Groundwork.Evals;

/// <summary>Takes the repeats of a sample together. Pure.</summary>
public static class RepeatRules
{
    /// <summary>The one value of a sample.</summary>
    /// <param name="rule">The mean; or, after Chen et al. 2021 ("Evaluating Large Language Models Trained on Code", section 2.1), the chance that any of k drawn repeats is right, 1 − C(n−c, k) / C(n, k);
    /// or, after Yao et al. 2024 (τ-bench, section 3), that all are, C(c, k) / C(n, k).</param>
    /// <param name="values">Finite values of the repeats.</param>
    /// <returns>Null where the rule says nothing: no repeats, fewer than k, or values other than 0 and 1 where rights are counted.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or k is below 1.</exception>
    public static double? Combine(RepeatRule rule, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values) Finite.Require(value, "The value of a repeat");
        return rule switch
        {
            _ when values.Count == 0 => null,
            RepeatRule.Average => Mean(values),
            RepeatRule.AnyOf any => Rights(values, any.Tries) is { } right ? 1 - ShareOfDraws(values.Count - right, values.Count, any.Tries) : null,
            RepeatRule.AllOf all => Rights(values, all.Tries) is { } right ? ShareOfDraws(right, values.Count, all.Tries) : null,
            _ => throw new NotSupportedException(rule.GetType().Name),
        };
    }

    /// <summary>How much repeats of a sample differ, beside how much samples differ.</summary>
    /// <param name="repeatsBySample">The finite values of each sample's repeats; samples with one repeat take no part in the first figure, samples with none in either.</param>
    /// <returns>Null when no sample was repeated. <see cref="RepeatVariance.Between"/> is 0 with one sample.</returns>
    public static RepeatVariance? Variance(IReadOnlyList<IReadOnlyList<double>> repeatsBySample)
    {
        ArgumentNullException.ThrowIfNull(repeatsBySample);
        foreach (var value in repeatsBySample.SelectMany(r => r)) Finite.Require(value, "The value of a repeat");
        var repeated = repeatsBySample.Where(r => r.Count > 1).Select(VarianceOf).ToArray();
        return repeated.Length == 0 ? null : new RepeatVariance(Mean(repeated), VarianceOf([.. repeatsBySample.Where(r => r.Count > 0).Select(Mean)]));
    }

    private static int? Rights(IReadOnlyList<double> values, int tries)
    {
        if (tries < 1) throw new ArgumentException($"A rule of {tries} tries; it needs 1 or more.", nameof(tries));
        return values.Count < tries || values.Any(v => v is not (0 or 1)) ? null : values.Count(v => v == 1);
    }

    // C(some, tries) / C(all, tries) as a product, which neither overflows nor loses digits.
    private static double ShareOfDraws(int some, int all, int tries)
    {
        var share = 1.0;
        for (var i = 0; i < tries && share > 0; i++) share *= Math.Max(0, some - i) / (double)(all - i);
        return share;
    }

    private static double Mean(IReadOnlyList<double> values)
    {
        var exponent = Finite.Exponent(values);
        return Math.ScaleB(values.Sum(v => Math.ScaleB(v, -exponent)) / values.Count, exponent);
    }

    private static double VarianceOf(IReadOnlyList<double> values)
    {
        if (values.Count < 2) return 0;
        var exponent = Finite.Exponent(values);
        var mean = values.Sum(v => Math.ScaleB(v, -exponent)) / values.Count;
        var squares = values.Sum(v => (Math.ScaleB(v, -exponent) - mean) * (Math.ScaleB(v, -exponent) - mean));
        return Finite.Clamp(Math.ScaleB(squares / (values.Count - 1), 2 * exponent));
    }
}
