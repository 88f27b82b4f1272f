using System.Runtime.CompilerServices;
using Groundwork.Evals.Storing;
using Groundwork.Storage;

namespace Groundwork.Evals;

/// <summary>Runs with their observations and scores, and the baselines that runs are pinned as. Safe for concurrent use.</summary>
/// <param name="database">Opened with <see cref="EvalSchema.Migrations"/>.</param>
public sealed class RunStore(IDatabase database)
{
    /// <summary>A run.</summary>
    /// <exception cref="EvalRunNotFoundException">There is none with this id.</exception>
    public ValueTask<EvalRun> OpenAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return database.ReadAsync(session => RunRows.OpenAsync(session, id), cancellationToken);
    }

    /// <summary>Runs, those started last first.</summary>
    /// <param name="dataset">Name of the dataset; null for all.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public async ValueTask<IReadOnlyList<EvalRun>> ListAsync(string? dataset, CancellationToken cancellationToken) => await database.ReadAsync(
        session => session.QueryAsync(RunRows.Select + " where @dataset is null or v.dataset = @dataset order by r.key desc", RunRows.Map, ("@dataset", dataset)), cancellationToken);

    /// <summary>How far a run is.</summary>
    /// <exception cref="EvalRunNotFoundException">There is none with this id.</exception>
    public ValueTask<RunProgress> ProgressAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        async session => await RunRows.ProgressAsync(session, await RunRows.OpenAsync(session, id)), cancellationToken);

    /// <summary>Pins a complete run as a baseline; a baseline of this name is moved.</summary>
    /// <param name="name">Name of the baseline, like <c>main</c>: 1..64 of <c>a-z 0-9 . _ -</c>.</param>
    /// <param name="id">Id of the run.</param>
    /// <param name="cancellationToken">Leaves everything as it is.</param>
    /// <exception cref="EvalRunNotFoundException">There is no such run.</exception>
    /// <exception cref="EvalRunStateException">The run is not complete.</exception>
    public async ValueTask PinAsync(string name, string id, CancellationToken cancellationToken)
    {
        Datasets.SampleRules.RequireName(name);
        await database.WriteAsync(
            async session =>
            {
                var run = await RunRows.OpenAsync(session, id);
                if (run.State != EvalRunState.Observed) throw new EvalRunStateException($"The run \"{id}\" is not complete, so it cannot be the baseline \"{name}\". Run it to its end first.");
                return await session.ExecuteAsync(
                    "insert into baselines (name, run) values (@name, @run) on conflict (name) do update set run = excluded.run", ("@name", name), ("@run", run.Key));
            },
            cancellationToken);
    }

    /// <summary>Takes a baseline away; the run stays.</summary>
    /// <returns>False when there was none.</returns>
    public async ValueTask<bool> UnpinAsync(string name, CancellationToken cancellationToken) =>
        await database.WriteAsync(session => session.ExecuteAsync("delete from baselines where name = @name", ("@name", name)), cancellationToken) > 0;

    /// <summary>The run that is pinned as a baseline; null when there is none.</summary>
    public ValueTask<EvalRun?> BaselineAsync(string name, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.FirstAsync(RunRows.Select + " join baselines p on p.run = r.key where p.name = @name", RunRows.Map, ("@name", name)), cancellationToken);

    /// <summary>All baselines and the ids of their runs, by name.</summary>
    public async ValueTask<IReadOnlyList<(string Name, string Run)>> BaselinesAsync(CancellationToken cancellationToken) => await database.ReadAsync(
        session => session.QueryAsync("select b.name, r.id from baselines b join runs r on r.key = b.run order by b.name", row => (row.GetString(0), row.GetString(1))), cancellationToken);

    /// <summary>Deletes a run with its scores, and the observations that no other run holds.</summary>
    /// <exception cref="EvalRunNotFoundException">There is none with this id.</exception>
    /// <exception cref="EvalRunStateException">It is pinned as a baseline.</exception>
    public async ValueTask DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            async session =>
            {
                var run = await RunRows.OpenAsync(session, id);
                if (run.Baseline is not null) throw new EvalRunStateException($"The run \"{id}\" is pinned as the baseline \"{run.Baseline}\". Unpin it or pin another run first.");
                await session.ExecuteAsync("delete from runs where key = @run", ("@run", run.Key));
                return await RunRows.DropUnusedObservationsAsync(session);
            },
            cancellationToken);
        await database.PurgeAsync(cancellationToken);
    }

    /// <summary>The scorers whose scores are kept with a run, in the order they were first used.</summary>
    public async ValueTask<IReadOnlyList<StoredScorer>> ScorersAsync(EvalRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return await database.ReadAsync(session => ScoreRows.ScorersAsync(session, run.Key), cancellationToken);
    }

    /// <summary>The samples of a run in the order of its dataset, with all observations and the scores of some scorers; read page by page.</summary>
    /// <param name="run">The run.</param>
    /// <param name="scorers">Fingerprints of scorers; each sample has their scores in this order. Empty for observations alone.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <exception cref="EvalRunNotFoundException">The run was deleted meanwhile.</exception>
    public async IAsyncEnumerable<ScoredSample> ReadAsync(EvalRun run, IReadOnlyList<string> scorers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(scorers);
        var keys = await database.ReadAsync(session => ScoreRows.KeysAsync(session, run.Key, scorers), cancellationToken);
        await foreach (var page in RunPages.ReadAsync(database, run, keys, cancellationToken))
            foreach (var read in page)
                yield return read.ToScoredSample();
    }
}
