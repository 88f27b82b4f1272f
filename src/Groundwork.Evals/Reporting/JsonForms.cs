using System.Globalization;
using System.Text.Json;
using Groundwork.Evals.Gates;

namespace Groundwork.Evals.Reporting;

/// <summary>Writes the nouns of reporting as JSON, member by member in a fixed order.</summary>
internal sealed class JsonForms(Utf8JsonWriter writer)
{
    public void Write(Report report)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("run");
        Run(report.Run);
        writer.WriteNumber("expected", report.Expected);
        writer.WriteNumber("observed", report.Observed);
        writer.WriteNumber("failures", report.Failures);
        Texts("notices", report.Notices);
        writer.WriteStartArray("metrics");
        foreach (var metric in report.Metrics) MetricReport(metric);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public void Write(Comparison comparison)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("baseline");
        Run(comparison.Baseline.Run);
        writer.WritePropertyName("candidate");
        Run(comparison.Candidate.Run);
        writer.WriteNumber("onlyInBaseline", comparison.OnlyInBaseline);
        writer.WriteNumber("onlyInCandidate", comparison.OnlyInCandidate);
        Texts("notices", comparison.Notices);
        writer.WriteStartArray("differences");
        foreach (var difference in comparison.Differences) Difference(difference, null);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public void Write(GateDecision decision)
    {
        writer.WriteStartObject();
        writer.WriteString("gate", decision.Gate);
        writer.WriteString("run", decision.Run);
        writer.WriteString("verdict", Verdict(decision.Verdict));
        writer.WriteNumber("exitCode", decision.ExitCode);
        Texts("notices", decision.Notices);
        writer.WriteStartArray("rules");
        foreach (var rule in decision.Rules) Rule(rule);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Verdict(GateVerdict verdict) => verdict switch { GateVerdict.Pass => "pass", GateVerdict.Fail => "fail", _ => "inconclusive" };

    private void Run(EvalRun run)
    {
        writer.WriteStartObject();
        writer.WriteString("id", run.Id);
        writer.WriteString("dataset", run.Dataset);
        writer.WriteString("datasetVersion", run.DatasetVersion);
        writer.WriteString("subject", run.Subject);
        writer.WriteString("subjectFingerprint", run.SubjectFingerprint);
        writer.WriteNumber("samples", run.Samples);
        writer.WriteNumber("repeats", run.Repeats);
        writer.WriteNumber("seed", run.Seed);
        writer.WriteStartObject("settings");
        foreach (var (name, value) in run.Settings.OrderBy(static s => s.Key, StringComparer.Ordinal)) writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void MetricReport(MetricReport report)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("metric");
        Metric(report.Metric);
        Body(report);
        if (report.Metric.Judge is not null) writer.WriteString("certified", report.Certified?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (report.Spread is { } spread)
        {
            writer.WriteStartObject("spread");
            writer.WriteNumber("within", spread.Within);
            writer.WriteNumber("between", spread.Between);
            writer.WriteEndObject();
        }

        writer.WriteStartArray("reasons");
        foreach (var reason in report.Reasons)
        {
            writer.WriteStartObject();
            writer.WriteString("reason", reason.Reason);
            writer.WriteNumber("count", reason.Count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("groups");
        foreach (var group in report.Groups)
        {
            writer.WriteStartObject();
            writer.WriteString("tag", group.Tag);
            writer.WriteString("value", group.Value);
            Body(group.Report);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void Body(MetricReport report)
    {
        Estimate("mean", report.Mean);
        writer.WriteNumber("scored", report.Scored);
        writer.WriteNumber("due", report.Due);
        writer.WriteNumber("notApplicable", report.NotApplicable);
        writer.WriteNumber("coverage", report.Coverage);
    }

    private void Difference(PairedDifference difference, GroupDifference? group)
    {
        writer.WriteStartObject();
        if (group is null)
        {
            writer.WritePropertyName("metric");
            Metric(difference.Metric);
        }
        else
        {
            writer.WriteString("tag", group.Tag);
            writer.WriteString("value", group.Value);
        }

        writer.WriteNumber("pairs", difference.Pairs);
        writer.WriteNumber("onlyOne", difference.OnlyOne);
        writer.WriteNumber("baseline", difference.Baseline);
        writer.WriteNumber("candidate", difference.Candidate);
        Estimate("difference", difference.Difference);
        writer.WriteNumber("chance", difference.Chance);
        writer.WriteNumber("corrected", difference.Corrected);
        Number("detectable", difference.Detectable);
        writer.WriteNumber("better", difference.Count.Better);
        writer.WriteNumber("worse", difference.Count.Worse);
        writer.WriteNumber("equal", difference.Count.Equal);
        if (group is null)
        {
            writer.WriteStartArray("groups");
            foreach (var of in difference.Groups) Difference(of.Difference, of);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private void Rule(RuleDecision rule)
    {
        writer.WriteStartObject();
        writer.WriteString("metric", rule.Metric);
        if (rule.Tag is not null)
        {
            writer.WriteString("tag", rule.Tag);
            writer.WriteString("value", rule.TagValue);
        }

        writer.WriteString("demand", rule.Demand);
        writer.WriteString("verdict", Verdict(rule.Verdict));
        writer.WriteString("reason", rule.Reason);
        writer.WriteNumber("items", rule.Items);
        Estimate("measured", rule.Measured);
        Number("limit", rule.Limit);
        if (rule.ItemsNeeded is { } needed) writer.WriteNumber("itemsNeeded", needed);
        else writer.WriteNull("itemsNeeded");
        Texts("worst", rule.Worst);
        writer.WriteEndObject();
    }

    private void Metric(Metric metric)
    {
        writer.WriteStartObject();
        writer.WriteString("name", metric.Name);
        writer.WriteString("meaning", metric.Meaning);
        Number("min", metric.Min);
        Number("max", metric.Max);
        writer.WriteBoolean("higherIsBetter", metric.HigherIsBetter);
        writer.WriteBoolean("isRate", metric.IsRate);
        writer.WriteString("unit", metric.Unit);
        writer.WriteString("judge", metric.Judge);
        writer.WriteString("repeats", RepeatNames.Of(metric.Repeats));
        Number("ofFailedItem", metric.OfFailedItem);
        writer.WriteEndObject();
    }

    private void Estimate(string name, Estimate? estimate)
    {
        if (estimate is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteNumber("value", estimate.Value);
        writer.WriteNumber("low", estimate.Interval.Low);
        writer.WriteNumber("high", estimate.Interval.High);
        writer.WriteNumber("confidence", estimate.Interval.Confidence);
        writer.WriteString("method", estimate.Interval.Method);
        writer.WriteNumber("deviation", estimate.Deviation);
        writer.WriteEndObject();
    }

    private void Number(string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) writer.WriteNumber(name, number);
        else writer.WriteNull(name);
    }

    private void Texts(string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
