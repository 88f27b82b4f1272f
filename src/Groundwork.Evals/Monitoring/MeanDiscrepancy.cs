using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Monitoring;

/// <summary>Whether two samples of vectors are from the same distribution: maximum mean discrepancy with a Gaussian kernel whose width is the median distance, permuted over both samples together.</summary>
/// <remarks>Gretton, Borgwardt, Rasch, Schölkopf and Smola 2012, "A Kernel Two-Sample Test", sections 2.2 and 8 (median heuristic).</remarks>
internal static class MeanDiscrepancy
{
    /// <summary>Chance of a discrepancy this large when nothing distinguishes the samples.</summary>
    public static double Chance(InputVector[] first, InputVector[] second, int permutations, Draws draws, CancellationToken cancellationToken)
    {
        InputVector[] all = [.. first, .. second];
        var kernel = KernelOf(all, cancellationToken);
        var rows = kernel.Select(r => r.Sum()).ToArray();
        var total = rows.Sum();
        var order = Enumerable.Range(0, all.Length).ToArray();
        var observed = Discrepancy(kernel, rows, total, order.AsSpan(0, first.Length));
        var hits = 0;
        for (var i = 0; i < permutations; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            draws.Shuffle<int>(order);
            if (Discrepancy(kernel, rows, total, order.AsSpan(0, first.Length)) >= observed - 1e-10) hits++;
        }

        return (1.0 + hits) / (1 + permutations);
    }

    // What is within the first sample and its row sums say the rest: Σ between = Σ rows − Σ within.
    private static double Discrepancy(double[][] kernel, double[] rows, double total, ReadOnlySpan<int> first)
    {
        double within = 0, touched = 0;
        for (var i = 0; i < first.Length; i++)
        {
            var row = kernel[first[i]];
            touched += rows[first[i]];
            within += row[first[i]];
            for (var j = 0; j < i; j++) within += 2 * row[first[j]];
        }

        double n = first.Length, m = kernel.Length - first.Length;
        var between = touched - within;
        return (within / (n * n)) + ((total - within - (2 * between)) / (m * m)) - (2 * between / (n * m));
    }

    private static double[][] KernelOf(InputVector[] all, CancellationToken cancellationToken)
    {
        var kernel = new double[all.Length][];
        var lengths = all.Select(v => v.Dot(v)).ToArray();
        var distances = new List<double>(all.Length * (all.Length - 1) / 2);
        for (var i = 0; i < all.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            kernel[i] = new double[all.Length];
            for (var j = 0; j < i; j++)
            {
                kernel[i][j] = Math.Max(0, lengths[i] + lengths[j] - (2 * all[i].Dot(all[j])));
                distances.Add(kernel[i][j]);
            }
        }

        distances.Sort();
        var median = distances[distances.Count / 2];
        if (median == 0) median = distances[^1] > 0 ? distances[^1] : 1;
        for (var i = 0; i < all.Length; i++)
        {
            kernel[i][i] = 1;
            for (var j = 0; j < i; j++) kernel[i][j] = kernel[j][i] = Math.Exp(-kernel[i][j] / median);
        }

        return kernel;
    }
}
