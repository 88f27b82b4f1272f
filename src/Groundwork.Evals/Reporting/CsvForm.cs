using System.Globalization;

namespace Groundwork.Evals.Reporting;

/// <summary>Samples as CSV.</summary>
internal static class CsvForm
{
    public static void Write(RunValues values, TextWriter writer, CancellationToken cancellationToken)
    {
        var tags = values.Tags;
        Line(writer, ["id", "question", "cluster", .. tags.Select(static t => "tag:" + t), "confidence", .. values.Metrics.Select(static m => m.Name)]);
        for (var i = 0; i < values.Samples.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sample = i;
            Line(writer, [
                values.Samples[i], values.LabelOf(i), values.ClusterOf(i) ?? "", .. tags.Select(t => values.TagOf(sample, t) ?? ""), Number(values.ConfidenceOf(i)),
                .. Enumerable.Range(0, values.Metrics.Count).Select(m => Number(values.ValueOf(sample, m)))]);
        }
    }

    public static void WriteChanges(RunValues baseline, RunValues candidate, TextWriter writer, CancellationToken cancellationToken)
    {
        var metrics = candidate.Metrics.Select(m => (m.Name, Sign: m.HigherIsBetter ? 1 : -1, Now: candidate.MetricAt(m.Name)!.Value, Before: baseline.MetricAt(m.Name))).Where(static m => m.Before is not null).ToList();
        Line(writer, ["id", .. metrics.SelectMany(static m => new[] { $"{m.Name} baseline", $"{m.Name} now", $"{m.Name} gain" })]);
        foreach (var (b, c) in ItemChanges.Common(baseline, candidate))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Line(writer, [candidate.Samples[c], .. metrics.SelectMany(m =>
            {
                var (before, now) = (baseline.ValueOf(b, m.Before!.Value), candidate.ValueOf(c, m.Now));
                return new[] { Number(before), Number(now), Number(m.Sign * (now - before)) };
            })]);
        }
    }

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static void Line(TextWriter writer, IReadOnlyList<string> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0) writer.Write(',');
            Field(writer, fields[i]);
        }

        writer.Write("\r\n");
    }

    private static void Field(TextWriter writer, string text)
    {
        // A spreadsheet runs what begins like this; numbers of our own begin with a minus only before a digit.
        var isFormula = text.Length > 0 && text[0] is '=' or '+' or '@' or '\t' or '\r' || (text.Length > 1 && text[0] == '-' && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        var value = isFormula ? "'" + text : text;
        if (value.AsSpan().IndexOfAny(",\"\r\n") < 0) writer.Write(value);
        else
        {
            writer.Write('"');
            writer.Write(value.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }
    }
}
