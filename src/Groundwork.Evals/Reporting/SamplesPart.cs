namespace Groundwork.Evals.Reporting;

/// <summary>The samples of a run: some whole, every one as a row.</summary>
internal sealed class SamplesPart(HtmlText html, MeasuredRun run, HtmlReportOptions options)
{
    private const int RowsPerFold = 500;

    private readonly RunValues _values = run.Values;
    private readonly SampleChoice _choice = SampleChoice.Of(run.Values, options, run.Report.Run.Seed);

    /// <summary>Positions of the samples that are shown whole.</summary>
    public IReadOnlySet<int> Chosen => _choice.Worst.Concat(_choice.Drawn).ToHashSet();

    public void Write(IReadOnlyDictionary<int, ScoredSample> whole)
    {
        if (_values.Samples.Count == 0) return;
        var by = _values.Metrics.Count > 0 ? $" by {_values.Metrics[_choice.Metric].Name}" : "";
        html.Raw("<section class=\"gw-section\" id=\"samples\"><h2>Samples</h2>\n");
        Legend();
        Details($"The {Show.Count(_choice.Worst.Count)} worst{by}", _choice.Worst, whole);
        Details($"{Show.Count(_choice.Drawn.Count)} drawn by chance from the others", _choice.Drawn, whole);
        Rows(by);
        html.Raw("</section>\n");
    }

    private void Legend() => html.Raw(
        "<p class=\"gw-legend\"><span>Claims:</span> <span class=\"gw-claim gw-supported\">✓ supported</span> <span class=\"gw-claim gw-noise\">≠ supported, not in the reference</span> "
        + "<span class=\"gw-claim gw-own\">○ right, from its own knowledge</span> <span class=\"gw-claim gw-unsupported\">✗ unsupported</span> <span class=\"gw-claim gw-unknown\">? no verdict</span></p>\n");

    private void Details(string title, IReadOnlyList<int> samples, IReadOnlyDictionary<int, ScoredSample> whole)
    {
        if (samples.Count == 0) return;
        html.Element("h3", null, title);
        var part = new SamplePart(html, _values.Scorers, options);
        foreach (var sample in samples)
        {
            if (!whole.TryGetValue(sample, out var scored)) continue;
            html.Raw("<details class=\"gw-item\"><summary><span class=\"gw-item-id\">").Text(_values.Samples[sample]).Raw("</span> <bdi class=\"gw-item-label\">").Text(_values.LabelOf(sample)).Raw("</bdi>");
            if (_values.Metrics.Count > 0) html.Raw("<span class=\"gw-item-value\">").Text($"{_values.Metrics[_choice.Metric].Name} {Value(sample, _choice.Metric)}").Raw("</span>");
            html.Raw("</summary><div class=\"gw-item-body\">\n");
            part.Write(scored, _values.LabelOf(sample));
            html.Raw("</div></details>\n");
        }
    }

    private void Rows(string by)
    {
        var metrics = Enumerable.Range(0, _values.Metrics.Count).OrderBy(m => m == _choice.Metric ? 0 : 1).ThenBy(static m => m).Take(options.Columns).ToArray();
        var shown = Math.Min(options.Rows, _values.Samples.Count);
        html.Element("h3", null, $"{(shown < _values.Samples.Count ? $"{Show.Count(shown)} of " : "All ")}{Show.Count(_values.Samples.Count)}{by}, the worst first");
        if (_values.Metrics.Count > metrics.Length) html.Element("p", "gw-hint", $"{Show.Count(_values.Metrics.Count - metrics.Length)} more metrics are in the CSV file.");
        var at = 0;
        foreach (var rows in SampleChoice.Order(_values, _choice.Metric).Take(shown).Chunk(RowsPerFold))
        {
            html.Raw("<details class=\"gw-fold\"><summary>").Text($"{Show.Count(at + 1)} to {Show.Count(at + rows.Length)}").Raw("</summary><div class=\"gw-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Samples\"><table class=\"gw-table gw-rows\"><thead><tr><th scope=\"col\">Sample</th>");
            foreach (var metric in metrics) html.Raw("<th scope=\"col\" class=\"gw-figure\">").Text(_values.Metrics[metric].Name).Raw("</th>");
            html.Raw("<th scope=\"col\">Asked</th></tr></thead><tbody>\n");
            foreach (var sample in rows)
            {
                html.Raw("<tr><th scope=\"row\">").Text(_values.Samples[sample]).Raw("</th>");
                foreach (var metric in metrics) html.Raw("<td class=\"gw-figure\">").Text(Value(sample, metric)).Raw("</td>");
                html.Raw("<td dir=\"auto\">").Text(_values.LabelOf(sample)).Raw("</td></tr>\n");
            }

            html.Raw("</tbody></table></div></details>\n");
            at += rows.Length;
        }
    }

    private string Value(int sample, int metric) => _values.ValueOf(sample, metric) is { } value ? Show.Item(value) : _values.IsMissing(sample, metric) ? "failed" : Show.None;
}
