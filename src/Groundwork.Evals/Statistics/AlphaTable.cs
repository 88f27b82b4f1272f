namespace Groundwork.Evals.Statistics;

/// <summary>Labels by item, from which Krippendorff's alpha is computed for any selection of items.</summary>
internal sealed class AlphaTable
{
    private const int MostRatioLevels = 1_000;

    private readonly MeasurementScale _scale;
    private readonly double[] _levels;
    private readonly int[][] _items;
    private readonly int[] _units;
    private readonly int _unitCount;

    public AlphaTable(IReadOnlyList<IReadOnlyList<double?>> items, MeasurementScale scale, IReadOnlyList<string>? clusters = null)
    {
        _scale = scale;
        var rows = items.Select((row, i) => (Labels: row.OfType<double>().Order().ToArray(), Cluster: clusters?[i])).Where(row => row.Labels.Length > 1).ToArray();
        var labels = rows.Select(row => row.Labels).ToArray();
        foreach (var label in items.SelectMany(i => i).OfType<double>())
        {
            Finite.Require(label, "A label");
            if (scale == MeasurementScale.Ratio && label < 0) throw new ArgumentException("A label is below 0; on the ratio scale none is. Use the interval scale.", nameof(items));
        }

        var exponent = Finite.Exponent(labels.SelectMany(i => i));
        var known = labels.SelectMany(i => i).Distinct().Order().ToArray();
        if (scale == MeasurementScale.Ratio && known.Length > MostRatioLevels)
            throw new ArgumentException($"There are {known.Length} different labels; on the ratio scale at most {MostRatioLevels} are compared. Round them, or use the interval scale.", nameof(items));
        var places = known.Select((level, place) => (level, place)).ToDictionary(p => p.level, p => p.place);
        // Ratios need no scaling, and would lose their smallest labels by it.
        _levels = scale == MeasurementScale.Ratio ? known : [.. known.Select(l => Math.ScaleB(l, -exponent))];
        // Items without ids have no order of their own: theirs is that of their labels.
        var placed = rows.Select(row => (Places: row.Labels.Select(l => places[l]).ToArray(), row.Cluster))
            .OrderBy(row => row.Cluster, StringComparer.Ordinal).ThenBy(row => row.Places, Comparer<int[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))).ToArray();
        _items = [.. placed.Select(row => row.Places)];
        _units = new int[_items.Length];
        for (var i = 1; i < _units.Length; i++)
            _units[i] = _units[i - 1] + (clusters is null || !string.Equals(placed[i].Cluster, placed[i - 1].Cluster, StringComparison.Ordinal) ? 1 : 0);
        _unitCount = _units.Length == 0 ? 0 : _units[^1] + 1;
    }

    /// <summary>Alpha with its interval; null where it says nothing.</summary>
    public Coefficient? Coefficient(long seed, double confidence)
    {
        var once = new int[_items.Length];
        Array.Fill(once, 1);
        var (seen, expected) = Disagreement(once);
        if (expected == 0) return null;
        var value = 1 - (seen / expected);
        if (seen == 0)
        {
            var labels = _items.Sum(i => (double)i.Length);
            var low = Math.Max(-1, 1 - (Spread.Unseen(_unitCount, confidence) * labels * Widest(once) / expected));
            return new Coefficient(value, new Interval(low, 1, confidence, "no disagreement: bound of what was not seen"), _items.Length);
        }

        var cost = _items.Sum(i => (long)i.Length) + (_scale == MeasurementScale.Ratio ? (long)_levels.Length * _levels.Length : _levels.Length);
        var times = new int[_items.Length];
        var interval = Redraw.Percentile(
            _unitCount, cost, value, (-1, 1), drawn =>
            {
                for (var i = 0; i < times.Length; i++) times[i] = drawn[_units[i]];
                var (some, chance) = Disagreement(times);
                return chance == 0 ? null : 1 - (some / chance);
            },
            new Draws(seed), confidence);
        return new Coefficient(value, interval, _items.Length);
    }

    /// <summary>Sums of the distances within items and within all labels together; alpha is one less their ratio.</summary>
    private (double Seen, double Expected) Disagreement(int[] times)
    {
        var counts = new double[_levels.Length];
        double all = 0;
        for (var i = 0; i < times.Length; i++)
        {
            foreach (var level in _items[i]) counts[level] += times[i];
            all += (double)times[i] * _items[i].Length;
        }

        return _scale switch
        {
            _ when counts.Count(c => c > 0) < 2 => (0, 0),
            MeasurementScale.Nominal => Unequal(times, counts, all),
            MeasurementScale.Ratio => Ratios(times, counts, all),
            MeasurementScale.Interval => Squared(times, counts, all, _levels),
            MeasurementScale.Ordinal => Squared(times, counts, all, MidRanks(counts)),
            _ => throw new NotSupportedException(_scale.ToString()),
        };
    }

    // Σ over pairs of (x − y)² = 2 n Σ (x − mean)².
    private (double Seen, double Expected) Squared(int[] times, double[] counts, double all, double[] places)
    {
        double mean = 0, expected = 0, seen = 0;
        for (var level = 0; level < counts.Length; level++) mean += counts[level] * places[level] / all;
        for (var level = 0; level < counts.Length; level++) expected += counts[level] * (places[level] - mean) * (places[level] - mean);
        for (var i = 0; i < times.Length; i++)
        {
            var labels = _items[i];
            if (times[i] == 0 || labels[0] == labels[^1]) continue;
            double own = 0, squares = 0;
            foreach (var level in labels) own += places[level] / labels.Length;
            foreach (var level in labels) squares += (places[level] - own) * (places[level] - own);
            seen += times[i] * 2 * labels.Length * squares / (labels.Length - 1);
        }

        return (seen, 2 * all * expected / (all - 1));
    }

    // Pairs of unequal labels: n² less the squares of how often each label occurs.
    private (double Seen, double Expected) Unequal(int[] times, double[] counts, double all)
    {
        double seen = 0, expected = all * all;
        foreach (var count in counts) expected -= count * count;
        for (var i = 0; i < times.Length; i++)
        {
            var labels = _items[i];
            if (times[i] == 0 || labels[0] == labels[^1]) continue;
            double unequal = (double)labels.Length * labels.Length;
            for (int from = 0, to = 1; to <= labels.Length; to++)
            {
                if (to < labels.Length && labels[to] == labels[from]) continue;
                unequal -= (double)(to - from) * (to - from);
                from = to;
            }

            seen += times[i] * unequal / (labels.Length - 1);
        }

        return (seen, expected / (all - 1));
    }

    private (double Seen, double Expected) Ratios(int[] times, double[] counts, double all)
    {
        double seen = 0, expected = 0;
        for (var i = 0; i < times.Length; i++)
        {
            var labels = _items[i];
            if (times[i] == 0 || labels[0] == labels[^1]) continue;
            double sum = 0;
            for (var a = 0; a < labels.Length; a++)
            {
                for (var b = a + 1; b < labels.Length; b++) sum += 2 * RatioDistance(labels[a], labels[b]);
            }

            seen += times[i] * sum / (labels.Length - 1);
        }

        for (var a = 0; a < counts.Length; a++)
        {
            if (counts[a] == 0) continue;
            for (var b = a + 1; b < counts.Length; b++) expected += 2 * counts[a] * counts[b] * RatioDistance(a, b);
        }

        return (seen, expected / (all - 1));
    }

    private double RatioDistance(int a, int b)
    {
        if (a == b) return 0;
        var ratio = Math.Min(_levels[a], _levels[b]) / Math.Max(_levels[a], _levels[b]);
        var distance = (1 - ratio) / (1 + ratio);
        return distance * distance;
    }

    private double Widest(int[] times)
    {
        if (_scale == MeasurementScale.Nominal) return 1;
        if (_scale == MeasurementScale.Ratio) return RatioDistance(0, _levels.Length - 1);
        var places = _levels;
        if (_scale == MeasurementScale.Ordinal)
        {
            var counts = new double[_levels.Length];
            for (var i = 0; i < times.Length; i++)
            {
                foreach (var level in _items[i]) counts[level] += times[i];
            }

            places = MidRanks(counts);
        }

        return (places[^1] - places[0]) * (places[^1] - places[0]);
    }

    private static double[] MidRanks(double[] counts)
    {
        var ranks = new double[counts.Length];
        double before = 0;
        for (var level = 0; level < counts.Length; level++)
        {
            ranks[level] = before + (counts[level] / 2);
            before += counts[level];
        }

        return ranks;
    }
}
