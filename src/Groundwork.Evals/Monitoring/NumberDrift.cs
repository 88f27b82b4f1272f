using System.Globalization;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Monitoring;

/// <summary>Drift of a number.</summary>
internal static class NumberDrift
{
    public static DriftFeature Compare(string name, IReadOnlyList<DriftItem> reference, IReadOnlyList<DriftItem> current, DriftOptions options, CancellationToken cancellationToken)
    {
        var before = ValuesOf(name, reference);
        var after = ValuesOf(name, current);
        var windows = OwnWindows.Cut(before.Length, after.Length, options.MinimumItems);
        if (windows.Count == 0) return new DriftFeature(name, DriftVerdict.TooFew, [], 1);
        var exponent = Finite.Exponent([.. before, .. after]);
        var old = before.Select(v => Math.ScaleB(v, -exponent)).ToArray();
        var fresh = after.Select(v => Math.ScaleB(v, -exponent)).ToArray();
        var spread = Moments.Of(old).Deviation;
        if (spread == 0) spread = Moments.Of([.. old, .. fresh]).Deviation;
        var own = windows.Select(w => OwnWindows.Apart(old, w)).Select(w => (Others: Sorted(w.Others), Window: Sorted(w.Window))).ToArray();
        var (sortedOld, sortedFresh) = (Sorted(old), Sorted(OwnWindows.Alike(fresh, windows)));
        return new DriftFeature(
            name, DriftVerdict.Steady,
            [
                new DriftDistance("Kolmogorov-Smirnov", Apart(sortedOld, sortedFresh).Widest, OwnWindows.Threshold(own.Select(w => Apart(w.Others, w.Window).Widest))),
                new DriftDistance("Wasserstein", Transport(sortedOld, sortedFresh, spread), OwnWindows.Threshold(own.Select(w => Transport(w.Others, w.Window, spread)))),
            ],
            Chance(old, fresh, options, cancellationToken))
        {
            Change = string.Create(
                CultureInfo.InvariantCulture,
                $"mean {Finite.Clamp(Math.ScaleB(Moments.Of(old).Mean, exponent)):0.###} → {Finite.Clamp(Math.ScaleB(Moments.Of(fresh).Mean, exponent)):0.###}, median {Middle(Sorted(before)):0.###} → {Middle(Sorted(after)):0.###}"),
        };
    }

    /// <summary>Largest and summed distance of two cumulative distributions, given sorted values.</summary>
    public static (double Widest, double Area) Apart(double[] first, double[] second)
    {
        int i = 0, j = 0;
        double widest = 0, area = 0;
        while (i < first.Length || j < second.Length)
        {
            var at = j >= second.Length || (i < first.Length && first[i] <= second[j]) ? first[i] : second[j];
            while (i < first.Length && first[i] <= at) i++;
            while (j < second.Length && second[j] <= at) j++;
            var distance = Math.Abs(((double)i / first.Length) - ((double)j / second.Length));
            widest = Math.Max(widest, distance);
            if (i >= first.Length && j >= second.Length) break;
            var next = Math.Min(i < first.Length ? first[i] : double.MaxValue, j < second.Length ? second[j] : double.MaxValue);
            area += distance * (next - at);
        }

        return (widest, area);
    }

    private static double Transport(double[] first, double[] second, double spread) => spread == 0 ? 0 : Finite.Clamp(Apart(first, second).Area / spread);

    private static double Chance(double[] before, double[] after, DriftOptions options, CancellationToken cancellationToken)
    {
        var values = before.Select(v => (Value: v, IsNew: false)).Concat(after.Select(v => (Value: v, IsNew: true))).OrderBy(v => v.Value).ToArray();
        var isNew = values.Select(v => v.IsNew).ToArray();
        var endsTie = values.Select((v, i) => i + 1 == values.Length || values[i + 1].Value != v.Value).ToArray();
        var observed = Widest(isNew, endsTie, before.Length, after.Length);
        var draws = new Draws(options.Seed);
        var hits = 0;
        for (var i = 0; i < options.Permutations; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            draws.Shuffle<bool>(isNew);
            if (Widest(isNew, endsTie, before.Length, after.Length) >= observed - 1e-10) hits++;
        }

        return (1.0 + hits) / (1 + options.Permutations);
    }

    private static double Widest(bool[] isNew, bool[] endsTie, int before, int after)
    {
        double distance = 0, widest = 0;
        for (var i = 0; i < isNew.Length; i++)
        {
            distance += isNew[i] ? 1.0 / after : -1.0 / before;
            if (endsTie[i]) widest = Math.Max(widest, Math.Abs(distance));
        }

        return widest;
    }

    private static double[] ValuesOf(string name, IReadOnlyList<DriftItem> items)
    {
        var values = new List<double>(items.Count);
        foreach (var item in items)
        {
            if (item.Numbers.TryGetValue(name, out var value)) values.Add(value);
        }

        return [.. values];
    }

    private static double[] Sorted(double[] values) => [.. values.Order()];

    private static double Middle(double[] sorted) => (sorted[(sorted.Length - 1) / 2] / 2) + (sorted[sorted.Length / 2] / 2);
}
