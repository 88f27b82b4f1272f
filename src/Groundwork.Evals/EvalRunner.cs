using Groundwork.Evals.Running;
using Groundwork.Evals.Storing;
using Groundwork.Storage;

namespace Groundwork.Evals;

/// <summary>Runs a dataset version through a subject and stores what it observes as it comes: every 100 observations, or each second.</summary>
/// <param name="database">Opened with <see cref="EvalSchema.Migrations"/>.</param>
/// <param name="time">Clock for latencies, pauses and time-outs.</param>
/// <remarks>
/// What is stored is never asked again: a run that was killed, cancelled or stopped goes on where it was, and an observation of another run of the same subject (by fingerprint), question,
/// repeat and seed is replayed, unless it failed. Two processes may run the same run; each observation is stored once.
/// </remarks>
public sealed class EvalRunner(IDatabase database, TimeProvider time)
{
    /// <summary>Runs, or goes on with, what is asked for.</summary>
    /// <param name="request">What to run, and within which limits.</param>
    /// <param name="progress">Told after each write; null for nobody.</param>
    /// <param name="cancellationToken">Stops after storing what has been observed; the run can be resumed.</param>
    /// <returns>The run: complete, or stopped with the reason.</returns>
    /// <exception cref="ArgumentException">The request is not valid; the message has all that is wrong.</exception>
    /// <exception cref="DatasetRefusedException">The selection takes no sample.</exception>
    /// <exception cref="EvalRunNotFoundException">The run was deleted meanwhile.</exception>
    public async ValueTask<RunResult> RunAsync(RunRequest request, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var problems = request.Validate();
        if (problems.Count > 0) throw new ArgumentException(string.Join(" ", problems), nameof(request));
        var samples = await CountAsync(request, cancellationToken);
        var (run, before) = await database.WriteAsync(session => RunOpening.OpenAsync(session, request, samples, time.GetUtcNow()), cancellationToken);
        var pass = new RunPass(database, time, request, run, new RunTally(before, progress));
        await pass.ObserveAsync(cancellationToken);
        return await database.WriteAsync(session => FinishAsync(session, run, pass), cancellationToken);
    }

    private async ValueTask<int> CountAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var samples = 0;
        await foreach (var sample in new DatasetStore(database, time).SamplesAsync(request.Dataset, cancellationToken))
            if (request.Selection.Takes(sample))
                samples++;
        if (samples > 0) return samples;
        var drafts = request.Dataset.Drafts > 0 && !request.Selection.WithDrafts
            ? FormattableString.Invariant($" {request.Dataset.Drafts} of its {request.Dataset.Samples} samples are drafts: accept them, or run with drafts.")
            : " Look at its tags and splits.";
        throw new DatasetRefusedException($"The selection takes no sample of the dataset \"{request.Dataset.Dataset}\".{drafts}", []);
    }

    private async ValueTask<RunResult> FinishAsync(SqlSession session, EvalRun run, RunPass pass)
    {
        // Another process may have stored some of it.
        var progress = await RunRows.ProgressAsync(session, await RunRows.OpenAsync(session, run.Id));
        var isComplete = progress.Observed >= progress.Due;
        await session.ExecuteAsync(
            "update runs set state = @state, stop_reason = @reason, finished = coalesce(finished, @finished) where key = @run",
            ("@state", (isComplete ? EvalRunState.Observed : EvalRunState.Stopped).ToString()), ("@reason", isComplete ? null : pass.StopReason ?? "Observations of other runs were deleted while this one was running. Start it again to go on."),
            ("@finished", isComplete ? RunRows.TimeText(time.GetUtcNow()) : null), ("@run", run.Key));
        return new RunResult(await RunRows.OpenAsync(session, run.Id), progress, pass.Calls);
    }
}
