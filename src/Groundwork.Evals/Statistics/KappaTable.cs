namespace Groundwork.Evals.Statistics;

/// <summary>Pairs of labels as cells of a table, from which every kappa is computed.</summary>
internal sealed class KappaTable
{
    private readonly int _levels;
    private readonly int[][] _cellsOfUnits;
    private readonly int _items;

    public KappaTable(IReadOnlyList<RatedPair> pairs, Dictionary<double, int> places)
    {
        _levels = places.Count;
        _items = pairs.Count;
        var ordered = pairs.OrderBy(p => p.Item, StringComparer.Ordinal).ThenBy(p => p.First).ThenBy(p => p.Second);
        _cellsOfUnits = [.. ItemUnits<RatedPair>.Of(ordered, p => p.Cluster).Groups.Select(g => g.Select(p => (places[p.First] * _levels) + places[p.Second]).ToArray())];
    }

    /// <summary>A row for each level of the first rater.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Counts()
    {
        var cells = CellsOf(AllOnce());
        return [.. Enumerable.Range(0, _levels).Select(row => cells.AsSpan(row * _levels, _levels).ToArray())];
    }

    /// <summary>Kappa with disagreements weighted by the distance in levels to the given power: 0 plain, 1 linear, 2 quadratic.</summary>
    public Coefficient? Kappa(int power, long seed, double confidence)
    {
        var weights = WeightsOf(power);
        var (seen, expected) = Disagreement(CellsOf(AllOnce()), weights);
        if (expected == 0) return null;
        var value = 1 - (seen / expected);
        if (seen == 0)
        {
            var low = Math.Max(-1, 1 - (Spread.Unseen(_cellsOfUnits.Length, confidence) / expected));
            return new Coefficient(value, new Interval(low, 1, confidence, "no disagreement: bound of what was not seen"), _items);
        }

        var interval = Redraw.Percentile(
            _cellsOfUnits.Length, _items + (_levels * _levels), value, (-1, 1), times =>
            {
                var (some, chance) = Disagreement(CellsOf(times), weights);
                return chance == 0 ? null : 1 - (some / chance);
            },
            new Draws(seed), confidence);
        return new Coefficient(value, interval, _items);
    }

    private int[] AllOnce()
    {
        var times = new int[_cellsOfUnits.Length];
        Array.Fill(times, 1);
        return times;
    }

    private int[] CellsOf(int[] times)
    {
        var cells = new int[_levels * _levels];
        for (var unit = 0; unit < times.Length; unit++)
        {
            if (times[unit] == 0) continue;
            foreach (var cell in _cellsOfUnits[unit]) cells[cell] += times[unit];
        }

        return cells;
    }

    // 0 for agreement, 1 for the largest disagreement.
    private double[] WeightsOf(int power)
    {
        var weights = new double[_levels * _levels];
        for (var i = 0; i < weights.Length; i++)
        {
            var distance = Math.Abs((i / _levels) - (i % _levels));
            weights[i] = distance == 0 ? 0 : power == 0 ? 1 : Math.Pow(distance / (_levels - 1.0), power);
        }

        return weights;
    }

    private (double Seen, double Expected) Disagreement(int[] cells, double[] weights)
    {
        var rows = new double[_levels];
        var columns = new double[_levels];
        double all = 0, seen = 0, expected = 0;
        for (var i = 0; i < cells.Length; i++)
        {
            rows[i / _levels] += cells[i];
            columns[i % _levels] += cells[i];
            all += cells[i];
            seen += weights[i] * cells[i];
        }

        for (var i = 0; i < cells.Length; i++) expected += weights[i] * rows[i / _levels] * columns[i % _levels];
        return (seen / all, expected / (all * all));
    }
}
