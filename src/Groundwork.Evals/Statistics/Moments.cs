namespace Groundwork.Evals.Statistics;

/// <summary>Mean and variance (n − 1) of some numbers; 0 and 0 for none, variance 0 for one.</summary>
internal readonly record struct Moments(double Mean, double Variance)
{
    public double Deviation => Math.Sqrt(Variance);

    public static Moments Of(ReadOnlySpan<double> values)
    {
        if (values.Length == 0) return default;
        double sum = 0, squares = 0;
        foreach (var value in values) sum += value / values.Length;
        foreach (var value in values) squares += (value - sum) * (value - sum);
        return new Moments(sum, values.Length < 2 ? 0 : squares / (values.Length - 1));
    }

    /// <summary>Covariance (n − 1) of pairs; 0 for fewer than two.</summary>
    public static double Covariance(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length < 2) return 0;
        var (a, b) = (Of(first).Mean, Of(second).Mean);
        double sum = 0;
        for (var i = 0; i < first.Length; i++) sum += (first[i] - a) * (second[i] - b);
        return sum / (first.Length - 1);
    }
}
