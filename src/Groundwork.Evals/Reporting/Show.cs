using System.Globalization;

namespace Groundwork.Evals.Reporting;

/// <summary>Numbers and words as people read them.</summary>
internal static class Show
{
    public const string None = "–";

    /// <summary>A value in the unit of its metric: three decimals for shares, fewer for large numbers.</summary>
    public static string Value(double value, Metric metric) => metric.Unit.Length == 0 ? Number(value) : $"{Number(value)} {metric.Unit}";

    public static string Number(double value)
    {
        var text = Math.Abs(value) switch
        {
            0 => "0",
            < 0.0005 => value.ToString("0.0e+0", CultureInfo.InvariantCulture),
            < 10 => value.ToString("0.000", CultureInfo.InvariantCulture),
            < 100 => value.ToString("0.0", CultureInfo.InvariantCulture),
            < 1e7 => value.ToString("0", CultureInfo.InvariantCulture),
            _ => value.ToString("0.00e+0", CultureInfo.InvariantCulture),
        };
        return text.Replace('-', '−');
    }

    /// <summary>Of one item: without decimals that say nothing.</summary>
    public static string Item(double value) => value == Math.Floor(value) && Math.Abs(value) < 1e7 ? value.ToString("0", CultureInfo.InvariantCulture).Replace('-', '−') : Number(value);

    public static string Number(double? value) => value is { } number ? Number(number) : None;

    /// <summary>With its sign, which a difference always has.</summary>
    public static string Signed(double value) => value > 0 ? "+" + Number(value) : Number(value);

    public static string Interval(Interval interval) => $"{Number(interval.Low)} … {Number(interval.High)}";

    /// <summary>Rounded down, so that what is not whole never reads 100 %.</summary>
    public static string Percent(double share) => (Math.Floor(share * 1000) / 10).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    public static string Chance(double chance) => chance < 0.001 ? "< 0.001" : chance.ToString("0.000", CultureInfo.InvariantCulture);

    public static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Plain(int count) => count.ToString(CultureInfo.InvariantCulture);

    public static string Verdict(GateVerdict verdict) => verdict switch { GateVerdict.Pass => "pass", GateVerdict.Fail => "fail", _ => "inconclusive" };

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Who decides a metric, and since when he is trusted; null where code alone does.</summary>
    public static string? Judge(MetricReport report) =>
        report.Metric.Judge is not { } judge ? null : report.Certified is { } day ? $"{judge}, certified {Day(day)}" : $"{judge}, uncertified";

    /// <summary>Regressions first: the surest, then the largest in deviations, then what changed for the better, in order of the surest.</summary>
    public static IReadOnlyList<PairedDifference> ByRegression(IReadOnlyList<PairedDifference> differences) =>
        [.. differences.OrderBy(Rank).ThenBy(static d => d.Metric.Name, StringComparer.Ordinal)];

    /// <summary>How a difference reads: worse, better, or not told apart from chance.</summary>
    public static string Direction(PairedDifference difference)
    {
        if (difference.Difference is not { } measured) return "no pairs";
        if (difference.Corrected > 1 - measured.Interval.Confidence || measured.Value == 0) return measured.Value == 0 && difference.Count is { Better: 0, Worse: 0 } ? "unchanged" : "not told apart";
        return Gain(difference) > 0 ? "better" : "worse";
    }

    /// <summary>The difference with its sign turned so that more is better.</summary>
    public static double Gain(PairedDifference difference) => (difference.Difference?.Value ?? 0) * (difference.Metric.HigherIsBetter ? 1 : -1);

    private static double Rank(PairedDifference difference)
    {
        var gain = Gain(difference);
        return gain == 0 ? 0 : Math.Sign(gain) * (2 - difference.Corrected + Math.Min(1, Math.Abs(gain) / Math.Max(1e-9, difference.Difference!.Deviation)));
    }
}
