using System.Globalization;
using Groundwork.Evals.Monitoring;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals;

/// <summary>
/// Looks for what changed between a reference and a current window. A feature drifted when it is further away than the reference's own windows are (so that an alarm means an effect, whatever the number of
/// items) and when a permutation of both windows together, corrected over all features, says that chance does not explain it (so that few items alarm nobody). Pure.
/// </summary>
/// <remarks>
/// Categories: population stability index (Siddiqi 2006) with half a count added to each, and Jensen-Shannon distance (Lin 1991; Endres and Schindelin 2003), which is permuted. Numbers: Kolmogorov-Smirnov,
/// which is permuted, and Wasserstein distance. Inputs: AUROC of a classifier between the windows (Lopez-Paz and Oquab 2017), and maximum mean discrepancy with pooled permutation (Gretton et al. 2012) for the
/// chance, over vectors where every item has one, else over hashed words.
/// </remarks>
public static class DriftTest
{
    private const int MostItems = 20_000;
    private const int MostPermutations = 20_000;

    /// <summary>Compares two windows.</summary>
    /// <param name="reference">What was usual; at least five times the minimum number of items.</param>
    /// <param name="current">What is looked at.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ArgumentException">Options are wrong, or a number of an item is not finite.</exception>
    public static DriftReport Compare(DriftWindow reference, DriftWindow current, DriftOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(options);
        var problems = options.Validate();
        if (problems.Count > 0) throw new ArgumentException(string.Join(' ', problems), nameof(options));
        RequireFinite(reference);
        RequireFinite(current);
        var notices = new List<string>();
        var draws = new Draws(options.Seed);
        var before = Thinned(reference, draws, notices);
        var after = Thinned(current, draws, notices);
        var features = new List<DriftFeature>();
        var (categories, numbers) = (NamesOf(before, after, i => i.Categories.Keys).ToList(), NamesOf(before, after, i => i.Numbers.Keys).ToList());
        options = Sufficient(options, categories.Count + numbers.Count + 1, notices);
        foreach (var name in categories)
        {
            cancellationToken.ThrowIfCancellationRequested();
            features.Add(CategoryDrift.Compare(name, before, after, options, cancellationToken));
        }

        foreach (var name in numbers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            features.Add(NumberDrift.Compare(name, before, after, options, cancellationToken));
        }

        var inputs = InputDrift.Compare(before, after, options, cancellationToken);
        if (inputs is not null) features.Add(inputs.Feature);
        var few = features.Count(f => f.Verdict == DriftVerdict.TooFew);
        if (few > 0)
            notices.Add(string.Create(CultureInfo.InvariantCulture, $"{few} of {features.Count} features have too few items: the current window needs {options.MinimumItems}, the reference {OwnWindows.Fewest * options.MinimumItems}."));
        return new DriftReport(reference.Name, current.Name, reference.Items.Count, current.Items.Count, Decided(features, options), inputs?.NewInputs ?? []) { Notices = notices };
    }

    // Corrected over all features, one that no permutation reaches has the chance features / (1 + permutations): with too few of them nothing could ever alarm.
    private static DriftOptions Sufficient(DriftOptions options, int features, List<string> notices)
    {
        var needed = Math.Ceiling(features / options.FalseAlarms);
        if (needed <= options.Permutations) return options;
        var permutations = Math.Max(options.Permutations, (int)Math.Min(needed, MostPermutations));
        if (permutations < needed)
            notices.Add(string.Create(CultureInfo.InvariantCulture, $"{features} features cannot be decided at {options.FalseAlarms} false alarms with {permutations} permutations: {needed} are needed. Compare fewer features, or set Permutations."));
        return options with { Permutations = permutations };
    }

    private static IReadOnlyList<DriftFeature> Decided(List<DriftFeature> features, DriftOptions options)
    {
        var tested = features.Where(f => f.Verdict != DriftVerdict.TooFew).ToArray();
        var corrected = PairedComparison.Holm([.. tested.Select(f => f.Chance)]);
        var place = 0;
        return
        [
            .. features.Select(feature =>
            {
                if (feature.Verdict == DriftVerdict.TooFew) return feature;
                var chance = corrected[place++];
                var drifted = chance <= options.FalseAlarms && feature.Distances.Any(d => d.IsFar);
                return feature with { Corrected = chance, Verdict = drifted ? DriftVerdict.Drifted : DriftVerdict.Steady };
            }),
        ];
    }

    private static IEnumerable<string> NamesOf(IReadOnlyList<DriftItem> before, IReadOnlyList<DriftItem> after, Func<DriftItem, IEnumerable<string>> names) =>
        before.Concat(after).SelectMany(names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static IReadOnlyList<DriftItem> Thinned(DriftWindow window, Draws draws, List<string> notices)
    {
        if (window.Items.Count <= MostItems) return window.Items;
        notices.Add(string.Create(CultureInfo.InvariantCulture, $"Of the {window.Items.Count} items of \"{window.Name}\", {MostItems} drawn by chance were compared."));
        return Sampling.Thin(window.Items, MostItems, draws);
    }

    private static void RequireFinite(DriftWindow window)
    {
        foreach (var item in window.Items)
        {
            foreach (var (name, value) in item.Numbers) Finite.Require(value, $"\"{name}\" of item \"{item.Id}\" in \"{window.Name}\"");
        }
    }
}
