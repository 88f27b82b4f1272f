using Groundwork.Evals;
using Groundwork.Storage;

namespace Groundwork.UseCases.Tests.Evaluating;

/// <summary>A desk with datasets and recordings on it.</summary>
internal static class EvalDesk
{
    public static ValueTask<IDatabase> EvalsAsync(this Desk desk) => desk.Workspace.Evals.OpenAsync(default);

    /// <summary>Questions q1, q2, …: each is right when "answer" and its number are said, and judges the document "d" and its number relevant.</summary>
    public static async Task<DatasetVersion> DatasetAsync(this Desk desk, int samples = 3, string name = "set") =>
        (await new DatasetStore(await desk.EvalsAsync(), TimeProvider.System).SaveAsync(name, Some(samples).ToAsyncEnumerable(), "made", default)).Version;

    public static IEnumerable<Sample> Some(int samples) => Enumerable.Range(1, samples).Select(i => new Sample(FormattableString.Invariant($"q{i}"), FormattableString.Invariant($"What is number {i}?"))
    {
        Expected = new Expectation { Answers = [FormattableString.Invariant($"answer {i}")], Reference = FormattableString.Invariant($"The answer {i}."), Relevant = new Dictionary<string, int>(StringComparer.Ordinal) { [FormattableString.Invariant($"d{i}")] = 1 } },
        Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["half"] = i % 2 == 0 ? "even" : "odd" },
    });

    /// <summary>A file of answers, one a line.</summary>
    public static string Recording(this Desk desk, string name, int samples, Func<int, string> line)
    {
        File.WriteAllLines(desk.File(name), Enumerable.Range(1, samples).Select(line));
        return desk.File(name);
    }

    public static string Answers(this Desk desk, string name, int samples = 3, string says = "answer") =>
        desk.Recording(name, samples, i => FormattableString.Invariant($$"""{"id":"q{{i}}","text":"{{says}} {{i}}"}"""));

    public static Task<EvalReply> RunAsync(this Desk desk, RunEvalRequest request) => new RunEvaluation(desk.Workspace).RunAsync(request, Path.GetDirectoryName(desk.Data), null, default);

    public static Task<EvalReply> RescoreAsync(this Desk desk, RescoreRequest request) => new RunEvaluation(desk.Workspace).RescoreAsync(request, Path.GetDirectoryName(desk.Data), null, default);
}
