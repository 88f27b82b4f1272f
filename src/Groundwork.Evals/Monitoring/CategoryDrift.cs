using System.Globalization;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Monitoring;

/// <summary>Drift of a category.</summary>
internal static class CategoryDrift
{
    private const int MostValues = 100;
    private const int ToldValues = 3;

    public static DriftFeature Compare(string name, IReadOnlyList<DriftItem> reference, IReadOnlyList<DriftItem> current, DriftOptions options, CancellationToken cancellationToken)
    {
        var windows = OwnWindows.Cut(reference.Count, current.Count, options.MinimumItems);
        if (windows.Count == 0) return new DriftFeature(name, DriftVerdict.TooFew, [], 1);
        var values = ValuesOf(name, reference.Concat(current));
        var places = values.Select((value, place) => (value, place)).ToDictionary(v => v.value, v => v.place, StringComparer.Ordinal);
        int PlaceOf(DriftItem item) => places.GetValueOrDefault(ValueOf(item, name), values.Count);
        var before = reference.Select(PlaceOf).ToArray();
        var after = current.Select(PlaceOf).ToArray();
        var size = values.Count + 1;
        var own = windows.Select(w => OwnWindows.Apart(before, w)).Select(w => (Others: Count(w.Others, size), Window: Count(w.Window, size))).ToArray();
        var (old, fresh) = (Count(before, size), Count(after, size));
        var alike = Count(OwnWindows.Alike(after, windows), size);
        return new DriftFeature(
            name, DriftVerdict.Steady,
            [
                new DriftDistance("population stability index", StabilityIndex(old, alike), OwnWindows.Threshold(own.Select(w => StabilityIndex(w.Others, w.Window)))),
                new DriftDistance("Jensen-Shannon distance", JensenShannon(old, alike), OwnWindows.Threshold(own.Select(w => JensenShannon(w.Others, w.Window)))),
            ],
            Chance(before, after, size, options, cancellationToken))
        {
            Change = ChangeOf([.. values, "(others)"], old, fresh, before.Length, after.Length),
        };
    }

    /// <summary>Σ (q − p) ln(q / p) with half a count added to each value that occurs.</summary>
    public static double StabilityIndex(int[] reference, int[] current)
    {
        var occurring = Enumerable.Range(0, reference.Length).Where(i => reference[i] + current[i] > 0).ToArray();
        var (before, after) = (reference.Sum() + (0.5 * occurring.Length), current.Sum() + (0.5 * occurring.Length));
        return occurring.Sum(i =>
        {
            var (p, q) = ((reference[i] + 0.5) / before, (current[i] + 0.5) / after);
            return (q - p) * Math.Log(q / p);
        });
    }

    /// <summary>Root of the Jensen-Shannon divergence with logarithms to base 2, 0..1.</summary>
    public static double JensenShannon(int[] reference, int[] current)
    {
        double before = reference.Sum(), after = current.Sum(), sum = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            var (p, q) = (reference[i] / before, current[i] / after);
            var middle = (p + q) / 2;
            if (p > 0) sum += p / 2 * Math.Log2(p / middle);
            if (q > 0) sum += q / 2 * Math.Log2(q / middle);
        }

        return Math.Sqrt(Math.Clamp(sum, 0, 1));
    }

    private static double Chance(int[] before, int[] after, int size, DriftOptions options, CancellationToken cancellationToken)
    {
        int[] pooled = [.. before, .. after];
        var all = Count(pooled, size);
        var fewer = Math.Min(before.Length, after.Length);
        var observed = JensenShannon(Count(before, size), Count(after, size));
        var draws = new Draws(options.Seed);
        var hits = 0;
        for (var i = 0; i < options.Permutations; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Only the smaller window has to be drawn; the other is what is left.
            for (var k = 0; k < fewer; k++)
            {
                var other = k + draws.Below(pooled.Length - k);
                (pooled[k], pooled[other]) = (pooled[other], pooled[k]);
            }

            var drawn = Count(pooled.AsSpan(0, fewer), size);
            if (JensenShannon([.. all.Zip(drawn, (a, d) => a - d)], drawn) >= observed - 1e-10) hits++;
        }

        return (1.0 + hits) / (1 + options.Permutations);
    }

    // The most frequent values in both windows together, ties by name; rarer ones count as one.
    private static List<string> ValuesOf(string name, IEnumerable<DriftItem> items) =>
        [.. items.CountBy(i => ValueOf(i, name), StringComparer.Ordinal).OrderByDescending(v => v.Value).ThenBy(v => v.Key, StringComparer.Ordinal).Take(MostValues).Select(v => v.Key)];

    private static string ValueOf(DriftItem item, string name) => item.Categories.TryGetValue(name, out var value) ? value : "(none)";

    private static int[] Count(ReadOnlySpan<int> places, int size)
    {
        var counts = new int[size];
        foreach (var place in places) counts[place]++;
        return counts;
    }

    private static string ChangeOf(string[] values, int[] before, int[] after, int all, int now) =>
        string.Join(", ", values
            .Select((value, i) => (value, Before: (double)before[i] / all, After: (double)after[i] / now))
            .OrderByDescending(v => Math.Abs(v.After - v.Before)).ThenBy(v => v.value, StringComparer.Ordinal).Take(ToldValues).Where(v => v.After != v.Before)
            .Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.value} {100 * v.Before:0.#} % → {100 * v.After:0.#} %")));
}
