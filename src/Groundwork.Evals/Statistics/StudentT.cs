namespace Groundwork.Evals.Statistics;

/// <summary>Student's t distribution (1908).</summary>
internal static class StudentT
{
    /// <summary>The value that is exceeded with chance (1 − <paramref name="confidence"/>) / 2; 12.706 for 0.95 and one degree of freedom.</summary>
    /// <param name="confidence">Above 0, below 1.</param>
    /// <param name="degrees">Degrees of freedom, from 1.</param>
    public static double Critical(double confidence, double degrees)
    {
        // Beyond this the two distributions agree to more digits than any interval shows.
        if (degrees > 1e6) return Normal.Critical(confidence);
        var both = 1 - confidence;
        double low = 0, high = 1;
        while (TwoSided(high, degrees) > both && high < 1e150) high *= 2;
        for (var step = 0; step < 200; step++)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high) break;
            if (TwoSided(middle, degrees) > both) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    /// <summary>Chance of a value at least as far from 0 as <paramref name="t"/>, on either side.</summary>
    public static double TwoSided(double t, double degrees) => SpecialFunctions.Beta(degrees / 2, 0.5, degrees / (degrees + (t * t)));
}
