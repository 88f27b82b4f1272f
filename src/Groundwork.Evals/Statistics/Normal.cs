namespace Groundwork.Evals.Statistics;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    /// <summary>Chance of a value of at most <paramref name="z"/>.</summary>
    public static double Below(double z) => z < 0 ? 0.5 * SpecialFunctions.UpperGamma(0.5, z * z / 2) : 0.5 + (0.5 * SpecialFunctions.LowerGamma(0.5, z * z / 2));

    /// <summary>Chance of a value at least as far from 0 as <paramref name="z"/>, on either side.</summary>
    public static double TwoSided(double z) => SpecialFunctions.UpperGamma(0.5, z * z / 2);

    /// <summary>The value that is exceeded with chance (1 − <paramref name="confidence"/>) / 2; 1.96 for 0.95.</summary>
    public static double Critical(double confidence) => -Quantile((1 - confidence) / 2);

    /// <summary>The value below which a share <paramref name="p"/> lies, 0 &lt; p &lt; 1; about 16 digits.</summary>
    /// <remarks>Wichura 1988, "Algorithm AS 241: the percentage points of the normal distribution", routine PPND16.</remarks>
    public static double Quantile(double p)
    {
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var s = 0.180625 - (q * q);
            return q * Fraction(
                s,
                [3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727],
                [1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610]);
        }

        var r = Math.Sqrt(-Math.Log(q < 0 ? p : 1 - p));
        var value = r <= 5
            ? Fraction(
                r - 1.6,
                [1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504, 1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4],
                [1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550, 0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4, 1.05075007164441684324e-9])
            : Fraction(
                r - 5,
                [6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230, 0.0265321895265761230930, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7],
                [1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525, 7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15]);
        return q < 0 ? -value : value;
    }

    private static double Fraction(double x, ReadOnlySpan<double> top, ReadOnlySpan<double> bottom)
    {
        double a = 0, b = 0;
        for (var i = top.Length - 1; i >= 0; i--)
        {
            a = (a * x) + top[i];
            b = (b * x) + bottom[i];
        }

        return a / b;
    }
}
