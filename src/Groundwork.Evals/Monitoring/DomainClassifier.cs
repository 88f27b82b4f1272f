using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Monitoring;

/// <summary>Tells two windows apart: logistic regression, each item judged by a model that did not see it.</summary>
/// <remarks>
/// Lopez-Paz and Oquab 2017, "Revisiting Classifier Two-Sample Tests", with five folds; trained by AdaGrad (Duchi, Hazan and Singer 2011). Both windows weigh the same, whatever their sizes.
/// </remarks>
internal static class DomainClassifier
{
    private const int Folds = 5;
    private const int Epochs = 8;
    private const double Rate = 0.5;
    private const double Decay = 1e-4;

    /// <summary>How well the windows can be told apart, and how sure it is of each item of the second.</summary>
    /// <param name="first">At least five vectors.</param>
    /// <param name="second">At least five vectors.</param>
    /// <param name="draws">Decides folds and order.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>Mean area under the ROC curve over the folds, 0.5 for windows that look the same; and for each vector of the second its chance of being of the second, 0..1.</returns>
    public static (double Auroc, double[] Sureness) Separate(InputVector[] first, InputVector[] second, Draws draws, CancellationToken cancellationToken)
    {
        InputVector[] all = [.. first, .. second];
        var foldOf = FoldsOf(first.Length, second.Length, draws);
        var size = all.Max(v => v.Places.Length == 0 ? 0 : v.Places[^1] + 1);
        var sureness = new double[second.Length];
        double areas = 0;
        for (var fold = 0; fold < Folds; fold++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var model = Trained(all, first.Length, Enumerable.Range(0, all.Length).Where(i => foldOf[i] != fold).ToArray(), size, draws);
            var held = Enumerable.Range(0, all.Length).Where(i => foldOf[i] == fold).ToArray();
            var scored = held.Select(i => new ScoredLabel(Chance(model, all[i], size), i >= first.Length)).ToArray();
            areas += Auroc.Of(scored)?.Value ?? 0.5;
            for (var i = 0; i < held.Length; i++)
            {
                if (held[i] >= first.Length) sureness[held[i] - first.Length] = scored[i].Score;
            }
        }

        return (areas / Folds, sureness);
    }

    private static int[] FoldsOf(int first, int second, Draws draws)
    {
        int[] before = [.. Enumerable.Range(0, first).Select(i => i % Folds)];
        int[] after = [.. Enumerable.Range(0, second).Select(i => i % Folds)];
        draws.Shuffle<int>(before);
        draws.Shuffle<int>(after);
        return [.. before, .. after];
    }

    // The last weight is the constant.
    private static double[] Trained(InputVector[] all, int first, int[] items, int size, Draws draws)
    {
        var weights = new double[size + 1];
        var squares = new double[size + 1];
        var ofSecond = items.Count(i => i >= first);
        var (weightOfFirst, weightOfSecond) = (items.Length / (2.0 * (items.Length - ofSecond)), items.Length / (2.0 * ofSecond));
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            draws.Shuffle<int>(items);
            foreach (var item in items)
            {
                var isSecond = item >= first;
                var error = (isSecond ? weightOfSecond : weightOfFirst) * (Chance(weights, all[item], size) - (isSecond ? 1 : 0));
                var (places, values) = (all[item].Places, all[item].Values);
                for (var i = 0; i < places.Length; i++) Step(places[i], (error * values[i]) + (Decay * weights[places[i]]));
                Step(size, error);
            }
        }

        return weights;

        void Step(int place, double gradient)
        {
            squares[place] += gradient * gradient;
            if (gradient != 0) weights[place] -= Rate * gradient / Math.Sqrt(squares[place] + 1e-8);
        }
    }

    private static double Chance(double[] weights, InputVector vector, int size)
    {
        var sum = weights[size];
        for (var i = 0; i < vector.Places.Length; i++) sum += weights[vector.Places[i]] * vector.Values[i];
        return 1 / (1 + Math.Exp(-sum));
    }
}
