using System.Globalization;
using Groundwork.Evals;
using Groundwork.Knowledge;
using Groundwork.UseCases.Evaluating;

namespace Groundwork.UseCases;

/// <summary>Makes a first evaluation of a collection: drafted questions, runs of its retrieval and its answers, baselines, and a folder with gates and scripts that decide on every later state.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class InitEvaluation(Workspace workspace)
{
    private const int MostNameLength = 64;
    private const string Ending = "-questions";

    /// <summary>Makes it.</summary>
    /// <param name="request">What to make, and where.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancellationToken">Stops; what was measured is kept, and asking again goes on.</param>
    /// <exception cref="InvalidRequestException">A file is there already, or nothing can be measured.</exception>
    /// <exception cref="DatasetRefusedException">Nothing can be asked about the documents.</exception>
    public async Task<InitEvalReply> RunAsync(InitEvalRequest request, IProgress<EvalProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Count is < 1 or > 100_000) throw new InvalidRequestException(FormattableString.Invariant($"{request.Count} questions cannot be drafted; choose 1 to 100000."));
        var name = (await workspace.Knowledge.Collections.GetAsync(CollectionName.Parse(request.Collection), cancellationToken)).Name;
        var folder = Path.GetFullPath(request.Folder);
        var there = GateFolder.FilesIn(folder);
        if (there.Count > 0 && !request.Force) throw new InvalidRequestException($"{folder} holds {string.Join(", ", there)} already. Choose another folder with --dir, or write over them with --force.");
        var dataset = await DraftAsync(name, request, cancellationToken);
        var retrieval = await MeasureAsync(dataset.Dataset, $"retrieval:{name}", $"{name}-retrieval", request, progress, cancellationToken);
        var answers = await MeasureAsync(dataset.Dataset, $"answers:{name}", $"{name}-answers", request, progress, cancellationToken);
        var files = new GateFolder(name, dataset.Dataset, retrieval, answers)
        {
            Folder = folder,
            Shown = Path.IsPathRooted(request.Folder) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(request.Folder)) : request.Folder,
            Documents = await DocumentsFolderAsync(name, cancellationToken),
            TakesDrafts = !request.Accept,
        };
        var written = await files.WriteAsync(target => new ManageDatasets(workspace).ExportAsync(dataset.Dataset, "samples", target, cancellationToken), cancellationToken);
        return new InitEvalReply(
            name.Value, dataset,
            [await DecideAsync(GateFolder.RetrievalGate, retrieval, $"{name}-retrieval"), await DecideAsync(GateFolder.AnswersGate, answers, $"{name}-answers")],
            written, [.. NoticesOf(request, dataset, files.Documents)]);

        async Task<InitGateReply> DecideAsync(string file, MeasuredRun run, string baseline)
        {
            var decided = await new DecideGate(workspace).RunAsync(Path.Combine(folder, file), run.Report.Run.Id, cancellationToken);
            return new InitGateReply(file, run.Report.Run.Id, baseline, decided.Verdict);
        }
    }

    private async Task<DatasetReply> DraftAsync(CollectionName name, InitEvalRequest request, CancellationToken cancellationToken)
    {
        var drafts = await QuestionDrafts.DraftAsync(DraftDocuments.OfAsync(workspace.Knowledge.Documents(name), cancellationToken), DraftOptions.Default with { Most = request.Count, Seed = request.Seed }, cancellationToken);
        if (drafts.Count == 0) throw new DatasetRefusedException($"Nothing can be asked about the documents of \"{name}\": they have no sentences that define, count or list anything. Import questions with \"groundwork eval dataset import\".", []);
        var samples = drafts.Select(d => d with { IsDraft = !request.Accept });
        var dataset = name.Value[..Math.Min(name.Value.Length, MostNameLength - Ending.Length)] + Ending;
        var saved = await new DatasetStore(await workspace.Evals.OpenAsync(cancellationToken), workspace.Time).SaveAsync(dataset, samples.ToAsyncEnumerable(), $"drafted from {name}", cancellationToken);
        return DatasetReply.Of(saved, []);
    }

    private async Task<MeasuredRun> MeasureAsync(string dataset, string subject, string baseline, InitEvalRequest request, IProgress<EvalProgress>? progress, CancellationToken cancellationToken)
    {
        var asked = new RunEvalRequest(dataset, subject) { Drafts = !request.Accept, Baseline = baseline };
        var reply = await new RunEvaluation(workspace).RunAsync(asked, folder: null, progress, cancellationToken);
        if (reply.StopReason is { } reason) throw new EvalRunStateException($"The run of {subject} stopped: {reason} Ask again to go on.");
        return reply.Measured;
    }

    // Where all documents come from, when ingesting that one folder makes the same documents.
    private async ValueTask<string?> DocumentsFolderAsync(CollectionName name, CancellationToken cancellationToken)
    {
        var documents = workspace.Knowledge.Documents(name);
        var paths = (await documents.SourcesAsync(cancellationToken)).Keys.Order(StringComparer.Ordinal).ToArray();
        if (paths.Length == 0 || await documents.FromPathAsync(paths[0], cancellationToken) is not [var first, ..]) return null;
        var ending = Path.DirectorySeparatorChar + first.Id.Value.Replace('/', Path.DirectorySeparatorChar);
        if (!paths[0].EndsWith(ending, StringComparison.Ordinal)) return null;
        var folder = paths[0][..^ending.Length];
        return Array.TrueForAll(paths, p => p.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)) && Directory.Exists(folder) ? folder : null;
    }

    private static IEnumerable<string> NoticesOf(InitEvalRequest request, DatasetReply dataset, string? documents)
    {
        if (!request.Accept)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The {dataset.Samples} questions are drafts. Read them with \"groundwork eval dataset show {dataset.Dataset}\", accept them with \"groundwork eval dataset edit {dataset.Dataset} --accept\", and run this again with --yes --force.");
        if (dataset.Samples < 20) yield return string.Create(CultureInfo.InvariantCulture, $"{dataset.Samples} questions decide little: differences that matter may stay inconclusive.");
        if (documents is null) yield return "The documents do not come from one folder. Set DOCUMENTS in check.sh to the folder that a build server ingests.";
    }
}
