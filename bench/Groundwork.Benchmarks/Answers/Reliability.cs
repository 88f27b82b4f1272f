namespace Groundwork.Benchmarks.Answers;

/// <summary>How well probabilities say what comes true.</summary>
/// <param name="Bins">Ten bins of equal width: mean probability, share that came true, count.</param>
/// <param name="Ece">Expected calibration error over the bins (Naeini et al. 2015).</param>
/// <param name="EceLow">2.5th percentile over bootstrap samples.</param>
/// <param name="EceHigh">97.5th percentile.</param>
/// <param name="Brier">Mean squared error of the probabilities.</param>
internal sealed record Reliability((double Said, double True, int Count)[] Bins, double Ece, double EceLow, double EceHigh, double Brier)
{
    private const int BinCount = 10;
    private const int Samples = 1000;
    private const int Seed = 20261121;

    public static Reliability Of(IReadOnlyList<(double Probability, bool Outcome)> said)
    {
        var random = new Random(Seed);
        var errors = new double[Samples];
        var drawn = new (double, bool)[said.Count];
        for (var sample = 0; sample < Samples; sample++)
        {
            for (var i = 0; i < drawn.Length; i++) drawn[i] = said[random.Next(said.Count)];
            errors[sample] = EceOf(BinsOf(drawn), drawn.Length);
        }

        Array.Sort(errors);
        var bins = BinsOf(said);
        return new Reliability(bins, EceOf(bins, said.Count), errors[(int)(0.025 * Samples)], errors[(int)(0.975 * Samples)], said.Average(s => Math.Pow(s.Probability - (s.Outcome ? 1 : 0), 2)));
    }

    private static (double Said, double True, int Count)[] BinsOf(IReadOnlyList<(double Probability, bool Outcome)> said)
    {
        var sums = new (double Said, int True, int Count)[BinCount];
        foreach (var (probability, outcome) in said)
        {
            ref var bin = ref sums[Math.Min(BinCount - 1, (int)(probability * BinCount))];
            bin = (bin.Said + probability, bin.True + (outcome ? 1 : 0), bin.Count + 1);
        }

        return [.. sums.Select(s => s.Count == 0 ? (0.0, 0.0, 0) : (s.Said / s.Count, s.True / (double)s.Count, s.Count))];
    }

    private static double EceOf((double Said, double True, int Count)[] bins, int count) => bins.Sum(b => b.Count * Math.Abs(b.Said - b.True)) / count;
}
