namespace Groundwork.Evals.Reporting;

/// <summary>The head of a report, its notices, every metric with its interval, and the groups.</summary>
internal static class OverviewPart
{
    // Below this a mean speaks for too few to be read without a second look.
    private const double LowCoverage = 0.95;

    public static void Head(HtmlText html, Report report)
    {
        var run = report.Run;
        html.Raw("<header class=\"gw-head\"><p class=\"gw-eyebrow\">Evaluation</p><h1>").Text(run.Subject).Raw("</h1>\n<p class=\"gw-lead\">")
            .Text($"{Show.Count(run.Samples)} samples of {run.Dataset}{(run.Repeats > 1 ? FormattableString.Invariant($", each run {run.Repeats} times") : "")}.").Raw("</p>\n");
        html.Raw("<dl class=\"gw-facts\">");
        Fact(html, "Run", run.Id);
        Fact(html, "Dataset version", run.DatasetVersion.Length > 16 ? run.DatasetVersion[..16] : run.DatasetVersion);
        Fact(html, "Observed", $"{Show.Count(report.Observed)} of {Show.Count(report.Expected)}");
        Fact(html, "Failed", Show.Count(report.Failures));
        html.Raw("</dl>\n");
        if (run.Settings.Count > 0)
        {
            html.Raw("<details class=\"gw-settings\"><summary>Settings of the subject</summary><dl class=\"gw-pairs\">");
            foreach (var (name, value) in run.Settings.OrderBy(static s => s.Key, StringComparer.Ordinal)) Fact(html, name, value);
            html.Raw("</dl></details>\n");
        }

        html.Raw("</header>\n");
    }

    public static void Notices(HtmlText html, IReadOnlyList<string> notices)
    {
        if (notices.Count == 0) return;
        html.Raw("<section class=\"gw-notices\" aria-label=\"Notices\"><h2>Before you believe it</h2><ul>");
        foreach (var notice in notices) html.Element("li", null, notice);
        html.Raw("</ul></section>\n");
    }

    public static void Metrics(HtmlText html, Report report)
    {
        if (report.Metrics.Count == 0)
        {
            html.Raw("<section class=\"gw-section\" id=\"overview\"><h2>Overview</h2><p class=\"gw-hint\">Nothing was scored yet.</p></section>\n");
            return;
        }

        var confidence = report.Metrics.FirstOrDefault(static m => m.Mean is not null)?.Mean?.Interval.Confidence ?? 0.95;
        html.Raw("<section class=\"gw-section\" id=\"overview\"><h2>Overview</h2>\n<p class=\"gw-hint\">").Text($"Each mean with the interval in which the true mean lies with a confidence of {Show.Percent(confidence)}.").Raw("</p>\n");
        html.Raw("<table class=\"gw-table gw-metrics\"><thead><tr><th scope=\"col\">Metric</th><th scope=\"col\" class=\"gw-figure\">Mean</th><th scope=\"col\"><span class=\"gw-hidden\">Plot</span></th><th scope=\"col\">Interval</th><th scope=\"col\">Covers</th></tr></thead><tbody>\n");
        foreach (var metric in report.Metrics) Row(html, metric);
        html.Raw("</tbody></table></section>\n");
    }

    public static void Groups(HtmlText html, Report report)
    {
        var grouped = report.Metrics.Where(static m => m.Groups.Count > 0).ToList();
        if (grouped.Count == 0) return;
        html.Raw("<section class=\"gw-section\" id=\"groups\"><h2>By group</h2>\n<p class=\"gw-hint\">The dashed line is the mean of all samples. Groups of few samples have wide intervals; look at those before at the dots.</p>\n");
        for (var i = 0; i < grouped.Count; i++)
        {
            html.Raw(i == 0 ? "<details class=\"gw-fold\" open><summary>" : "<details class=\"gw-fold\"><summary>").Element("span", "gw-fold-name", grouped[i].Metric.Name)
                .Raw(" <span class=\"gw-count\">").Text(Show.Count(grouped[i].Groups.Count) + " groups").Raw("</span></summary>\n");
            GroupTable(html, grouped[i]);
            html.Raw("</details>\n");
        }

        html.Raw("</section>\n");
    }

    private static void Row(HtmlText html, MetricReport report)
    {
        html.Raw("<tr><th scope=\"row\"><span class=\"gw-metric\">").Text(report.Metric.Name).Raw("</span>");
        if (!report.Metric.HigherIsBetter) html.Raw(" <span class=\"gw-tag\">lower is better</span>");
        if (report.Metric.Judge is { } judge)
            html.Raw(report.Certified is null ? " <span class=\"gw-tag gw-warn\">" : " <span class=\"gw-tag\">").Text(report.Certified is { } day ? $"{judge}, certified {Show.Day(day)}" : $"{judge}, uncertified").Raw("</span>");
        html.Raw("<span class=\"gw-meaning\">").Text(report.Metric.Meaning).Raw("</span></th>");
        Mean(html, report, Scale.Of(report.Metric, report.Mean is { } m ? [m.Value, m.Interval.Low, m.Interval.High] : []), null);
        Coverage(html, report);
        html.Raw("</tr>\n");
    }

    private static void GroupTable(HtmlText html, MetricReport report)
    {
        var scale = Scale.Around(report.Metric, report.Groups.Select(static g => g.Report.Mean).Append(report.Mean).OfType<Estimate>().SelectMany(static e => new[] { e.Interval.Low, e.Interval.High }));
        html.Raw("<table class=\"gw-table gw-metrics\"><thead><tr><th scope=\"col\">Group</th><th scope=\"col\" class=\"gw-figure\">Mean</th><th scope=\"col\"><span class=\"gw-hidden\">Plot, </span>").Text($"{Scale.Label(scale.From)} to {Scale.Label(scale.To)}").Raw("</th><th scope=\"col\">Interval</th><th scope=\"col\">Covers</th></tr></thead><tbody>\n");
        foreach (var group in report.Groups)
        {
            html.Raw("<tr><th scope=\"row\"><span class=\"gw-soft\">").Text(group.Tag).Raw("</span> <bdi>").Text(Excerpt.Of(group.Value, 80)).Raw("</bdi></th>");
            Mean(html, group.Report, scale, report.Mean?.Value);
            Coverage(html, group.Report);
            html.Raw("</tr>\n");
        }

        html.Raw("</tbody></table>\n");
    }

    private static void Mean(HtmlText html, MetricReport report, Scale scale, double? reference)
    {
        if (report.Mean is not { } mean)
        {
            html.Raw("<td class=\"gw-figure\" data-label=\"Mean\">–</td><td></td><td class=\"gw-soft\">no sample has a value</td>");
            return;
        }

        html.Raw("<td class=\"gw-figure gw-mean\" data-label=\"Mean\">").Text(Show.Value(mean.Value, report.Metric)).Raw("</td><td class=\"gw-plot-cell\">");
        Strip.Write(html, mean, scale, reference, "gw-series", $"{report.Metric.Name}: {Show.Number(mean.Value)}, interval {Show.Interval(mean.Interval)}");
        html.Raw("</td><td class=\"gw-interval\" data-label=\"Interval\">").Text(Show.Interval(mean.Interval));
        if (reference is null) html.Raw("<span class=\"gw-method\">").Text(mean.Interval.Method).Raw("</span>");
        html.Raw("</td>");
    }

    private static void Coverage(HtmlText html, MetricReport report)
    {
        html.Raw("<td class=\"gw-covers\" data-label=\"Covers\">");
        html.Raw(report.Coverage < LowCoverage ? "<span class=\"gw-low\">" : report.Scored < report.Due ? "<span>" : "<span class=\"gw-whole\">").Text($"{Show.Count(report.Scored)} of {Show.Count(report.Due)}").Raw("</span>");
        if (report.NotApplicable > 0) html.Raw(" <span class=\"gw-soft\">").Text($"{Show.Count(report.NotApplicable)} not applicable").Raw("</span>");
        if (report.Spread is { } spread) html.Raw(" <span class=\"gw-soft\">").Text($"repeats vary by {Show.Number(Math.Sqrt(spread.Within))}, samples by {Show.Number(Math.Sqrt(spread.Between))}").Raw("</span>");
        if (report.Reasons.Count > 0)
        {
            html.Raw("<details class=\"gw-reasons\"><summary>Why not all</summary><ul>");
            foreach (var reason in report.Reasons.Take(8)) html.Raw("<li>").Text($"{Show.Count(reason.Count)} × {reason.Reason}").Raw("</li>");
            if (report.Reasons.Count > 8) html.Raw("<li>").Text($"{Show.Count(report.Reasons.Count - 8)} other reasons").Raw("</li>");
            html.Raw("</ul></details>");
        }

        html.Raw("</td>");
    }

    private static void Fact(HtmlText html, string name, string value) => html.Raw("<div>").Element("dt", null, name).Raw("<dd>").Text(value).Raw("</dd></div>");
}
