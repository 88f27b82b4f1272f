namespace Groundwork.Evals.Statistics;

/// <summary>Intervals from estimates over redrawn units.</summary>
internal static class Bootstrap
{
    /// <summary>Resamples of an interval.</summary>
    public const int Resamples = 10_000;

    /// <summary>Estimates over redrawn units, ascending.</summary>
    public static double[] Estimates(UnitSums units, Draws draws)
    {
        var values = new double[Resamples];
        units.Resample(draws, values);
        Array.Sort(values);
        return values;
    }

    /// <summary>The middle share of the estimates.</summary>
    /// <remarks>Efron and Tibshirani 1993, "An Introduction to the Bootstrap", section 13.3.</remarks>
    public static (double Low, double High) Percentile(double[] sorted, double confidence) => (At(sorted, (1 - confidence) / 2), At(sorted, (1 + confidence) / 2));

    /// <summary>Percentiles corrected for bias and for skew.</summary>
    /// <param name="sorted">Estimates, ascending.</param>
    /// <param name="value">The estimate from all units.</param>
    /// <param name="influences">How far each unit moves the estimate.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    /// <remarks>Efron 1987, "Better Bootstrap Confidence Intervals", sections 2 and 6, with the acceleration from influences (its equation 6.6); estimates equal to the value count half below it.</remarks>
    public static (double Low, double High) Accelerated(double[] sorted, double value, double[] influences, double confidence)
    {
        // Redrawing everything once gives the estimate but for rounding.
        var rounding = 1e-12 * Math.Max(Math.Abs(sorted[0]), Math.Abs(sorted[^1]));
        double below = 0;
        foreach (var estimate in sorted) below += estimate < value - rounding ? 1 : estimate <= value + rounding ? 0.5 : 0;
        var share = Math.Clamp(below / sorted.Length, 0.5 / sorted.Length, 1 - (0.5 / sorted.Length));
        var bias = Normal.Quantile(share);
        var acceleration = Acceleration(influences);
        var z = Normal.Critical(confidence);
        return (At(sorted, Corrected(bias, acceleration, -z)), At(sorted, Corrected(bias, acceleration, z)));
    }

    private static double Corrected(double bias, double acceleration, double z)
    {
        var slope = 1 - (acceleration * (bias + z));
        return slope <= 0 ? Normal.Below(z) : Normal.Below(bias + ((bias + z) / slope));
    }

    private static double Acceleration(double[] influences)
    {
        var widest = influences.Max(Math.Abs);
        if (widest == 0) return 0;
        double squares = 0, cubes = 0;
        foreach (var influence in influences)
        {
            var distance = influence / widest;
            squares += distance * distance;
            cubes += distance * distance * distance;
        }

        return cubes / (6 * Math.Pow(squares, 1.5));
    }

    private static double At(double[] sorted, double share)
    {
        var place = Math.Clamp((share * (sorted.Length + 1)) - 1, 0, sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
