using Groundwork.Evals.Statistics;

namespace Groundwork.Evals;

/// <summary>
/// How far raters agree, people or judges. Pure: the same labels in any order, with the same seed, give the same figures. Intervals are percentiles over items (or whole clusters) drawn with
/// replacement; items without a cluster are taken as independent. With fewer than 10 of them the interval is the whole range; where nobody disagrees it reaches down to what the share z²/(n + z²) of unseen disagreements would make of it.
/// </summary>
public static class Agreement
{
    private const int MostLevels = 200;

    /// <summary>Agreement of two raters.</summary>
    /// <param name="pairs">One pair of finite labels per item.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <param name="levels">All possible labels in their order, at most 200; null for those that occur, ascending. Distances in the weighted kappas count levels.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    /// <returns>Null without pairs.</returns>
    /// <exception cref="ArgumentException">A label is not finite or not among the levels, levels repeat, or are more than 200.</exception>
    /// <remarks>Cohen 1960, "A Coefficient of Agreement for Nominal Scales"; Cohen 1968, "Weighted Kappa".</remarks>
    public static PairAgreement? Between(IReadOnlyList<RatedPair> pairs, long seed, IReadOnlyList<double>? levels = null, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        Finite.RequireConfidence(confidence);
        RequireFinite(pairs);
        if (pairs.Count == 0) return null;
        var known = levels ?? [.. pairs.SelectMany(p => new[] { p.First, p.Second }).Distinct().Order()];
        var places = PlacesOf(known);
        foreach (var pair in pairs)
        {
            if (!places.ContainsKey(pair.First) || !places.ContainsKey(pair.Second)) throw new ArgumentException($"Item \"{pair.Item}\" has a label that is not among the levels.", nameof(pairs));
        }

        var table = new KappaTable(pairs, places);
        var raw = Intervals.OfMean([.. pairs.Select(p => new ItemValue(p.Item, p.First == p.Second ? 1 : 0, 1, p.Cluster))], isRate: true, seed, confidence)!;
        return new PairAgreement(
            pairs.Count, raw, table.Kappa(0, seed, confidence), table.Kappa(1, seed, confidence), table.Kappa(2, seed, confidence), new ConfusionMatrix([.. known], table.Counts()));
    }

    /// <summary>Agreement on a yes-or-no question, the first label being the truth.</summary>
    /// <param name="pairs">One pair of finite labels per item: what people say, what the judge says.</param>
    /// <param name="positiveFrom">Labels from here on are positive.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    /// <returns>Null without pairs.</returns>
    public static BinaryAgreement? OnBinary(IReadOnlyList<RatedPair> pairs, double positiveFrom, long seed, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        Finite.RequireConfidence(confidence);
        RequireFinite(pairs);
        if (pairs.Count == 0) return null;
        var positive = pairs.Where(p => p.First >= positiveFrom).ToArray();
        var negative = pairs.Where(p => p.First < positiveFrom).ToArray();
        var found = positive.Count(p => p.Second >= positiveFrom);
        var cleared = negative.Count(p => p.Second < positiveFrom);
        return new BinaryAgreement(
            pairs.Count, RateOf(pairs, p => p.First >= positiveFrom, seed, confidence)!, RateOf(positive, p => p.Second >= positiveFrom, seed, confidence),
            RateOf(negative, p => p.Second < positiveFrom, seed, confidence), found, negative.Length - cleared, cleared, positive.Length - found);
    }

    /// <summary>Krippendorff's alpha: agreement of any number of raters who need not all have labelled every item. 1 in full agreement, 0 as by chance.</summary>
    /// <param name="items">The labels of each item, one place per rater, null for none; items with fewer than two labels take no part.</param>
    /// <param name="scale">What the distance of two labels means.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    /// <param name="clusters">What each item shares with others, which are drawn together; null where every item stands alone.</param>
    /// <returns>Null where alpha says nothing: no item with two labels, or one and the same label throughout.</returns>
    /// <exception cref="ArgumentException">A label is not finite, or on the ratio scale below 0 or one of more than 1,000 different ones; or clusters are not one for each item.</exception>
    /// <remarks>Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"; on the ordinal scale the distance is that of mid-ranks, which is the same as his sum over the labels between.</remarks>
    public static Coefficient? Alpha(IReadOnlyList<IReadOnlyList<double?>> items, MeasurementScale scale, long seed, double confidence = 0.95, IReadOnlyList<string>? clusters = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        Finite.RequireConfidence(confidence);
        if (clusters is not null && clusters.Count != items.Count) throw new ArgumentException($"There are {clusters.Count} clusters for {items.Count} items.", nameof(clusters));
        var table = new AlphaTable(items, scale, clusters);
        return table.Coefficient(seed, confidence);
    }

    private static Estimate? RateOf(IReadOnlyList<RatedPair> pairs, Func<RatedPair, bool> isRight, long seed, double confidence) =>
        Intervals.OfMean([.. pairs.Select(p => new ItemValue(p.Item, isRight(p) ? 1 : 0, 1, p.Cluster))], isRate: true, seed, confidence);

    private static void RequireFinite(IReadOnlyList<RatedPair> pairs)
    {
        foreach (var pair in pairs)
        {
            Finite.Require(pair.First, $"The first label of item \"{pair.Item}\"");
            Finite.Require(pair.Second, $"The second label of item \"{pair.Item}\"");
        }
    }

    private static Dictionary<double, int> PlacesOf(IReadOnlyList<double> levels)
    {
        if (levels.Count > MostLevels) throw new ArgumentException($"There are {levels.Count} different labels; a kappa takes at most {MostLevels}. Round them, or use Alpha.", nameof(levels));
        var places = new Dictionary<double, int>();
        foreach (var level in levels)
        {
            Finite.Require(level, "A level");
            if (!places.TryAdd(level, places.Count)) throw new ArgumentException("A level is named twice.", nameof(levels));
        }

        return places;
    }
}
