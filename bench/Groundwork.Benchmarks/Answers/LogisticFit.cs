namespace Groundwork.Benchmarks.Answers;

/// <summary>Ridge logistic regression by Newton's method; the bias is not shrunk. Small problems: a few dozen features, some ten thousand rows.</summary>
internal sealed record LogisticFit(double Bias, double[] Weights)
{
    private const int Rounds = 25;

    /// <param name="rows">Features, outcome, and weight of each observation.</param>
    /// <param name="ridge">Strength of shrinking, ≥ 0, against the summed weights of the rows.</param>
    public static LogisticFit Of(IReadOnlyList<(double[] Features, bool Outcome, double Weight)> rows, double ridge)
    {
        var size = rows[0].Features.Length + 1;
        var weights = new double[size];
        for (var round = 0; round < Rounds; round++)
        {
            var gradient = new double[size];
            var curvature = new double[size, size];
            foreach (var (features, outcome, weight) in rows)
            {
                double Value(int i) => i == 0 ? 1 : features[i - 1];
                var sum = 0.0;
                for (var i = 0; i < size; i++) sum += weights[i] * Value(i);
                var p = 1 / (1 + Math.Exp(-sum));
                var (error, bend) = (weight * ((outcome ? 1 : 0) - p), weight * p * (1 - p));
                for (var i = 0; i < size; i++)
                {
                    gradient[i] += error * Value(i);
                    for (var j = 0; j < size; j++) curvature[i, j] += bend * Value(i) * Value(j);
                }
            }

            for (var i = 0; i < size; i++)
            {
                if (i > 0) gradient[i] -= ridge * weights[i];
                curvature[i, i] += (i > 0 ? ridge : 0) + 1e-9;
            }

            var step = Solve(curvature, gradient);
            for (var i = 0; i < size; i++) weights[i] += step[i];
            if (step.Max(Math.Abs) < 1e-7) break;
        }

        return new LogisticFit(weights[0], weights[1..]);
    }

    // Gauss with pivots.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        var x = (double[])right.Clone();
        for (var i = 0; i < n; i++)
        {
            var pivot = i;
            for (var k = i + 1; k < n; k++)
                if (Math.Abs(matrix[k, i]) > Math.Abs(matrix[pivot, i])) pivot = k;
            for (var j = 0; j < n; j++) (matrix[i, j], matrix[pivot, j]) = (matrix[pivot, j], matrix[i, j]);
            (x[i], x[pivot]) = (x[pivot], x[i]);
            for (var k = i + 1; k < n; k++)
            {
                var factor = matrix[k, i] / matrix[i, i];
                for (var j = i; j < n; j++) matrix[k, j] -= factor * matrix[i, j];
                x[k] -= factor * x[i];
            }
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < n; j++) x[i] -= matrix[i, j] * x[j];
            x[i] /= matrix[i, i];
        }

        return x;
    }
}
