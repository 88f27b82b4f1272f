namespace Groundwork.Evals.Reporting;

/// <summary>The samples of two runs, the worst regressions first: some side by side, every changed one as a row.</summary>
internal sealed class ChangesPart
{
    private const int MostRows = 5_000;

    private readonly HtmlText _html;
    private readonly MeasuredRun _baseline;
    private readonly MeasuredRun _candidate;
    private readonly HtmlReportOptions _options;
    private readonly string _metric;
    private readonly IReadOnlyList<ItemChange> _changes;

    public ChangesPart(HtmlText html, MeasuredRun baseline, MeasuredRun candidate, HtmlReportOptions options)
    {
        (_html, _baseline, _candidate, _options) = (html, baseline, candidate, options);
        _metric = options.OrderBy ?? candidate.Values.Metrics.FirstOrDefault(m => baseline.Values.MetricAt(m.Name) is not null)?.Name ?? "";
        _changes = ItemChanges.Of(baseline.Values, candidate.Values, _metric);
        Worst = [.. _changes.Where(static c => c.Gain < 0).Take(options.Worst)];
    }

    /// <summary>Samples that are shown whole.</summary>
    public IReadOnlyList<ItemChange> Worst { get; }

    public void Write(IReadOnlyDictionary<string, ScoredSample> before, IReadOnlyDictionary<string, ScoredSample> now)
    {
        if (_changes.Count == 0) return;
        _html.Raw("<section class=\"gw-section\" id=\"samples\"><h2>Samples by regression</h2>\n<p class=\"gw-hint\">").Text($"By {_metric}: {Show.Count(_changes.Count(static c => c.Gain < 0))} worse, {Show.Count(_changes.Count(static c => c.Gain > 0))} better, {Show.Count(_changes.Count(static c => c.Gain == 0))} equal.").Raw("</p>\n");
        foreach (var change in Worst) Both(change, before.GetValueOrDefault(change.Sample), now.GetValueOrDefault(change.Sample));
        Rows();
        _html.Raw("</section>\n");
    }

    private void Both(ItemChange change, ScoredSample? before, ScoredSample? now)
    {
        if (before is null || now is null) return;
        var label = Excerpt.Of(now.Sample.Input, 120);
        _html.Raw("<details class=\"gw-item\"><summary><span class=\"gw-item-id\">").Text(change.Sample).Raw("</span> <bdi class=\"gw-item-label\">").Text(label)
            .Raw("</bdi><span class=\"gw-item-value gw-worse\">").Text($"{Show.Item(change.Baseline)} → {Show.Item(change.Candidate)}").Raw("</span></summary><div class=\"gw-item-body\">\n");
        new SamplePart(_html, _candidate.Values.Scorers, _options).Asked(now.Sample, label);
        _html.Raw("<div class=\"gw-both\"><div><h4>Before</h4>");
        Side(before, _baseline.Values.Scorers);
        _html.Raw("</div><div><h4>Now</h4>");
        Side(now, _candidate.Values.Scorers);
        _html.Raw("</div></div></div></details>\n");
    }

    private void Side(ScoredSample scored, IReadOnlyList<StoredScorer> scorers)
    {
        if (scored.Observations.Count == 0) _html.Raw("<p class=\"gw-failed\">No observation is stored.</p>");
        else new SamplePart(_html, scorers, _options).Observed(scored, 0);
        if (scored.Observations.Count > 1) _html.Element("p", "gw-soft", $"The first of {Show.Count(scored.Observations.Count)} repeats.");
    }

    private void Rows()
    {
        var changed = _changes.Where(static c => c.Gain != 0).ToList();
        if (changed.Count == 0) return;
        _html.Raw("<details class=\"gw-fold\"><summary>").Text(changed.Count > MostRows ? $"The first {Show.Count(MostRows)} of {Show.Count(changed.Count)} changed samples" : $"All {Show.Count(changed.Count)} changed samples")
            .Raw("</summary><div class=\"gw-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Changed samples\"><table class=\"gw-table gw-rows\"><thead><tr><th scope=\"col\">Sample</th><th scope=\"col\" class=\"gw-figure\">Before</th><th scope=\"col\" class=\"gw-figure\">Now</th><th scope=\"col\" class=\"gw-figure\">Gain</th><th scope=\"col\">Asked</th></tr></thead><tbody>\n");
        foreach (var change in changed.Take(MostRows))
        {
            _html.Raw("<tr><th scope=\"row\">").Text(change.Sample).Raw("</th><td class=\"gw-figure\">").Text(Show.Item(change.Baseline)).Raw("</td><td class=\"gw-figure\">").Text(Show.Item(change.Candidate))
                .Raw($"</td><td class=\"gw-figure {(change.Gain < 0 ? "gw-worse" : "gw-better")}\">").Text(Show.Signed(change.Gain)).Raw("</td><td dir=\"auto\">")
                .Text(_candidate.Values.LabelOf(_candidate.Values.SampleAt(change.Sample)!.Value)).Raw("</td></tr>\n");
        }

        _html.Raw("</tbody></table></div></details>\n");
    }
}
