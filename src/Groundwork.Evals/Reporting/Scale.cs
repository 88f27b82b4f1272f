using System.Globalization;

namespace Groundwork.Evals.Reporting;

/// <summary>Where values lie on an axis.</summary>
internal sealed record Scale(double From, double To)
{
    // Ends beyond this would make the length of the axis infinite; what lies beyond is drawn at the end.
    private const double Far = 1e307;

    public double From { get; } = Math.Clamp(From, -Far, Far);

    public double To { get; } = Math.Clamp(To, -Far, Far);

    /// <summary>The metric's own range where it is finite; otherwise from 0, or the least value, to a round number that nothing passes.</summary>
    public static Scale Of(Metric metric, IEnumerable<double> values)
    {
        if (double.IsFinite(metric.Min) && double.IsFinite(metric.Max) && metric.Max > metric.Min) return new Scale(metric.Min, metric.Max);
        var all = values.Where(double.IsFinite).ToList();
        var low = all.Count == 0 ? 0 : all.Min();
        var high = all.Count == 0 ? 1 : all.Max();
        return new Scale(low >= 0 ? 0 : -RoundUp(-low), high > 0 ? RoundUp(high) : low < 0 ? 0 : 1);
    }

    /// <summary>Around values that lie close together, ends at round numbers, within the metric's own range.</summary>
    public static Scale Around(Metric metric, IEnumerable<double> values)
    {
        var all = values.Where(double.IsFinite).ToList();
        if (all.Count == 0) return Of(metric, all);
        var (low, high) = (all.Min(), all.Max());
        var step = RoundUp(Math.Max((high - low) / 4, Math.Max(Math.Abs(high), 1e-9) / 1000));
        var (from, to) = (Math.Max(metric.Min, Math.Floor(low / step) * step), Math.Min(metric.Max, Math.Ceiling(high / step) * step));
        return to > from ? new Scale(from, to) : Of(metric, all);
    }

    /// <summary>An end of an axis, as short as it can be.</summary>
    public static string Label(double value) => (Math.Abs(value) < 1e6 ? value.ToString("0.####", CultureInfo.InvariantCulture) : value.ToString("0.##e+0", CultureInfo.InvariantCulture)).Replace('-', '−');

    /// <summary>Around zero, for differences.</summary>
    public static Scale Around(IEnumerable<double> values)
    {
        var most = values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        var end = most > 0 ? RoundUp(most) : 1;
        return new Scale(-end, end);
    }

    /// <summary>Place on a line from <paramref name="left"/> to <paramref name="right"/>; what lies outside is put at the end.</summary>
    public double Place(double value, double left, double right) => left + ((right - left) * Math.Clamp((value - From) / (To - From), 0, 1));

    /// <summary>A coordinate as SVG reads it.</summary>
    public static string Coordinate(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    // 1, 2 or 5 times a power of ten.
    private static double RoundUp(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        foreach (var step in (ReadOnlySpan<double>)[1, 2, 5])
            if (value <= step * power * (1 + 1e-9)) return step * power;
        return 10 * power;
    }
}
