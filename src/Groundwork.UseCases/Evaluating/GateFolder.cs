using System.Text;
using Groundwork.Evals;
using Groundwork.Knowledge;

namespace Groundwork.UseCases.Evaluating;

/// <summary>The folder of a first evaluation: two gates with their baselines, the questions, a script, and an example for a build server.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Dataset">Name of the questions.</param>
/// <param name="Retrieval">The run of its retrieval.</param>
/// <param name="Answers">The run of its answers.</param>
internal sealed record GateFolder(CollectionName Collection, string Dataset, MeasuredRun Retrieval, MeasuredRun Answers)
{
    public const string RetrievalGate = "gate.yaml";
    public const string AnswersGate = "answers-gate.yaml";

    private const string Script = "check.sh";
    private const string Workflow = "github-actions.yml";
    private const string Questions = "questions.jsonl";
    private const string Baseline = "baseline.json";
    private const string AnswersBaseline = "answers-baseline.json";

    // The folder that the template of a workflow speaks of.
    private const string TemplateFolder = "evals/";

    /// <summary>Where it is.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder as a build server finds it from the root of the repository.</summary>
    public required string Shown { get; init; }

    /// <summary>Folder of the documents; null where they do not come from one.</summary>
    public string? Documents { get; init; }

    /// <summary>True when the questions are drafts.</summary>
    public bool TakesDrafts { get; init; }

    /// <summary>Names of the files that are there already.</summary>
    public static IReadOnlyList<string> FilesIn(string folder) =>
        [.. new[] { RetrievalGate, AnswersGate, Baseline, AnswersBaseline, Questions, Script, Workflow }.Where(f => File.Exists(Path.Combine(folder, f)))];

    /// <summary>Writes the files, each whole.</summary>
    /// <param name="exportAsync">Writes the questions.</param>
    /// <param name="cancellationToken">Leaves the rest out.</param>
    /// <returns>Their paths.</returns>
    public async Task<IReadOnlyList<string>> WriteAsync(Func<Stream, Task> exportAsync, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        var written = new List<string>();
        foreach (var (name, text) in Texts()) await WriteOneAsync(name, target => target.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask());
        await WriteOneAsync(Questions, exportAsync);
        return written;

        async Task WriteOneAsync(string name, Func<Stream, Task> writeAsync)
        {
            var path = Path.Combine(Folder, name);
            await using (var target = File.Create(path + ".partial")) await writeAsync(target);
            File.Move(path + ".partial", path, overwrite: true);
            written.Add(path);
        }
    }

    private IEnumerable<(string Name, string Text)> Texts()
    {
        var retrieval = Template(Retrieval);
        var answers = Template(Answers);
        yield return (RetrievalGate, retrieval[RetrievalGate]);
        yield return (Baseline, retrieval[Baseline]);
        yield return (AnswersGate, answers[RetrievalGate].Replace($"file: {Baseline}", $"file: {AnswersBaseline}", StringComparison.Ordinal));
        yield return (AnswersBaseline, answers[Baseline]);
        yield return (Script, retrieval[Script]);
        yield return (Workflow, retrieval[Workflow].Replace(TemplateFolder, Shown.Replace('\\', '/').Trim('/') + "/", StringComparison.Ordinal));
    }

    private Dictionary<string, string> Template(MeasuredRun run)
    {
        try
        {
            return GateTemplate.For(run, Runs(), Gates()).ToDictionary(f => f.Name, f => f.Text, StringComparer.Ordinal);
        }
        catch (ArgumentException problem)
        {
            throw new InvalidRequestException($"No gate can be made for {run.Report.Run.Subject}: {problem.Message}");
        }
    }

    private string Runs()
    {
        var drafts = TakesDrafts ? " --drafts" : "";
        var documents = Documents is { } folder ? Quoted(Path.GetRelativePath(Folder, folder).Replace('\\', '/')) : "''";
        return $$"""
            # GROUNDWORK names the program where it is not on the PATH, DOCUMENTS the folder to read the documents from (empty: the collection as it is).
            : "${GROUNDWORK:=groundwork}"
            if [ -z "${DOCUMENTS+set}" ]; then DOCUMENTS={{documents}}; fi
            if [ -n "$DOCUMENTS" ]; then "$GROUNDWORK" ingest "$DOCUMENTS" --collection {{Collection}}; fi
            "$GROUNDWORK" eval dataset import {{Dataset}} {{Questions}} --format samples
            "$GROUNDWORK" eval run {{Dataset}} --subject retrieval:{{Collection}}{{drafts}} --html report.html
            "$GROUNDWORK" eval run {{Dataset}} --subject answers:{{Collection}}{{drafts}} --html answers.html
            """.ReplaceLineEndings("\n");
    }

    private static string Gates() => $"""
        first=0
        second=0
        "$GROUNDWORK" eval gate {RetrievalGate} --junit gate.xml --markdown gate.md || first=$?
        "$GROUNDWORK" eval gate {AnswersGate} --junit answers-gate.xml --markdown answers-gate.md || second=$?
        # A failure counts for more than an inconclusive gate.
        if [ "$first" -eq 0 ] || [ "$second" -eq 3 ]; then exit "$second"; fi
        exit "$first"
        """.ReplaceLineEndings("\n");

    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
