using static Groundwork.Evals.Reporting.Scale;

namespace Groundwork.Evals.Reporting;

/// <summary>Whether the subject is right as often as it thinks: confidences in ten bins of equal width beside the share that is right.</summary>
/// <remarks>DeGroot and Fienberg 1983, "The Comparison and Evaluation of Forecasters": the reliability diagram.</remarks>
internal static class CalibrationPart
{
    private const int Bins = 10;
    private const double Left = 40;
    private const double Right = 300;
    private const double Top = 26;
    private const double Bottom = 240;

    private static readonly Scale s_unit = new(0, 1);

    public static void Write(HtmlText html, MeasuredRun run, HtmlReportOptions options)
    {
        if (Correctness(run, options) is not { } metric) return;
        var bins = BinsOf(run, metric);
        if (bins.Count == 0) return;
        var name = run.Values.Metrics[metric].Name;
        html.Raw("<section class=\"gw-section\" id=\"calibration\"><h2>Is it as sure as it is right?</h2>\n<p class=\"gw-hint\">Confidence of the subject against ").Text(name)
            .Raw(". On the dashed line the two agree; below it the subject is surer than it is right.</p>\n<div class=\"gw-pair\">");
        Plot(html, bins, name);
        Table(html, bins, name);
        html.Raw("</div></section>\n");
    }

    private static int? Correctness(MeasuredRun run, HtmlReportOptions options)
    {
        if (options.Correctness is { } named) return run.Values.MetricAt(named);
        for (var i = 0; i < run.Values.Metrics.Count; i++)
            if (run.Values.Metrics[i] is { IsRate: true, HigherIsBetter: true }) return i;
        return null;
    }

    private static List<(double Confidence, Estimate Right, int Count)> BinsOf(MeasuredRun run, int metric)
    {
        var bins = new List<ItemValue>[Bins];
        var (sums, weights) = (new double[Bins], new double[Bins]);
        for (var i = 0; i < run.Values.Samples.Count; i++)
        {
            if (run.Values.ConfidenceOf(i) is not { } confidence || run.Values.ValueOf(i, metric) is not { } value) continue;
            var bin = Math.Min(Bins - 1, (int)(confidence * Bins));
            (bins[bin] ??= []).Add(new ItemValue(run.Values.Samples[i], value, run.Values.WeightOf(i, metric), run.Values.ClusterOf(i)));
            sums[bin] += confidence * run.Values.WeightOf(i, metric);
            weights[bin] += run.Values.WeightOf(i, metric);
        }

        var level = run.Report.Metrics[metric].Mean?.Interval.Confidence ?? 0.95;
        return [.. Enumerable.Range(0, Bins).Where(b => bins[b] is not null)
            .Select(b => (sums[b] / weights[b], Intervals.OfMean(run.Values.Metrics[metric], bins[b], run.Report.Run.Seed, level)!, bins[b].Count))];
    }

    private static void Plot(HtmlText html, List<(double Confidence, Estimate Right, int Count)> bins, string name)
    {
        html.Raw("<figure class=\"gw-plot gw-calibration\"><svg viewBox=\"0 0 320 280\" role=\"img\"><title>").Text($"Confidence against {name}").Raw("</title><desc>")
            .Text(string.Join(" ", bins.Select(static b => $"At confidence {Show.Number(b.Confidence)} a share of {Show.Number(b.Right.Value)} is right, {Show.Count(b.Count)} samples."))).Raw("</desc>");
        for (var tick = 0; tick <= 4; tick++)
        {
            var (x, y) = (X(tick / 4.0), Y(tick / 4.0));
            html.Raw($"<line class=\"gw-grid\" x1=\"{Coordinate(Left)}\" x2=\"{Coordinate(Right)}\" y1=\"{y}\" y2=\"{y}\"/>");
            html.Raw($"<text class=\"gw-label\" x=\"{Coordinate(Left - 6)}\" y=\"{Coordinate(s_unit.Place(tick / 4.0, Bottom, Top) + 4)}\" text-anchor=\"end\">{Coordinate(tick / 4.0)}</text>");
            html.Raw($"<text class=\"gw-label\" x=\"{x}\" y=\"{Coordinate(Bottom + 16)}\" text-anchor=\"middle\">{Coordinate(tick / 4.0)}</text>");
        }

        html.Raw($"<line class=\"gw-reference\" x1=\"{X(0)}\" y1=\"{Y(0)}\" x2=\"{X(1)}\" y2=\"{Y(1)}\"/>");
        html.Raw($"<text class=\"gw-label\" x=\"{Coordinate((Left + Right) / 2)}\" y=\"{Coordinate(Bottom + 34)}\" text-anchor=\"middle\">how sure it was</text>");
        html.Raw("<text class=\"gw-label\" x=\"8\" y=\"10\">how often right</text>");
        foreach (var (confidence, right, count) in bins)
        {
            html.Raw($"<line class=\"gw-range-line\" x1=\"{X(confidence)}\" x2=\"{X(confidence)}\" y1=\"{Y(right.Interval.Low)}\" y2=\"{Y(right.Interval.High)}\"/>");
            html.Raw($"<circle class=\"gw-dot\" cx=\"{X(confidence)}\" cy=\"{Y(right.Value)}\" r=\"{Coordinate(Math.Min(8, 3 + (Math.Log10(count) * 1.5)))}\"/>");
        }

        html.Raw("</svg></figure>\n");
    }

    private static void Table(HtmlText html, List<(double Confidence, Estimate Right, int Count)> bins, string name)
    {
        html.Raw("<div class=\"gw-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Calibration: values\"><table class=\"gw-table\"><thead><tr><th scope=\"col\">Confidence</th><th scope=\"col\" class=\"gw-figure\">")
            .Text(name).Raw("</th><th scope=\"col\">Interval</th><th scope=\"col\" class=\"gw-figure\">Samples</th></tr></thead><tbody>");
        foreach (var (confidence, right, count) in bins)
            html.Raw("<tr><th scope=\"row\">").Text(Show.Number(confidence)).Raw("</th><td class=\"gw-figure\">").Text(Show.Number(right.Value)).Raw("</td><td>").Text(Show.Interval(right.Interval)).Raw("</td><td class=\"gw-figure\">").Text(Show.Count(count)).Raw("</td></tr>");
        html.Raw("</tbody></table></div>\n");
    }

    private static string X(double value) => Coordinate(s_unit.Place(value, Left, Right));

    private static string Y(double value) => Coordinate(s_unit.Place(value, Bottom, Top));
}
