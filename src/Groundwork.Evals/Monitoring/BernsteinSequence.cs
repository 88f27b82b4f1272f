namespace Groundwork.Evals.Monitoring;

/// <summary>Empirical Bernstein confidence sequence for values of a finite range.</summary>
/// <remarks>
/// Howard, Ramdas, McAuliffe and Sekhon 2021: theorem 4 (variance around predictions made before each value), theorem 1 with equations 6 to 9 (stitched boundary, η = 2, s = 1.4, the iterated logarithm
/// of their equation 10). A boundary for sub-gamma processes bounds the sub-exponential one of theorem 4 too, as −ln(1 − x) − x ≤ x² / (2 (1 − x)).
/// </remarks>
/// <param name="range">Width of the metric's range, above 0.</param>
/// <param name="alpha">Chance of ever missing the true difference, both sides together.</param>
internal sealed class BernsteinSequence(double range, double alpha) : IConfidenceSequence
{
    private const double Steepness = 1.4;
    private const double ZetaOfSteepness = 3.105547;

    // Variance, in squared ranges of the difference, from which on the boundary is made narrow: some 20 pairs of middling rates.
    private const double Start = 2;

    private readonly Welford _moments = new();
    private double _variance;

    public double Mean => 2 * range * _moments.Mean;

    public double Low => Math.Max(-range, 2 * range * (_moments.Mean - Half));

    public double High => Math.Min(range, 2 * range * (_moments.Mean + Half));

    public double Deviation => 2 * range * _moments.Deviation;

    public string Method => "empirical Bernstein confidence sequence (Howard et al. 2021)";

    private double Half
    {
        get
        {
            // Each side may miss with half of alpha; scale c = 1, since the differences are divided by the width of their range.
            var v = Math.Max(_variance, Start);
            var logarithm = (Steepness * Math.Log(Math.Log2(2 * v / Start))) + Math.Log(ZetaOfSteepness / (alpha / 2));
            var k1 = (Math.Pow(2, 0.25) + Math.Pow(2, -0.25)) / Math.Sqrt(2);
            var k2 = (Math.Sqrt(2) + 1) / 2;
            return (Math.Sqrt((k1 * k1 * v * logarithm) + (k2 * k2 * logarithm * logarithm)) + (k2 * logarithm)) / _moments.Count;
        }
    }

    public void Add(double a, double b)
    {
        var difference = range == 0 ? 0 : ((b / range) - (a / range)) / 2;
        var predicted = _moments.Count == 0 ? 0 : _moments.Mean;
        _variance += (difference - predicted) * (difference - predicted);
        _moments.Add(difference);
    }
}
