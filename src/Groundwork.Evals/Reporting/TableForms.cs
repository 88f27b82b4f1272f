using System.Text;

namespace Groundwork.Evals.Reporting;

/// <summary>Reports, comparisons and decisions as columns of text.</summary>
internal static class TableForms
{
    private const int CellChars = 60;

    public static string Of(Report report)
    {
        var table = new TextTable("metric", "mean", "interval", "coverage", "judge");
        foreach (var metric in report.Metrics)
        {
            Row(table, metric, Excerpt.Of(metric.Metric.Name, CellChars));
            foreach (var group in metric.Groups) Row(table, group.Report, "  " + Excerpt.Of($"{group.Tag} {group.Value}", CellChars));
        }

        return $"{Line(report.Run.Subject)} on {Line(report.Run.Dataset)}: {Show.Count(report.Observed)} of {Show.Count(report.Expected)} observations\n\n{table}{Notices(report.Notices)}";
    }

    public static string Of(Comparison comparison)
    {
        var table = new TextTable("metric", "baseline", "now", "difference", "interval", "chance", "reading");
        foreach (var difference in Show.ByRegression(comparison.Differences))
        {
            Row(table, difference, Excerpt.Of(difference.Metric.Name, CellChars));
            foreach (var group in difference.Groups) Row(table, group.Difference, "  " + Excerpt.Of($"{group.Tag} {group.Value}", CellChars));
        }

        return $"{Line(comparison.Candidate.Run.Id)} against {Line(comparison.Baseline.Run.Id)}\n\n{table}{Notices(comparison.Notices)}";
    }

    public static string Of(GateDecision decision)
    {
        var text = new StringBuilder();
        foreach (var rule in decision.Rules)
        {
            var group = rule.Tag is null ? "" : $" [{Line(rule.Tag)} {Line(rule.TagValue ?? "")}]";
            text.Append(Show.Verdict(rule.Verdict).PadRight(14)).Append(Line(rule.Metric)).Append(group).Append(": ").Append(Line(rule.Demand)).Append('\n');
            text.Append(' ', 14).Append(Excerpt.Of(rule.Reason, 1000)).Append('\n');
        }

        return $"{text}{Notices(decision.Notices)}\nGate {Line(decision.Gate)}: {Show.Verdict(decision.Verdict)}\n";
    }

    private static void Row(TextTable table, MetricReport report, string name) => table.Add(
        name,
        report.Mean is { } mean ? Show.Value(mean.Value, report.Metric) : Show.None,
        report.Mean is { } shown ? Show.Interval(shown.Interval) : Show.None,
        FormattableString.Invariant($"{report.Scored} of {report.Due}"),
        Show.Judge(report) is { } judge ? Line(judge) : "");

    private static void Row(TextTable table, PairedDifference difference, string name) => table.Add(
        name,
        Show.Number(difference.Pairs == 0 ? null : difference.Baseline),
        Show.Number(difference.Pairs == 0 ? null : difference.Candidate),
        difference.Difference is { } measured ? Show.Signed(measured.Value) : Show.None,
        difference.Difference is { } shown ? Show.Interval(shown.Interval) : Show.None,
        Show.Chance(difference.Corrected),
        Show.Direction(difference));

    private static string Line(string text) => Excerpt.Of(text, CellChars * 2);

    private static string Notices(IReadOnlyList<string> notices) => notices.Count == 0 ? "" : "\n" + string.Concat(notices.Select(static n => $"! {Excerpt.Of(n, 1000)}\n"));
}
