using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Monitoring;

/// <summary>The windows a reference is cut into, to see how far apart windows are when nothing is wrong.</summary>
/// <remarks>Thresholds of mean and three standard deviations over reference chunks, as NannyML sets them (its documentation, "Thresholds").</remarks>
internal static class OwnWindows
{
    /// <summary>Fewest windows that say anything about their spread.</summary>
    public const int Fewest = 5;

    private const int Most = 20;

    /// <summary>First item and number of items of each window, in order; of about the current window's size where the reference is long enough. Empty when its windows would be below the minimum.</summary>
    public static IReadOnlyList<(int Start, int Length)> Cut(int reference, int current, int minimum)
    {
        if (current < minimum || reference / Fewest < minimum) return [];
        var count = Math.Clamp(reference / current, Fewest, Most);
        return [.. Enumerable.Range(0, count).Select(i => (Start: Place(i), Length: Place(i + 1) - Place(i)))];
        int Place(int window) => (int)((long)reference * window / count);
    }

    /// <summary>Mean and three standard deviations.</summary>
    public static double Threshold(IEnumerable<double> distances)
    {
        var moments = Moments.Of([.. distances]);
        return moments.Mean + (3 * moments.Deviation);
    }

    /// <summary>A window and the rest of the reference.</summary>
    public static (T[] Others, T[] Window) Apart<T>(T[] reference, (int Start, int Length) window) =>
        ([.. reference.AsSpan(0, window.Start), .. reference.AsSpan(window.Start + window.Length)], reference[window.Start..(window.Start + window.Length)]);
}
