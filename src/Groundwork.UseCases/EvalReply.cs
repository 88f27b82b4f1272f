using System.Text.Json;
using System.Text.Json.Serialization;
using Groundwork.Evals;

namespace Groundwork.UseCases;

/// <summary>What an evaluation found. The same observations give the same reply, byte for byte.</summary>
/// <param name="Run">Id of the run.</param>
/// <param name="State"><c>observed</c>, <c>stopped</c> or <c>running</c>.</param>
/// <param name="Report">The report, as docs/formats/report.md says.</param>
/// <param name="StopReason">Why it stopped before its end; absent when it did not.</param>
public sealed record EvalReply(string Run, string State, JsonElement Report, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? StopReason = null)
{
    /// <summary>The most frequent reason when every sample failed; null when one did not.</summary>
    [JsonIgnore]
    public string? AllFailed { get; init; }

    /// <summary>The report with the values of its samples, for those who draw it.</summary>
    internal MeasuredRun Measured { get; init; } = null!;

    /// <summary>The same with more that a reader must know.</summary>
    internal EvalReply With(IReadOnlyList<string> notices)
    {
        if (notices.Count == 0) return this;
        var measured = Measured with { Report = Measured.Report with { Notices = [.. Measured.Report.Notices, .. notices] } };
        return this with { Measured = measured, Report = Evaluating.EvalReplies.Json(ReportJson.Of(measured.Report)) };
    }
}
