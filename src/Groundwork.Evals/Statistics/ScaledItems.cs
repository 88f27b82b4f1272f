namespace Groundwork.Evals.Statistics;

/// <summary>Values of items, in the order of their ids, divided by powers of two so that sums neither overflow nor vanish.</summary>
internal sealed class ScaledItems
{
    private readonly int _exponent;

    public ScaledItems(IReadOnlyList<ItemValue> items)
    {
        foreach (var item in items)
        {
            Finite.Require(item.Value, $"The value of sample \"{item.Sample}\"");
            Finite.Require(item.Weight, $"The weight of sample \"{item.Sample}\"");
            if (item.Weight <= 0) throw new ArgumentException($"The weight of sample \"{item.Sample}\" is not above 0; score the sample as not applicable instead.", nameof(items));
        }

        _exponent = Finite.Exponent(items.Select(i => i.Value));
        var weights = Finite.Exponent(items.Select(i => i.Weight));
        var ordered = items
            .Select(i => i with { Value = Math.ScaleB(i.Value, -_exponent), Weight = Math.Max(Math.ScaleB(i.Weight, -weights), double.Epsilon) })
            .OrderBy(i => i.Sample, StringComparer.Ordinal).ThenBy(i => i.Value).ThenBy(i => i.Weight);
        Units = ItemUnits<ItemValue>.Of(ordered, i => i.Cluster);
        Sums = new UnitSums(
            [.. Units.Groups.Select(g => g.Sum(i => i.Weight * i.Value))],
            [.. Units.Groups.Select(g => g.Sum(i => i.Weight))]);
        IsWeighted = items.Any(i => i.Weight != items[0].Weight);
        Deviation = DeviationOf(Units.Groups, Sums.Value, items.Count);
    }

    public ItemUnits<ItemValue> Units { get; }

    public UnitSums Sums { get; }

    public bool IsWeighted { get; }

    /// <summary>Standard deviation of the items, scaled; 0 for one item.</summary>
    public double Deviation { get; }

    /// <summary>Gives a value its size back; may overflow.</summary>
    public double Unscale(double value) => Math.ScaleB(value, _exponent);

    private static double DeviationOf(IReadOnlyList<IReadOnlyList<ItemValue>> groups, double mean, int count)
    {
        if (count < 2) return 0;
        double squares = 0, weights = 0;
        foreach (var item in groups.SelectMany(g => g))
        {
            squares += item.Weight * (item.Value - mean) * (item.Value - mean);
            weights += item.Weight;
        }

        return Math.Sqrt(squares / weights * count / (count - 1.0));
    }
}
