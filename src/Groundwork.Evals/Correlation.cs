using Groundwork.Evals.Statistics;

namespace Groundwork.Evals;

/// <summary>Whether two numbers of the same items go together. Pure.</summary>
/// <remarks>Intervals by Fisher's z (1921) with standard error 1/√(n − 3), for ranks √((1 + r²/2)/(n − 3)) (Bonett and Wright 2000, equation 3).</remarks>
public static class Correlation
{
    /// <summary>Pearson's r: how close to a straight line.</summary>
    /// <param name="pairs">Finite numbers.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    /// <returns>−1..1; null for fewer than two pairs or where one side is always the same.</returns>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static Coefficient? Pearson(IReadOnlyList<(double First, double Second)> pairs, double confidence = 0.95)
    {
        var (first, second) = Columns(pairs, confidence);
        return Of(first, second, confidence, r => 1 / Math.Sqrt(first.Length - 3), "Fisher's z");
    }

    /// <summary>Spearman's rank correlation, ties sharing their mean rank: how close to one order.</summary>
    /// <param name="pairs">Finite numbers.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    /// <returns>−1..1; null for fewer than two pairs or where one side is always the same.</returns>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static Coefficient? Spearman(IReadOnlyList<(double First, double Second)> pairs, double confidence = 0.95)
    {
        var (first, second) = Columns(pairs, confidence);
        return Of(RanksOf(first), RanksOf(second), confidence, r => Math.Sqrt((1 + (r * r / 2)) / (first.Length - 3)), "Fisher's z of ranks (Bonett and Wright 2000)");
    }

    private static (double[] First, double[] Second) Columns(IReadOnlyList<(double First, double Second)> pairs, double confidence)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        Finite.RequireConfidence(confidence);
        foreach (var (first, second) in pairs)
        {
            Finite.Require(first, "The first number of a pair");
            Finite.Require(second, "The second number of a pair");
        }

        var ordered = pairs.OrderBy(p => p.First).ThenBy(p => p.Second).ToArray();
        return (Scaled(ordered.Select(p => p.First).ToArray()), Scaled(ordered.Select(p => p.Second).ToArray()));
    }

    private static double[] Scaled(double[] values)
    {
        var exponent = Finite.Exponent(values);
        return [.. values.Select(v => Math.ScaleB(v, -exponent))];
    }

    private static Coefficient? Of(double[] first, double[] second, double confidence, Func<double, double> error, string method)
    {
        if (first.Length < 2 || first.All(v => v == first[0]) || second.All(v => v == second[0])) return null;
        var spread = Moments.Of(first).Deviation * Moments.Of(second).Deviation;
        if (spread == 0) return null;
        var r = Math.Clamp(Moments.Covariance(first, second) / spread, -1, 1);
        if (first.Length < 4) return new Coefficient(r, new Interval(-1, 1, confidence, "fewer than four pairs: the whole range"), first.Length);
        // A perfect line among n points would give an interval without width; it is taken as if half a point had been off it.
        var most = 1 - (1 / (2.0 * first.Length));
        var z = Math.Atanh(Math.Clamp(r, -most, most));
        var half = Normal.Critical(confidence) * error(r);
        return new Coefficient(r, new Interval(Math.Min(r, Math.Tanh(z - half)), Math.Max(r, Math.Tanh(z + half)), confidence, method), first.Length);
    }

    private static double[] RanksOf(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Length];
        for (int from = 0, to = 1; to <= order.Length; to++)
        {
            if (to < order.Length && values[order[to]] == values[order[from]]) continue;
            for (var i = from; i < to; i++) ranks[order[i]] = (from + to + 1) / 2.0;
            from = to;
        }

        return ranks;
    }
}
