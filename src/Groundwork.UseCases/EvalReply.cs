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
    /// <summary>The report with the values of its samples, for those who draw it.</summary>
    internal MeasuredRun Measured { get; init; } = null!;
}
