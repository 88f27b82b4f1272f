using System.Text.Json;
using Groundwork.Evals;
using Groundwork.UseCases.Evaluating;

namespace Groundwork.UseCases;

/// <summary>A dataset is run through a subject, scored and reported.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class RunEvaluation(Workspace workspace)
{
    private static readonly EarlyStop s_early = new(50, 0.9);

    /// <summary>Runs what is missing, scores it and reports. What is stored is never asked again, so an interrupted evaluation is gone on with by asking for it again.</summary>
    /// <param name="request">What to evaluate.</param>
    /// <param name="folder">Folder that file names in the request are relative to; null for those who may name no files and start no programs.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancellationToken">Stops after storing what has been observed.</param>
    /// <exception cref="InvalidRequestException">The request is wrong.</exception>
    /// <exception cref="DatasetNotFoundException">There is no such dataset.</exception>
    /// <exception cref="ScorerSpecException">There is no such scorer.</exception>
    public async Task<EvalReply> RunAsync(RunEvalRequest request, string? folder, IProgress<EvalProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var database = await workspace.Evals.OpenAsync(cancellationToken);
        var dataset = await DatasetName.OpenAsync(database, workspace.Time, request.Dataset, cancellationToken);
        await using var open = await OpenSubject.OfAsync(workspace, request, folder, cancellationToken);
        var scorers = await EvalScorers.OfAsync(workspace, request.Scorers ?? EvalScorers.Suiting(open.Kind), request.Judge, folder, cancellationToken);
        var selection = new SampleSelection { WithDrafts = request.Drafts, Split = request.Split, Tags = TagsOf(request.Tags) };
        var notices = await NoticesAsync(request, open, scorers, cancellationToken);
        if (await FirstAsync(database, dataset, selection, cancellationToken) is { } first) open.Require(request, first);
        var running = new RunRequest(dataset, open.Subject)
        {
            Repeats = request.Repeats,
            Seed = request.Seed,
            Selection = selection,
            Parallelism = request.Parallel,
            MaxPerMinute = request.PerMinute,
            MaxDollars = request.MaxDollars,
            MaxCalls = request.MaxCalls,
            ItemTimeout = ItemTimeout(request.ItemSeconds),
            IsFresh = request.Fresh || !open.IsKnown,
            StopEarly = request.NoEarlyStop ? null : s_early,
            Settings = open.Settings,
        };
        if (running.Validate() is { Count: > 0 } problems) throw new InvalidRequestException(string.Join(' ', problems));
        var observed = progress is null ? null : new Relay<RunProgress>(at => progress.Report(new EvalProgress("running", at.Observed, at.Due, at.Failed, at.Replayed, at.Dollars)));
        var result = await new EvalRunner(database, workspace.Time).RunAsync(running, observed, cancellationToken);
        await ScoreAsync(database, result.Run, scorers, RescoreOptions.Default with { Parallelism = request.Parallel }, progress, cancellationToken);
        var reply = await ReplyAsync(database, result.Run.Id, progress, cancellationToken);
        if (request.Baseline is { } name && result.Run.State == EvalRunState.Observed) await new RunStore(database).PinAsync(name, result.Run.Id, cancellationToken);
        else if (request.Baseline is { } not) notices.Add($"The run is not complete, so it was not kept as the baseline \"{not}\".");
        reply = reply.With(notices);
        return result.Progress is { Observed: > 0 } all && all.Failed == all.Observed ? reply with { AllFailed = await ReasonAsync(database, result.Run, cancellationToken) } : reply;
    }

    /// <summary>Scores a run's stored observations by further or changed scorers, without asking its subject.</summary>
    /// <param name="request">The run and the scorers.</param>
    /// <param name="folder">As for a run.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancellationToken">Stops after storing what has been scored.</param>
    /// <exception cref="EvalRunNotFoundException">There is no such run.</exception>
    public async Task<EvalReply> RescoreAsync(RescoreRequest request, string? folder, IProgress<EvalProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var database = await workspace.Evals.OpenAsync(cancellationToken);
        var run = await new RunStore(database).OpenAsync(request.Run, cancellationToken);
        var scorers = await EvalScorers.OfAsync(workspace, request.Scorers, request.Judge, folder, cancellationToken);
        await ScoreAsync(database, run, scorers, new RescoreOptions { Replaces = request.Replace, RetriesFailed = request.RetryFailed }, progress, cancellationToken);
        return await ReplyAsync(database, run.Id, progress, cancellationToken);
    }

    private async ValueTask<List<string>> NoticesAsync(RunEvalRequest request, OpenSubject open, IReadOnlyList<IScorer> scorers, CancellationToken cancellationToken)
    {
        var notices = new List<string>();
        if (!open.IsKnown) notices.Add("The endpoint's file names no version, so nothing tells whether it still is what it was: every run asks it anew. Give it a \"version\" to go by what was observed of it before.");
        if (request.Judge is not { } route || open.Model.Length == 0 || !scorers.Any(s => EvalScorers.IsOfEntailment(s.Name))) return notices;
        var kinship = (await JudgeRoute.OpenAsync(workspace, route, cancellationToken)).KinshipTo(open.Model);
        if (kinship == JudgeKinship.SameModel) notices.Add($"The judge {route} is the model that answers ({open.Model}): claims and citations are graded by whoever wrote them. Name another judge.");
        else if (kinship == JudgeKinship.SameFamily) notices.Add($"The judge {route} is of the family of the model that answers ({open.Model}); models prefer their own words. Better name another judge.");
        return notices;
    }

    private async ValueTask<Sample?> FirstAsync(Storage.IDatabase database, DatasetVersion dataset, SampleSelection selection, CancellationToken cancellationToken)
    {
        await foreach (var sample in new DatasetStore(database, workspace.Time).SamplesAsync(dataset, cancellationToken))
            if (selection.Takes(sample)) return sample;
        return null;
    }

    private static async ValueTask<string> ReasonAsync(Storage.IDatabase database, EvalRun run, CancellationToken cancellationToken)
    {
        var reasons = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var sample in new RunStore(database).ReadAsync(run, [], cancellationToken))
            foreach (var observation in sample.Observations)
                reasons[observation.Error ?? "no error"] = reasons.GetValueOrDefault(observation.Error ?? "no error") + 1;
        return reasons.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).First().Key;
    }

    private static async ValueTask ScoreAsync(
        Storage.IDatabase database, EvalRun run, IReadOnlyList<IScorer> scorers, RescoreOptions options, IProgress<EvalProgress>? progress, CancellationToken cancellationToken)
    {
        var scored = progress is null ? null : new Relay<ScoringProgress>(at => progress.Report(new EvalProgress("scoring", at.Scored, at.Due)));
        await new Rescorer(database).ScoreAsync(run, scorers, options, scored, cancellationToken);
    }

    private static async Task<EvalReply> ReplyAsync(Storage.IDatabase database, string id, IProgress<EvalProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new EvalProgress("reporting", 0, 1));
        var run = await new RunStore(database).OpenAsync(id, cancellationToken);
        return EvalReplies.Of(run, await MeasureRun.OfAsync(database, run, cancellationToken));
    }

    private static TimeSpan ItemTimeout(double seconds) =>
        seconds is > 0 and <= 86_400 ? TimeSpan.FromSeconds(seconds) : throw new InvalidRequestException(FormattableString.Invariant($"The time of one sample is {seconds} s; it must lie above 0 and up to 86400."));

    private static SortedDictionary<string, string> TagsOf(IReadOnlyList<string>? tags)
    {
        var read = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags ?? [])
        {
            var at = tag.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || !read.TryAdd(tag[..at], tag[(at + 1)..])) throw new InvalidRequestException($"The tag \"{tag}\" is not understood. Write name=value, each name once.");
        }

        return read;
    }

    // Progress of the standard library posts to a thread pool and comes late; here each report is told before the next.
    private sealed class Relay<T>(Action<T> told) : IProgress<T>
    {
        public void Report(T value) => told(value);
    }
}
