using System.Text;

namespace Groundwork.Evals.Reporting;

/// <summary>Reports, comparisons and decisions in Markdown.</summary>
internal static class MarkdownForms
{
    private const int CellChars = 200;

    public static string Of(Report report)
    {
        var text = new StringBuilder();
        Line(text, $"### {Cell(report.Run.Subject)} on {Cell(report.Run.Dataset)}");
        Line(text, "");
        Line(text, "| metric | mean | interval | coverage | judge |");
        Line(text, "| --- | ---: | --- | ---: | --- |");
        foreach (var metric in report.Metrics)
            Line(text, $"| {Cell(metric.Metric.Name)} | {(metric.Mean is { } mean ? Show.Value(mean.Value, metric.Metric) : Show.None)} | {(metric.Mean is { } m ? Show.Interval(m.Interval) : Show.None)} | {metric.Scored} of {metric.Due} | {Cell(Show.Judge(metric) ?? Show.None)} |");
        Notices(text, report.Notices);
        return text.ToString();
    }

    public static string Of(Comparison comparison)
    {
        var text = new StringBuilder();
        Line(text, $"### {Cell(comparison.Candidate.Run.Id)} against {Cell(comparison.Baseline.Run.Baseline ?? comparison.Baseline.Run.Id)}");
        Line(text, "");
        Line(text, "| metric | | baseline | now | difference | interval | chance | better / worse / equal |");
        Line(text, "| --- | --- | ---: | ---: | ---: | --- | ---: | ---: |");
        foreach (var d in Show.ByRegression(comparison.Differences))
            Line(text, $"| {Cell(d.Metric.Name)} | {Show.Direction(d)} | {Show.Number(d.Pairs == 0 ? null : d.Baseline)} | {Show.Number(d.Pairs == 0 ? null : d.Candidate)} | {(d.Difference is { } e ? Show.Signed(e.Value) : Show.None)} | {(d.Difference is { } i ? Show.Interval(i.Interval) : Show.None)} | {Show.Chance(d.Corrected)} | {d.Count.Better} / {d.Count.Worse} / {d.Count.Equal} |");
        Line(text, "");
        Line(text, FormattableString.Invariant($"Compared sample by sample; chances are corrected over all metrics and groups (Holm). Only in the baseline: {comparison.OnlyInBaseline}, only now: {comparison.OnlyInCandidate} samples."));
        Notices(text, comparison.Notices);
        return text.ToString();
    }

    public static string Of(GateDecision decision)
    {
        var text = new StringBuilder();
        Line(text, $"### {Mark(decision.Verdict)} Gate {Cell(decision.Gate)}: {Show.Verdict(decision.Verdict)}");
        Line(text, "");
        Line(text, "| | metric | group | demand | why |");
        Line(text, "| --- | --- | --- | --- | --- |");
        foreach (var rule in decision.Rules.OrderBy(static r => r.Verdict switch { GateVerdict.Fail => 0, GateVerdict.Inconclusive => 1, _ => 2 }))
            Line(text, $"| {Mark(rule.Verdict)} {Show.Verdict(rule.Verdict)} | {Cell(rule.Metric)} | {(rule.Tag is null ? "all" : Cell($"{rule.Tag} {rule.TagValue}"))} | {Cell(rule.Demand)} | {Cell(rule.Reason, 400)} |");
        Notices(text, decision.Notices);
        return text.ToString();
    }

    private static string Mark(GateVerdict verdict) => verdict switch { GateVerdict.Pass => "✅", GateVerdict.Fail => "❌", _ => "❔" };

    private static void Notices(StringBuilder text, IReadOnlyList<string> notices)
    {
        if (notices.Count == 0) return;
        Line(text, "");
        foreach (var notice in notices) Line(text, $"- {Cell(notice, 1000)}");
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    // On one line, and every character that Markdown or a forge reads as more than itself loses that meaning.
    private static string Cell(string text, int chars = CellChars)
    {
        var cell = new StringBuilder();
        foreach (var c in Excerpt.Of(text, chars))
        {
            // A forge makes links of www. and :// by itself.
            if (c == '.' && cell.Length >= 3 && cell.ToString(cell.Length - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase)) cell.Append("&#8203;.");
            else if (c == '<') cell.Append("&lt;");
            else if (c == '>') cell.Append("&gt;");
            else if (c == '&') cell.Append("&amp;");
            else if (c == '@') cell.Append("&#64;");
            else if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '!' or '~') cell.Append('\\').Append(c);
            else cell.Append(c);
        }

        return cell.Replace("://", ":&#8203;//").ToString();
    }
}
