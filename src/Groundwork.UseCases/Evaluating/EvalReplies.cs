using System.Text.Json;
using Groundwork.Evals;

namespace Groundwork.UseCases.Evaluating;

/// <summary>Reports as replies.</summary>
internal static class EvalReplies
{
    public static EvalReply Of(EvalRun run, MeasuredRun measured) =>
        new(run.Id, StateOf(run), Json(ReportJson.Of(measured.Report)), run.StopReason) { Measured = measured };

    public static string StateOf(EvalRun run) => run.State switch
    {
        EvalRunState.Observed => "observed",
        EvalRunState.Stopped => "stopped",
        _ => "running",
    };

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
