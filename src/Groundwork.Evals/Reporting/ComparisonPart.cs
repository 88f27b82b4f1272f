namespace Groundwork.Evals.Reporting;

/// <summary>Every difference of two runs, regressions first.</summary>
internal static class ComparisonPart
{
    public static void Head(HtmlText html, Comparison comparison)
    {
        var (before, now) = (comparison.Baseline.Run, comparison.Candidate.Run);
        html.Raw("<header class=\"gw-head\"><p class=\"gw-eyebrow\">Comparison</p><h1>").Text(now.Subject).Raw("</h1>\n<p class=\"gw-lead\">").Text(Summary(comparison)).Raw("</p>\n<dl class=\"gw-facts\">");
        Fact(html, "Baseline", before.Baseline is { } name ? $"{name} ({before.Id})" : before.Id);
        Fact(html, "Now", now.Id);
        Fact(html, "Dataset", now.Dataset);
        Fact(html, "Only in one", $"{Show.Count(comparison.OnlyInBaseline)} before, {Show.Count(comparison.OnlyInCandidate)} now");
        html.Raw("</dl>\n");
        Changed(html, before, now);
        html.Raw("</header>\n");
    }

    public static void Differences(HtmlText html, Comparison comparison)
    {
        html.Raw("<section class=\"gw-section\" id=\"differences\"><h2>Differences</h2>\n<p class=\"gw-hint\">Sample by sample, regressions first. A difference counts as told apart when its chance stays below the level after Holm’s correction over all metrics and groups.</p>\n");
        if (comparison.Differences.Count == 0) html.Raw("<p class=\"gw-hint\">The runs have no metric in common.</p>");
        else Table(html, "Metric", Show.ByRegression(comparison.Differences).Select(static d => (d.Metric.Name, d.Metric.HigherIsBetter ? "" : "lower is better", d)));
        html.Raw("</section>\n");
        Groups(html, comparison);
    }

    private static void Groups(HtmlText html, Comparison comparison)
    {
        var grouped = Show.ByRegression(comparison.Differences).Where(static d => d.Groups.Count > 0).ToList();
        if (grouped.Count == 0) return;
        html.Raw("<section class=\"gw-section\" id=\"groups\"><h2>By group</h2>\n");
        for (var i = 0; i < grouped.Count; i++)
        {
            html.Raw(i == 0 ? "<details class=\"gw-fold\" open><summary>" : "<details class=\"gw-fold\"><summary>").Element("span", "gw-fold-name", grouped[i].Metric.Name).Raw("</summary>\n");
            Table(html, "Group", grouped[i].Groups.OrderBy(static g => Show.Gain(g.Difference)).Select(static g => (Excerpt.Of(g.Value, 80), g.Tag, g.Difference)));
            html.Raw("</details>\n");
        }

        html.Raw("</section>\n");
    }

    private static void Table(HtmlText html, string head, IEnumerable<(string Name, string Note, PairedDifference Difference)> rows)
    {
        html.Raw("<table class=\"gw-table gw-metrics gw-differences\"><thead><tr><th scope=\"col\">").Text(head)
            .Raw("</th><th scope=\"col\" class=\"gw-figure\">Before</th><th scope=\"col\" class=\"gw-figure\">Now</th><th scope=\"col\" class=\"gw-figure\">Difference</th><th scope=\"col\"><span class=\"gw-hidden\">Plot</span></th><th scope=\"col\">Interval</th><th scope=\"col\" class=\"gw-figure\">Chance</th><th scope=\"col\">Samples</th></tr></thead><tbody>\n");
        foreach (var (what, note, difference) in rows)
        {
            var direction = Show.Direction(difference);
            html.Raw("<tr><th scope=\"row\"><bdi class=\"gw-metric\">").Text(what).Raw("</bdi>");
            if (note.Length > 0) html.Raw(" <span class=\"gw-soft\">").Text(note).Raw("</span>");
            html.Raw($"<span class=\"gw-reading {Class(direction)}\">").Text(Sign(direction) + direction).Raw("</span></th>");
            if (difference.Difference is not { } measured) html.Raw("<td colspan=\"7\" class=\"gw-soft\">no sample has a value in both</td></tr>\n");
            else Cells(html, difference, measured, direction);
        }

        html.Raw("</tbody></table>\n");
    }

    private static void Cells(HtmlText html, PairedDifference difference, Estimate measured, string direction)
    {
        Figure(html, "Before", Show.Number(difference.Baseline));
        Figure(html, "Now", Show.Number(difference.Candidate));
        Figure(html, "Difference", Show.Signed(measured.Value), " gw-mean");
        html.Raw("<td class=\"gw-plot-cell\">");
        Strip.Write(html, measured, Scale.Around([measured.Interval.Low, measured.Interval.High, measured.Value]), 0, Class(direction), $"{difference.Metric.Name}: difference {Show.Signed(measured.Value)}, interval {Show.Interval(measured.Interval)}, {direction}");
        html.Raw("</td><td class=\"gw-interval\" data-label=\"Interval\">").Text(Show.Interval(measured.Interval));
        if (difference.Detectable is { } detectable) html.Raw("<span class=\"gw-method\">").Text($"could show ± {Show.Number(detectable)}").Raw("</span>");
        html.Raw("</td>");
        Figure(html, "Chance", Show.Chance(difference.Corrected));
        html.Raw("<td data-label=\"Samples\"><span class=\"gw-count-better\">").Text($"▲ {Show.Count(difference.Count.Better)}").Raw("</span> <span class=\"gw-count-worse\">").Text($"▼ {Show.Count(difference.Count.Worse)}")
            .Raw("</span> <span class=\"gw-soft\">").Text($"= {Show.Count(difference.Count.Equal)}").Raw("</span>");
        if (difference.OnlyOne > 0) html.Raw("<span class=\"gw-method\">").Text($"{Show.Count(difference.OnlyOne)} only in one").Raw("</span>");
        html.Raw("</td></tr>\n");
    }

    private static void Figure(HtmlText html, string label, string value, string classes = "") =>
        html.Raw($"<td class=\"gw-figure{classes}\" data-label=\"{label}\">").Text(value).Raw("</td>");

    private static string Summary(Comparison comparison)
    {
        var readings = comparison.Differences.Select(Show.Direction).ToList();
        int Number(string reading) => readings.Count(r => string.Equals(r, reading, StringComparison.Ordinal));
        return $"{Show.Count(Number("worse"))} of {Show.Count(readings.Count)} metrics worse, {Show.Count(Number("better"))} better, {Show.Count(Number("not told apart"))} not told apart from chance, {Show.Count(Number("unchanged"))} unchanged.";
    }

    // What a reader looks for first: which setting made the difference.
    private static void Changed(HtmlText html, EvalRun before, EvalRun now)
    {
        var names = before.Settings.Keys.Union(now.Settings.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Where(n => !string.Equals(before.Settings.GetValueOrDefault(n), now.Settings.GetValueOrDefault(n), StringComparison.Ordinal)).ToList();
        if (names.Count == 0) return;
        html.Raw("<details class=\"gw-settings\" open><summary>").Text(names.Count == 1 ? "1 setting changed" : $"{Show.Count(names.Count)} settings changed").Raw("</summary><dl class=\"gw-pairs\">");
        foreach (var name in names) Fact(html, name, $"{before.Settings.GetValueOrDefault(name, "(none)")} → {now.Settings.GetValueOrDefault(name, "(none)")}");
        html.Raw("</dl></details>\n");
    }

    private static string Class(string direction) => direction switch { "worse" => "gw-worse", "better" => "gw-better", _ => "gw-same" };

    private static string Sign(string direction) => direction switch { "worse" => "▼ ", "better" => "▲ ", "unchanged" => "= ", _ => "≈ " };

    private static void Fact(HtmlText html, string name, string value) => html.Raw("<div>").Element("dt", null, name).Raw("<dd>").Text(value).Raw("</dd></div>");
}
