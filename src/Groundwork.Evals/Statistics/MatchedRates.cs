namespace Groundwork.Evals.Statistics;

/// <summary>The difference of two rates over the same items.</summary>
/// <remarks>
/// Tango 1998, "Equivalence test and confidence interval for the difference in proportions for the paired-sample design", sections 2 and 3: the score interval. It leaves what was seen even where no pair
/// changed (0 ± z²/(n + z²)), and at a difference of 0 its test is McNemar's without correction.
/// </remarks>
internal static class MatchedRates
{
    private const int Halvings = 60;

    /// <summary>The interval of (higher − lower) / pairs; where McNemar's exact test sees no difference, 0 lies within.</summary>
    /// <param name="higher">Pairs with 0 before and 1 now.</param>
    /// <param name="lower">Pairs with 1 before and 0 now.</param>
    /// <param name="pairs">All pairs, from 1.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    public static (double Low, double High) Interval(int higher, int lower, int pairs, double confidence)
    {
        var (low, high) = Score(higher, lower, pairs, confidence);
        return PairedComparison.McNemar(higher, lower) > 1 - confidence ? (Math.Min(low, 0), Math.Max(high, 0)) : (low, high);
    }

    /// <summary>The score interval alone; the numbers may be fractions.</summary>
    public static (double Low, double High) Score(double higher, double lower, double pairs, double confidence)
    {
        var z = Normal.Critical(confidence);
        return (LowerEnd(higher, lower, pairs, z), -LowerEnd(lower, higher, pairs, z));
    }

    // Below the end the test refuses, above it does not.
    private static double LowerEnd(double higher, double lower, double pairs, double z)
    {
        var (low, high) = (-1.0, (higher - lower) / pairs);
        for (var step = 0; step < Halvings; step++)
        {
            var middle = (low + high) / 2;
            if (Statistic(higher, lower, pairs, middle) > z) low = middle;
            else high = middle;
        }

        return low;
    }

    // With the share of pairs that fell as likely as it can be under this difference: the greater root of a quadratic equation.
    private static double Statistic(double higher, double lower, double pairs, double difference)
    {
        var a = 2 * pairs;
        var b = ((a - higher + lower) * difference) - higher - lower;
        var c = -lower * difference * (1 - difference);
        var root = Math.Sqrt(Math.Max(0, (b * b) - (4 * a * c)));
        var fell = b > 0 ? -2 * c / (b + root) : (root - b) / (2 * a);
        return (higher - lower - (pairs * difference)) / Math.Sqrt(pairs * ((2 * fell) + (difference * (1 - difference))));
    }
}
