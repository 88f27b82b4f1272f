using System.Globalization;

namespace Groundwork.Benchmarks.Understanding;

/// <summary>What a change gains over the same questions.</summary>
/// <param name="Before">Mean before.</param>
/// <param name="Gain">Mean gain.</param>
/// <param name="Low">2.5 % quantile of the mean gain over 2,000 paired bootstrap samples (Efron and Tibshirani 1993, chapter 13), seeded.</param>
/// <param name="High">97.5 % quantile.</param>
/// <param name="Better">Questions that gain.</param>
/// <param name="Worse">Questions that lose.</param>
internal sealed record Paired(double Before, double Gain, double Low, double High, int Better, int Worse)
{
    private const int Samples = 2000;

    public static Paired Of(double[] before, double[] after)
    {
        var gains = before.Zip(after, (b, a) => a - b).ToArray();
        var random = new Random(20);
        var means = new double[Samples];
        for (var s = 0; s < Samples; s++)
        {
            var sum = 0d;
            for (var i = 0; i < gains.Length; i++) sum += gains[random.Next(gains.Length)];
            means[s] = sum / gains.Length;
        }

        Array.Sort(means);
        return new Paired(before.Average(), gains.Average(), means[Samples / 40], means[^(Samples / 40)], gains.Count(g => g > 1e-9), gains.Count(g => g < -1e-9));
    }

    /// <summary>In points: gain, its interval, and how many questions gain and lose.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Points(Gain, 2):+0.00;−0.00} [{Points(Low, 1):+0.0;−0.0}, {Points(High, 1):+0.0;−0.0}] {Better}/{Worse}");

    // Rounded before it is written, and never a negative zero.
    private static double Points(double share, int digits) => Math.Round(share * 100, digits) + 0.0;
}
