using static Groundwork.Evals.Reporting.Scale;

namespace Groundwork.Evals.Reporting;

/// <summary>How the values of each metric are spread. Times are among them only when they were scored.</summary>
internal static class DistributionPart
{
    private const double Left = 34;
    private const double Right = 312;
    private const double Top = 10;
    private const double Bottom = 116;

    public static void Write(HtmlText html, MeasuredRun run)
    {
        var shown = Enumerable.Range(0, run.Values.Metrics.Count).Select(i => (Metric: run.Values.Metrics[i], Items: run.Values.Items(i))).Where(static m => m.Items.Count > 0).ToList();
        if (shown.Count == 0) return;
        html.Raw("<section class=\"gw-section\" id=\"distributions\"><h2>How the values are spread</h2>\n<p class=\"gw-hint\">Samples by value. A mean hides whether all are middling or some are lost.</p>\n<div class=\"gw-plots\">\n");
        foreach (var (metric, items) in shown) Plot(html, metric, items);
        html.Raw("</div></section>\n");
    }

    private static void Plot(HtmlText html, Metric metric, IReadOnlyList<ItemValue> items)
    {
        var histogram = Histogram.Of(metric, items);
        var most = Math.Max(1, histogram.Bins.Max(static b => b.Count));
        html.Raw("<figure class=\"gw-plot\"><figcaption>").Text(metric.Name).Raw(" <span class=\"gw-count\">").Text($"{Show.Count(items.Count)} samples{(metric.Unit.Length == 0 ? "" : ", " + metric.Unit)}").Raw("</span></figcaption>\n");
        html.Raw("<svg viewBox=\"0 0 320 140\" role=\"img\"><title>").Text($"Distribution of {metric.Name}").Raw("</title><desc>").Text(Words(histogram, items)).Raw("</desc>");
        Line(html, Left, Right, Bottom, Bottom);
        html.Raw($"<text class=\"gw-label\" x=\"{Coordinate(Left - 6)}\" y=\"{Coordinate(Top + 9)}\" text-anchor=\"end\">").Text(Show.Count(most)).Raw("</text>");
        var step = (Right - Left) / histogram.Bins.Count;
        for (var i = 0; i < histogram.Bins.Count; i++)
        {
            if (histogram.Bins[i].Count == 0) continue;
            var height = Math.Max(1.5, (Bottom - Top) * histogram.Bins[i].Count / most);
            var width = Math.Min(step - 2, 80);
            html.Raw($"<rect class=\"gw-bar\" x=\"{Coordinate(Left + (i * step) + ((step - width) / 2))}\" y=\"{Coordinate(Bottom - height)}\" width=\"{Coordinate(width)}\" height=\"{Coordinate(height)}\" rx=\"1.5\"/>");
        }

        Ends(html, metric, histogram);
        html.Raw("</svg>\n<details class=\"gw-values\"><summary>Values</summary><table><thead><tr><th scope=\"col\">From</th><th scope=\"col\">To</th><th scope=\"col\" class=\"gw-figure\">Samples</th></tr></thead><tbody>");
        foreach (var (low, high, count) in histogram.Bins)
            if (count > 0) html.Raw("<tr><td>").Text(Show.Number(low)).Raw("</td><td>").Text(Show.Number(high)).Raw("</td><td class=\"gw-figure\">").Text(Show.Count(count)).Raw("</td></tr>");
        html.Raw("</tbody></table></details></figure>\n");
    }

    private static void Ends(HtmlText html, Metric metric, Histogram histogram)
    {
        var (first, last) = metric.IsRate ? ("0", "1") : (Label(histogram.Scale.From), Label(histogram.Scale.To) + (double.IsFinite(metric.Max) ? "" : " and more"));
        var (left, right) = metric.IsRate ? (Left + ((Right - Left) / 4), Right - ((Right - Left) / 4)) : (Left, Right);
        html.Raw($"<text class=\"gw-label\" x=\"{Coordinate(left)}\" y=\"{Coordinate(Bottom + 16)}\" text-anchor=\"{(metric.IsRate ? "middle" : "start")}\">").Text(first).Raw("</text>");
        html.Raw($"<text class=\"gw-label\" x=\"{Coordinate(right)}\" y=\"{Coordinate(Bottom + 16)}\" text-anchor=\"{(metric.IsRate ? "middle" : "end")}\">").Text(last).Raw("</text>");
    }

    private static void Line(HtmlText html, double x1, double x2, double y1, double y2) =>
        html.Raw($"<line class=\"gw-axis\" x1=\"{Coordinate(x1)}\" x2=\"{Coordinate(x2)}\" y1=\"{Coordinate(y1)}\" y2=\"{Coordinate(y2)}\"/>");

    private static string Words(Histogram histogram, IReadOnlyList<ItemValue> items)
    {
        var top = histogram.Bins.MaxBy(static b => b.Count);
        var ordered = items.Select(static i => i.Value).Order().ToArray();
        return $"{Show.Count(items.Count)} samples, from {Show.Number(ordered[0])} to {Show.Number(ordered[^1])}, half of them below {Show.Number(ordered[ordered.Length / 2])}. Most, {Show.Count(top.Count)}, lie between {Show.Number(top.Low)} and {Show.Number(top.High)}.";
    }
}
