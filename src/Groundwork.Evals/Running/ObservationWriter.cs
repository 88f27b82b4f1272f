using System.Threading.Channels;
using Groundwork.Evals.Storing;
using Groundwork.Storage;

namespace Groundwork.Evals.Running;

/// <summary>Stores observations in batches: of a hundred, or of what came within a second.</summary>
internal sealed class ObservationWriter(IDatabase database, TimeProvider time, EvalRun run, string subject, RunTally tally)
{
    private const int Batch = 100;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(1);

    /// <summary>Stores everything that comes, until no more does. What was observed is stored also when the run is cancelled.</summary>
    public async Task WriteAllAsync(ChannelReader<MadeObservation> made)
    {
        while (await made.WaitToReadAsync(CancellationToken.None))
        {
            var batch = new List<MadeObservation>(Batch);
            using var due = new CancellationTokenSource(s_longestWait, time);
            try
            {
                do
                {
                    while (batch.Count < Batch && made.TryRead(out var observation)) batch.Add(observation);
                }
                while (batch.Count < Batch && await made.WaitToReadAsync(due.Token));
            }
            catch (OperationCanceledException) when (due.IsCancellationRequested)
            {
                // The second is over.
            }

            await StoreAsync(batch);
        }
    }

    /// <summary>Takes over what earlier runs of the same subject observed for the same questions, the latest each; failures are no answers.</summary>
    /// <returns>Position and repeat of what was taken over.</returns>
    public async ValueTask<HashSet<(long Position, int Repeat)>> ReplayAsync(IReadOnlyList<RunItem> page, CancellationToken cancellationToken)
    {
        var missing = page.Where(item => item.Observations.Count < run.Repeats).ToList();
        if (missing.Count == 0) return [];
        var replayed = await database.WriteAsync(
            async session =>
            {
                await RequireRunAsync(session);
                var taken = new HashSet<(long, int)>();
                foreach (var item in missing)
                {
                    var known = await session.QueryAsync(
                        """
                        insert into run_observations (run, position, repeat, observation, is_replayed)
                        select @run, @position, repeat, max(key), 1 from observations
                        where subject = @subject and asked = @asked and seed = @seed and repeat < @repeats and outcome <> @failed group by repeat
                        on conflict (run, position, repeat) do nothing returning repeat
                        """,
                        row => row.GetInt32(0),
                        ("@run", run.Key), ("@position", item.Position), ("@subject", subject), ("@asked", item.Asked), ("@seed", run.Seed), ("@repeats", run.Repeats),
                        ("@failed", nameof(ObservedOutcome.Failed)));
                    foreach (var repeat in known) taken.Add((item.Position, repeat));
                }

                return taken;
            },
            cancellationToken);
        if (replayed.Count > 0) tally.Add(replayed.Count, replayed.Count, failed: 0, nanoDollars: null);
        return replayed;
    }

    private async ValueTask StoreAsync(List<MadeObservation> batch)
    {
        var stored = await database.WriteAsync(
            async session =>
            {
                await RequireRunAsync(session);
                var inserted = new List<MadeObservation>(batch.Count);
                foreach (var made in batch)
                    if (await InsertAsync(session, made))
                        inserted.Add(made);
                return inserted;
            },
            CancellationToken.None);
        var priced = stored.Where(made => made.Observation.Cost.Dollars is not null).ToList();
        tally.Add(
            stored.Count,
            replayed: 0,
            stored.Count(made => made.Observation.Outcome == ObservedOutcome.Failed),
            priced.Count == 0 ? null : priced.Sum(made => NanoDollars(made.Observation)));
    }

    /// <returns>False when another process was faster.</returns>
    private async ValueTask<bool> InsertAsync(SqlSession session, MadeObservation made)
    {
        var repeat = made.Observation.Repeat;
        if (await session.CountAsync(
            "select count(*) from run_observations where run = @run and position = @position and repeat = @repeat", ("@run", run.Key), ("@position", made.Position), ("@repeat", repeat)) > 0) return false;
        var key = await session.CountAsync(
            """
            insert into observations (subject, asked, repeat, seed, outcome, cost, body) values (@subject, @asked, @repeat, @seed, @outcome, @cost, @body) returning key
            """,
            ("@subject", subject), ("@asked", made.Asked), ("@repeat", repeat), ("@seed", run.Seed), ("@outcome", made.Observation.Outcome.ToString()),
            ("@cost", made.Observation.Cost.Dollars is null ? null : NanoDollars(made.Observation)), ("@body", ObservationJson.Write(made.Observation)));
        await session.ExecuteAsync(
            "insert into run_observations (run, position, repeat, observation, is_replayed) values (@run, @position, @repeat, @observation, 0)",
            ("@run", run.Key), ("@position", made.Position), ("@repeat", repeat), ("@observation", key));
        return true;
    }

    private async ValueTask RequireRunAsync(SqlSession session)
    {
        if (await session.CountAsync("select count(*) from runs where key = @run", ("@run", run.Key)) == 0)
            throw new EvalRunNotFoundException($"The run \"{run.Id}\" was deleted while it was running. Nothing more was stored.");
    }

    // Bounded, so that the sum over any run fits a long.
    private static long NanoDollars(Observation observation) => (long)Math.Ceiling(Math.Clamp(observation.Cost.Dollars ?? 0, 0, 10_000m) * RunRows.NanoDollars);
}
