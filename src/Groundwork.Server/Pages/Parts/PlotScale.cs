using System.Globalization;

namespace Groundwork.Server.Pages.Parts;

/// <summary>The axis of a plot: from zero to a round number that nothing passes.</summary>
internal static class PlotScale
{
    /// <summary>The end of the axis: 1, 2 or 5 times a power of ten, > 0.</summary>
    public static double EndOf(double largest)
    {
        if (!(largest > 0)) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(largest)));
        foreach (var step in (ReadOnlySpan<double>)[1, 2, 5])
            if (largest <= step * power * (1 + 1e-9)) return step * power;
        return 10 * power;
    }

    /// <summary>Into how many steps the axis is divided, so that each ends at a round number.</summary>
    public static int LinesTo(double end, bool isWhole)
    {
        var steps = Math.Abs((end / Math.Pow(10, Math.Floor(Math.Log10(end)))) - 5) < 1e-6 ? 5 : 4;
        return isWhole ? (int)Math.Min(steps, end) : steps;
    }

    /// <summary>A number short enough for an axis or a cell: "950", "12 k", "0.0004".</summary>
    public static string Short(double value) => Math.Abs(value) switch
    {
        0 => "0",
        < 0.01 => value.ToString("0.######", CultureInfo.InvariantCulture),
        < 10 => value.ToString("0.##", CultureInfo.InvariantCulture),
        < 1_000 => value.ToString("0.#", CultureInfo.InvariantCulture),
        < 1_000_000 => (value / 1_000).ToString("0.#", CultureInfo.InvariantCulture) + " k",
        < 1_000_000_000 => (value / 1_000_000).ToString("0.##", CultureInfo.InvariantCulture) + " M",
        _ => (value / 1_000_000_000).ToString("0.##", CultureInfo.InvariantCulture) + " G",
    };
}
