using System.Text;
using System.Text.Json;
using Groundwork.Evals.Reporting;

namespace Groundwork.Evals;

/// <summary>Reports, comparisons and decisions as JSON (docs/formats/report.md). The same input gives the same bytes; infinite ends of a range are null.</summary>
public static class ReportJson
{
    /// <summary>Writes a report as one object.</summary>
    public static void Write(Utf8JsonWriter writer, Report report)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(report);
        new JsonForms(writer).Write(report);
    }

    /// <summary>Writes a comparison as one object.</summary>
    public static void Write(Utf8JsonWriter writer, Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(comparison);
        new JsonForms(writer).Write(comparison);
    }

    /// <summary>Writes a decision as one object.</summary>
    public static void Write(Utf8JsonWriter writer, GateDecision decision)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(decision);
        new JsonForms(writer).Write(decision);
    }

    /// <summary>A report as indented text.</summary>
    public static string Of(Report report) => Text(writer => Write(writer, report));

    /// <summary>A comparison as indented text.</summary>
    public static string Of(Comparison comparison) => Text(writer => Write(writer, comparison));

    /// <summary>A decision as indented text.</summary>
    public static string Of(GateDecision decision) => Text(writer => Write(writer, decision));

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" })) write(writer);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
