using System.Globalization;
using System.Text;

namespace Groundwork.Evals.Gates;

/// <summary>The files of a new gate.</summary>
internal static class GateTexts
{
    // Of the metric's range: small enough to be missed by nobody, large enough for some hundred items to decide.
    private const double Tolerated = 0.02;
    private const double ToleratedInGroup = 0.05;
    private const int MinimumItems = 20;
    private const double LeastCoverage = 0.95;

    // With less, the mean is one of whatever happened to be measured.
    private const double WorthDeciding = 0.5;

    // What one item can break; a measure of quality that happens to be perfect is none of them.
    private static readonly string[] s_invariants = ["permission_kept", "citations_hold"];

    public static IReadOnlyList<TemplateFile> For(MeasuredRun run, string runCommand, string gateCommand)
    {
        var decidable = run.Report.Metrics.Where(IsDecidable).ToList();
        var items = Math.Clamp(decidable.Select(static m => m.Scored).DefaultIfEmpty().Max(), 2, MinimumItems);
        var decided = decidable.Where(m => m.Scored >= items).ToList();
        if (decided.Count == 0) throw new ArgumentException("The run has no metric with a finite range, values for half of its samples or more, and a certificate for the judge behind it; score it with one.", nameof(run));
        using var baseline = new StringWriter(CultureInfo.InvariantCulture);
        BaselineFile.Write(Baseline.Of(run), [.. decided.Select(static m => m.Metric.Name)], baseline);
        return
        [
            new TemplateFile("gate.yaml", Gate(run, decided, items)),
            new TemplateFile("baseline.json", baseline.ToString()),
            new TemplateFile("check.sh", Shell(runCommand, gateCommand)),
            new TemplateFile("github-actions.yml", Actions()),
        ];
    }

    private static bool IsDecidable(MetricReport report) =>
        report.Mean is not null && double.IsFinite(report.Metric.Max - report.Metric.Min) && report.Coverage >= WorthDeciding && (report.Metric.Judge is null || report.Certified is not null);

    private static string Gate(MeasuredRun run, List<MetricReport> decided, int items)
    {
        var text = new StringBuilder();
        text.Append("# Decides whether a run may pass: docs/formats/gate.md tells what each member means.\n");
        text.Append("# Exit codes: 0 pass, 3 fail, 4 inconclusive (too few items for their noise).\n");
        text.Append(CultureInfo.InvariantCulture, $"gate: {Quoted(run.Report.Run.Subject)}\n");
        text.Append(CultureInfo.InvariantCulture, $"dataset: {Quoted(run.Report.Run.Dataset)}\n");
        text.Append(CultureInfo.InvariantCulture, $"subject: {Quoted(run.Report.Run.Subject)}\n");
        text.Append("baseline:\n  file: baseline.json\n");
        text.Append("confidence: 0.95\n");
        text.Append(CultureInfo.InvariantCulture, $"minimumCoverage: {LeastCoverage}\n");
        text.Append(CultureInfo.InvariantCulture, $"minimumItems: {items}\n");
        text.Append("rules:\n");
        foreach (var report in decided) Rule(text, run, report);
        var left = run.Report.Metrics.Except(decided).Select(static m => m.Metric.Name).ToList();
        if (left.Count > 0) text.Append(CultureInfo.InvariantCulture, $"# Not decided: {Plain(string.Join(", ", left))}. Costs need a limit that only you know (atMost); uncertified judges need a certificate or allowUncertified; a metric with few values, or with values for less than half of its samples, needs more of them.\n");
        return text.ToString();
    }

    private static void Rule(StringBuilder text, MeasuredRun run, MetricReport report)
    {
        var metric = report.Metric;
        var range = metric.Max - metric.Min;
        text.Append(CultureInfo.InvariantCulture, $"  - metric: {Quoted(metric.Name)}\n    noWorseBy: {Rounded(Tolerated * range)}\n");
        if (report.Coverage < LeastCoverage) text.Append(CultureInfo.InvariantCulture, $"    minimumCoverage: {Down(report.Coverage)}\n");
        var best = metric.HigherIsBetter ? metric.Max : metric.Min;
        if (s_invariants.Contains(metric.Name, StringComparer.Ordinal) && report.Scored == report.Due && run.Values.Items(run.Values.MetricAt(metric.Name)!.Value).All(i => i.Value.Equals(best))) text.Append(CultureInfo.InvariantCulture, $"    everyItem: {best}\n");
        if (report.Groups.Count(static g => g.Tag is "language" && g.Report.Scored >= MinimumItems) > 1)
            text.Append(CultureInfo.InvariantCulture, $"    groups:\n      - tag: language\n        noWorseBy: {Rounded(ToleratedInGroup * range)}\n");
    }

    private static string Shell(string runCommand, string gateCommand) =>
        $"""
        #!/bin/sh
        # Runs the evaluation and decides. Exit codes: 0 pass, 3 fail, 4 inconclusive.
        set -eu
        cd "$(dirname "$0")"
        {runCommand}
        {gateCommand}

        """.ReplaceLineEndings("\n");

    private static string Actions() =>
        """
        # Copy to .github/workflows/evaluation.yml and set the path of check.sh.
        name: evaluation
        on: pull_request
        permissions:
          contents: read
        jobs:
          gate:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-dotnet@v4
                with:
                  dotnet-version: 10.0.x
              - name: Evaluate and decide
                run: sh evals/check.sh
              - name: Summary for the pull request
                if: always()
                run: if [ -f evals/gate.md ]; then cat evals/gate.md >> "$GITHUB_STEP_SUMMARY"; fi
              - uses: actions/upload-artifact@v4
                if: always()
                with:
                  name: evaluation
                  path: |
                    evals/gate.xml
                    evals/report.html
                  if-no-files-found: ignore

        """.ReplaceLineEndings("\n");

    // A double-quoted scalar of YAML reads every name back as it is; JSON's escapes are among its own.
    private static string Quoted(string text) => "\"" + System.Text.Json.JsonEncodedText.Encode(text) + "\"";

    private static string Plain(string text) => Reporting.Excerpt.Of(text, 500);

    private static double Rounded(double value) => Math.Round(value, 6);

    private static double Down(double share) => Math.Floor(share * 100) / 100;
}
