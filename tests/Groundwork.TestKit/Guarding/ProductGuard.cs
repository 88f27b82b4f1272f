using System.Text.Json;

namespace Groundwork.TestKit.Guarding;

/// <summary>
/// Runs Groundwork's own evaluations with a given program and lets the gates of evals/guard decide: retrieval, answers, citations and abstention over the handbook, a small library in
/// six languages, and a server whose files change.
/// </summary>
/// <param name="program">The groundwork-cli.dll that is guarded.</param>
/// <param name="repository">Folder that holds <c>evals</c> and <c>content</c>.</param>
/// <param name="scratch">An empty folder for data; the caller removes it.</param>
public sealed class ProductGuard(string program, string repository, string scratch)
{
    private const string Preparing = "prepare";

    private readonly GuardedProgram _program = new(program, scratch);
    private readonly string _evals = Path.Combine(repository, "evals");

    /// <summary>Names of the gates, in the order in which they decide.</summary>
    public static IReadOnlyList<string> Gates { get; } = [.. GuardedRun.All.Select(r => r.Gate)];

    /// <summary>Ends after the first gate that does not pass.</summary>
    public bool StopsEarly { get; init; }

    /// <summary>Writes what is measured as the new baselines beside the gates, in place of deciding.</summary>
    public bool MovesBaselines { get; init; }

    /// <summary>Runs everything in a fixed order.</summary>
    /// <returns>What each gate said; when the product could not be prepared, that alone.</returns>
    public async Task<IReadOnlyList<GateOutcome>> RunAsync(CancellationToken cancellationToken = default)
    {
        foreach (var command in Preparation())
        {
            var (exitCode, output, error) = await _program.RunAsync(null, command, cancellationToken);
            if (exitCode != 0) return [new GateOutcome(Preparing, exitCode, $"{string.Join(' ', command)}\n{output}{error}")];
        }

        var (server, said) = await GuardedServer.StartAsync(_program, cancellationToken);
        if (server is null) return [new GateOutcome(Preparing, 1, $"The server does not start: {said}")];
        await using var model = await ScriptedModelServer.StartAsync();
        model.Respond = ObedientReader.Read;
        await using (server)
        {
            if (await ChangeEditionAsync(server, cancellationToken) is { } failed) return [failed];
            var outcomes = new List<GateOutcome>();
            foreach (var run in GuardedRun.All)
            {
                outcomes.Add(await DecideAsync(run, run.AsksModel ? model.Url : null, cancellationToken));
                if (StopsEarly && !outcomes[^1].Passes) break;
            }

            return outcomes;
        }
    }

    private IEnumerable<string[]> Preparation()
    {
        CopyFolder(Path.Combine(_evals, "guard", "editions", "before"), Edition);
        string Guard(string file) => Path.Combine(_evals, "guard", file);
        string Handbook(string file) => Path.Combine(_evals, "handbook", file);
        yield return ["ingest", Path.Combine(repository, "content", "handbook"), "--collection", "handbook"];
        yield return ["ingest", Guard("library"), "--collection", "library"];
        yield return ["ingest", Guard("manuals"), "--collection", "manuals"];
        yield return ["ingest", Edition, "--collection", "editions"];
        yield return
        [
            "eval", "dataset", "import", "guard-handbook", Handbook("questions.models.jsonl"), Handbook("questions.retrieval.jsonl"), Handbook("questions.systems.jsonl"), Guard("unanswerable.jsonl"),
            Guard("follow-ups.jsonl"), "--qrels", Handbook("qrels.tsv"), "--cluster", "lesson",
        ];
        yield return ["eval", "dataset", "import", "guard-manuals", Guard("manuals.jsonl")];
        yield return ["eval", "dataset", "import", "guard-places", Guard("places.jsonl")];
        yield return ["eval", "dataset", "import", "guard-library", Guard("library.jsonl"), Guard("words.jsonl")];
        yield return ["eval", "dataset", "import", "guard-editions", Guard("editions.jsonl")];
    }

    private string Edition => Path.Combine(scratch, "edition");

    // A server that has answered from the earlier edition is told nothing: it has to notice.
    private async Task<GateOutcome?> ChangeEditionAsync(GuardedServer server, CancellationToken cancellationToken)
    {
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(_evals, "guard", "editions.jsonl"), cancellationToken))
        {
            using var sample = JsonDocument.Parse(line);
            await server.AskAsync(Search(sample.RootElement.GetProperty("input").GetString()!), cancellationToken);
        }

        Directory.Delete(Edition, recursive: true);
        CopyFolder(Path.Combine(_evals, "guard", "editions", "after"), Edition);
        var (exitCode, output, error) = await _program.RunAsync(null, ["ingest", Edition, "--collection", "editions"], cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(scratch, "editions.json"), JsonSerializer.Serialize(new
        {
            url = server.Search, body = JsonSerializer.Serialize(Search("{{input}}")), reply = new { ranking = "$.hits[*].document", passages = "$.hits[*].text" },
        }), cancellationToken);
        return exitCode == 0 ? null : new GateOutcome(Preparing, exitCode, $"ingest of the current edition\n{output}{error}");
    }

    private static object Search(string query) => new { query, collection = "editions", mode = "text", filters = new[] { "lang=en" }, steps = new[] { "none" }, include = new[] { "text" } };

    private async Task<GateOutcome> DecideAsync(GuardedRun run, Uri? model, CancellationToken cancellationToken)
    {
        string[] measuring = ["eval", "run", run.Dataset, "--subject", run.Subject, .. run.Options, .. run.Scorers.SelectMany(s => new[] { "--scorer", s }), "--json"];
        var (exitCode, output, error) = await _program.RunAsync(model, measuring, cancellationToken);
        if (exitCode != 0 || IdOf(output) is not { } id) return new GateOutcome(run.Gate, exitCode == 0 ? 1 : exitCode, $"{string.Join(' ', measuring)}\n{output}{error}");
        var gate = Path.Combine(_evals, "guard", $"{run.Gate}.gate.yaml");
        string[] deciding = MovesBaselines
            ? ["eval", "baseline", id, "--out", Path.Combine(_evals, "guard", $"{run.Gate}.baseline.json"), .. MetricsOf(await File.ReadAllLinesAsync(gate, cancellationToken)).SelectMany(m => new[] { "--metric", m })]
            : ["eval", "gate", gate, "--run", id];
        (exitCode, output, error) = await _program.RunAsync(null, deciding, cancellationToken);
        return new GateOutcome(run.Gate, exitCode, output + error);
    }

    // A baseline holds what its gate looks at and nothing else, so that its changed lines can be read.
    private static IEnumerable<string> MetricsOf(string[] gate)
    {
        const string Metric = "  - metric: ";
        return gate.Where(line => line.StartsWith(Metric, StringComparison.Ordinal)).Select(line => line[Metric.Length..]);
    }

    private static string? IdOf(string output)
    {
        try
        {
            using var reply = JsonDocument.Parse(output);
            return reply.RootElement.GetProperty("run").GetString();
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
