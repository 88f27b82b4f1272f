namespace Groundwork.Evals.Monitoring;

/// <summary>Normal-mixture confidence sequence for values without a finite range; holds in the limit of many pairs.</summary>
/// <remarks>
/// Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024, "Time-uniform central limit theory and asymptotic confidence sequences", theorem 2.2 and equation 24 (ρ for the number of pairs at which it is
/// narrowest); Robbins 1970; Johari, Koomen, Pekelis and Walsh 2017.
/// </remarks>
/// <param name="unit">A power of two of about the size of the values.</param>
/// <param name="alpha">Chance of ever missing the true difference, both sides together.</param>
internal sealed class MixtureSequence(double unit, double alpha) : IConfidenceSequence
{
    private const int Fewest = 100;
    private const double NarrowestAt = 1_000;

    private readonly double _density = ((-2 * Math.Log(alpha)) + Math.Log((-2 * Math.Log(alpha)) + 1)) / NarrowestAt;
    private readonly Welford _moments = new();

    public double Mean => unit * _moments.Mean;

    public double Low => unit * (_moments.Mean - Half);

    public double High => unit * (_moments.Mean + Half);

    public double Deviation => unit * _moments.Deviation;

    public string Method => "asymptotic mixture confidence sequence (Waudby-Smith et al. 2024)";

    private double Half
    {
        get
        {
            if (_moments.Count < Fewest) return double.PositiveInfinity;
            var weight = (_moments.Count * _density) + 1;
            return _moments.Deviation * Math.Sqrt(2 * weight / (_density * _moments.Count * _moments.Count) * Math.Log(Math.Sqrt(weight) / alpha));
        }
    }

    public void Add(double a, double b) => _moments.Add((b / unit) - (a / unit));
}
