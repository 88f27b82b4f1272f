using Groundwork.Evals;
using Groundwork.Storage;
using Groundwork.UseCases.Evaluating;

namespace Groundwork.UseCases;

/// <summary>A gate decides on a run: pass, fail, or inconclusive.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class DecideGate(Workspace workspace)
{
    /// <summary>Decides.</summary>
    /// <param name="path">The gate's file (docs/formats/gate.md).</param>
    /// <param name="run">Id of the run; null for the complete run of the gate's dataset and subject that was asked for last; of the gate's version of the dataset where it names one and there is one.</param>
    /// <param name="cancellationToken">Decides nothing.</param>
    /// <exception cref="GateFileException">The gate or its baseline file is wrong.</exception>
    /// <exception cref="EvalRunNotFoundException">There is no such run.</exception>
    public async Task<GateReply> RunAsync(string path, string? run, CancellationToken cancellationToken)
    {
        var gate = GateFile.Read(await EvalFile.ReadAsync(path, cancellationToken), Path.GetFileName(path));
        return await DecideAsync(gate, run, path, cancellationToken);
    }

    /// <summary>Decides by the text of a gate's file. Its baseline is a run that is kept here, or numbers: no file is read.</summary>
    /// <exception cref="InvalidRequestException">The gate names a baseline file.</exception>
    /// <inheritdoc cref="RunAsync" />
    public async Task<GateReply> RunTextAsync(string text, string? run, CancellationToken cancellationToken)
    {
        var gate = GateFile.Read(text, "gate");
        if (gate.Baseline is GateBaseline.Stored stored) throw new InvalidRequestException($"The gate compares with the file \"{stored.Path}\", and files are read on the command line only. Name a run that is kept as a baseline.");
        return await DecideAsync(gate, run, "", cancellationToken);
    }

    private async Task<GateReply> DecideAsync(GateFile gate, string? run, string path, CancellationToken cancellationToken)
    {
        var database = await workspace.Evals.OpenAsync(cancellationToken);
        var candidate = run is null ? await NewestAsync(database, gate, cancellationToken) : await new RunStore(database).OpenAsync(run, cancellationToken);
        if (candidate.State != EvalRunState.Observed) throw new EvalRunStateException($"The run \"{candidate.Id}\" is not complete. Ask for it again with \"groundwork eval run\"; what is missing is run then.");
        var baseline = await BaselineAsync(database, gate.Baseline, path, cancellationToken);
        var decision = Gate.Decide(gate, await MeasureRun.OfAsync(database, candidate, cancellationToken), baseline, cancellationToken);
        return new GateReply(decision.Gate, decision.Run, decision.Verdict.ToString().ToLowerInvariant(), EvalReplies.Json(ReportJson.Of(decision))) { Decided = decision };
    }

    private static async ValueTask<EvalRun> NewestAsync(IDatabase database, GateFile gate, CancellationToken cancellationToken)
    {
        var runs = await new RunStore(database).ListAsync(gate.Dataset, cancellationToken);
        List<EvalRun> complete = [.. runs
            .Where(r => r.State == EvalRunState.Observed && (gate.Subject is null || string.Equals(r.Subject, gate.Subject, StringComparison.Ordinal)))
            .OrderByDescending(r => r.Asked)];
        var newest = complete.Find(r => gate.DatasetVersion is not null && string.Equals(r.DatasetVersion, gate.DatasetVersion, StringComparison.Ordinal)) ?? complete.FirstOrDefault();
        if (newest is not null && newest.Selection is not { Split: null, Tags.Count: 0, WithDrafts: false })
            throw new EvalRunStateException($"The run that was asked for last, \"{newest.Id}\", takes a selection of the dataset \"{gate.Dataset}\" (a split, tags or drafts), and the gate may mean all of it. Name the run that it is to decide on with --run.");
        return newest
            ?? throw new EvalRunStateException($"There is no complete run of the dataset \"{gate.Dataset}\"{(gate.Subject is { } subject ? $" and the subject \"{subject}\"" : "")}. Make one with \"groundwork eval run {gate.Dataset} …\".");
    }

    private static async ValueTask<Baseline?> BaselineAsync(IDatabase database, GateBaseline? named, string gate, CancellationToken cancellationToken)
    {
        switch (named)
        {
            case GateBaseline.Pinned pinned:
                return await BaselineRun.OpenAsync(database, pinned.Name, cancellationToken);
            case GateBaseline.Stored stored:
                var path = Path.GetFullPath(stored.Path, Path.GetDirectoryName(Path.GetFullPath(gate))!);
                return BaselineFile.Read(await EvalFile.ReadAsync(path, cancellationToken), stored.Path);
            default:
                return null;
        }
    }
}
