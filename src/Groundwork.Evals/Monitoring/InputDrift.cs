using System.Globalization;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Monitoring;

/// <summary>Drift of the inputs themselves.</summary>
/// <param name="Feature">The verdict.</param>
/// <param name="NewInputs">Typical new inputs.</param>
internal sealed record InputDrift(DriftFeature Feature, IReadOnlyList<DriftExample> NewInputs)
{
    private const string Name = "inputs";
    private const int MostReference = 4_000;
    private const int MostCurrent = 2_000;
    private const int MostPermuted = 400;
    private const double TooAlike = 0.8;

    /// <summary>Compares two windows; null when no item has a vector or a word.</summary>
    public static InputDrift? Compare(IReadOnlyList<DriftItem> reference, IReadOnlyList<DriftItem> current, DriftOptions options, CancellationToken cancellationToken)
    {
        var draws = new Draws(options.Seed);
        var before = Sampling.Thin(reference, MostReference, draws);
        var after = Sampling.Thin(current, MostCurrent, draws);
        var vectors = InputVectors.Of([.. before, .. after]);
        if (vectors is null) return null;
        var windows = OwnWindows.Cut(before.Count, after.Count, options.MinimumItems);
        if (windows.Count == 0) return new InputDrift(new DriftFeature(Name, DriftVerdict.TooFew, [], 1), []);
        var (old, fresh) = (vectors[..before.Count], vectors[before.Count..]);
        var (auroc, sureness) = DomainClassifier.Separate(old, fresh, draws, cancellationToken);
        var alike = OwnWindows.Alike(fresh, windows);
        if (alike.Length < fresh.Length) auroc = DomainClassifier.Separate(old, alike, draws, cancellationToken).Auroc;
        var threshold = OwnWindows.Threshold(windows.Select(w => OwnWindows.Apart(old, w)).Select(w => DomainClassifier.Separate(w.Others, w.Window, draws, cancellationToken).Auroc));
        var chance = MeanDiscrepancy.Chance(
            [.. Sampling.Thin(old, MostPermuted, draws)], [.. Sampling.Thin(fresh, MostPermuted, draws)], options.Permutations, draws, cancellationToken);
        var feature = new DriftFeature(Name, DriftVerdict.Steady, [new DriftDistance("classifier AUROC", auroc, threshold)], chance)
        {
            Change = string.Create(CultureInfo.InvariantCulture, $"told apart in {100 * auroc:0.#} % of pairs, 50 % is by chance"),
        };
        return new InputDrift(feature, Typical(after, fresh, sureness, options.Examples));
    }

    private static List<DriftExample> Typical(IReadOnlyList<DriftItem> items, InputVector[] vectors, double[] sureness, int count)
    {
        var chosen = new List<int>();
        foreach (var item in Enumerable.Range(0, items.Count).Where(i => sureness[i] > 0.5).OrderByDescending(i => sureness[i]).ThenBy(i => items[i].Id, StringComparer.Ordinal))
        {
            if (chosen.Count == count) break;
            if (chosen.TrueForAll(c => vectors[c].Dot(vectors[item]) < TooAlike)) chosen.Add(item);
        }

        return [.. chosen.Select(i => new DriftExample(items[i].Id, items[i].Text, sureness[i]))];
    }
}
