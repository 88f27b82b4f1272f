namespace Groundwork.Evals.Statistics;

/// <summary>The samples that two runs share, in the order of their ids, with values and weights divided by powers of two so that sums neither overflow nor vanish.</summary>
internal sealed class ScaledPairs
{
    private readonly int _exponent;

    public ScaledPairs(IReadOnlyList<ItemValue> baseline, IReadOnlyList<ItemValue> candidate)
    {
        var before = ById(baseline, "baseline");
        var after = ById(candidate, "candidate");
        var shared = before.Keys.Where(after.ContainsKey).Order(StringComparer.Ordinal).Select(id => (Before: before[id], After: after[id])).ToArray();
        OnlyOne = before.Count + after.Count - (2 * shared.Length);
        _exponent = Finite.Exponent(shared.SelectMany(p => new[] { p.Before.Value, p.After.Value }));
        var weights = Finite.Exponent(shared.SelectMany(p => new[] { p.Before.Weight, p.After.Weight }));
        Pairs =
        [
            .. shared.Select(p => new Pair(
                p.Before.Sample, p.Before.Cluster ?? p.After.Cluster, Math.ScaleB(p.Before.Value, -_exponent), Scaled(p.Before.Weight, weights), Math.ScaleB(p.After.Value, -_exponent),
                Scaled(p.After.Weight, weights))),
        ];
        Units = ItemUnits<Pair>.Of(Pairs, p => p.Cluster);
        IsWeighted = Pairs.Any(p => p.BaselineWeight != Pairs[0].BaselineWeight || p.CandidateWeight != Pairs[0].BaselineWeight);
    }

    public IReadOnlyList<Pair> Pairs { get; }

    public ItemUnits<Pair> Units { get; }

    /// <summary>Samples that one run alone has.</summary>
    public int OnlyOne { get; }

    /// <summary>True when not all weights are equal.</summary>
    public bool IsWeighted { get; }

    /// <summary>The difference of the two means as sums over units.</summary>
    public UnitSums Sums() =>
        new(
            Over(g => g.Sum(p => p.CandidateWeight * p.Candidate)), Over(g => g.Sum(p => p.CandidateWeight)), Over(g => g.Sum(p => p.BaselineWeight * p.Baseline)),
            Over(g => g.Sum(p => p.BaselineWeight)));

    /// <summary>The same where all weights are equal: exact zeros stay zeros.</summary>
    public UnitSums PlainSums() => new(Over(g => g.Sum(p => p.Difference)), Over(g => g.Count));

    /// <summary>Gives a value its size back; may overflow.</summary>
    public double Unscale(double value) => Math.ScaleB(value, _exponent);

    private static double Scaled(double weight, int exponent) => Math.Max(Math.ScaleB(weight, -exponent), double.Epsilon);

    private static Dictionary<string, ItemValue> ById(IReadOnlyList<ItemValue> items, string run)
    {
        var known = new Dictionary<string, ItemValue>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            Finite.Require(item.Value, $"The value of sample \"{item.Sample}\" in the {run}");
            Finite.Require(item.Weight, $"The weight of sample \"{item.Sample}\" in the {run}");
            if (item.Weight <= 0) throw new ArgumentException($"The weight of sample \"{item.Sample}\" in the {run} is not above 0; score the sample as not applicable instead.", nameof(items));
            if (!known.TryAdd(item.Sample, item)) throw new ArgumentException($"Sample \"{item.Sample}\" has two values in the {run}; take its repeats together first.", nameof(items));
        }

        return known;
    }

    private double[] Over(Func<IReadOnlyList<Pair>, double> sum) => [.. Units.Groups.Select(sum)];
}
