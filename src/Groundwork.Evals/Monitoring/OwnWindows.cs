using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Monitoring;

/// <summary>The windows a reference is cut into, to see how far apart windows are when nothing is wrong.</summary>
/// <remarks>Thresholds of mean and three standard deviations over reference chunks, as NannyML sets them (its documentation, "Thresholds").</remarks>
internal static class OwnWindows
{
    /// <summary>Fewest windows that say anything about their spread.</summary>
    public const int Fewest = 5;

    private const int Most = 20;

    /// <summary>
    /// First item and number of items of each window, in order: of exactly the current window's size, or a fifth of the reference where that is less, since the distance of two windows shrinks with their size.
    /// Up to 20, evenly spread. Empty when its windows would be below the minimum.
    /// </summary>
    public static IReadOnlyList<(int Start, int Length)> Cut(int reference, int current, int minimum)
    {
        if (current < minimum || reference / Fewest < minimum) return [];
        var length = Math.Min(current, reference / Fewest);
        var count = Math.Clamp(reference / length, Fewest, Most);
        return [.. Enumerable.Range(0, count).Select(i => ((int)((long)(reference - length) * i / (count - 1)), length))];
    }

    /// <summary>As many items of the current window, evenly spread, as the windows have: what their distances are compared with.</summary>
    public static T[] Alike<T>(T[] current, IReadOnlyList<(int Start, int Length)> windows)
    {
        var length = Math.Min(current.Length, windows[0].Length);
        return [.. Enumerable.Range(0, length).Select(i => current[(int)((long)i * current.Length / length)])];
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
