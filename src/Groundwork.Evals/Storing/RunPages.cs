using System.Runtime.CompilerServices;
using Groundwork.Storage;

namespace Groundwork.Evals.Storing;

/// <summary>The selected samples of a run with what is stored about them, read page by page.</summary>
internal static class RunPages
{
    /// <param name="database">The database.</param>
    /// <param name="run">The run.</param>
    /// <param name="scorers">Rows of the scorers whose scores are wanted; null for one without any.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public static async IAsyncEnumerable<IReadOnlyList<RunItem>> ReadAsync(
        IDatabase database, EvalRun run, IReadOnlyList<long?> scorers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (long after = -1; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var from = after;
            var (rows, last, page) = await database.ReadAsync(
                async session =>
                {
                    if (await session.CountAsync("select count(*) from runs where key = @run", ("@run", run.Key)) == 0)
                        throw new EvalRunNotFoundException($"The run \"{run.Id}\" was deleted meanwhile.");
                    var items = await ItemPages.ReadAsync(session, run.VersionKey, from, ItemPages.Rows);
                    if (items.Count == 0) return (0, from, []);
                    return (items.Count, items[^1].Position, await FillAsync(session, run, scorers, items));
                },
                cancellationToken);
            if (page.Count > 0) yield return page;
            if (rows < ItemPages.Rows) yield break;
            after = last;
        }
    }

    private static async ValueTask<List<RunItem>> FillAsync(SqlSession session, EvalRun run, IReadOnlyList<long?> scorers, List<StoredItem> items)
    {
        var page = new Dictionary<long, RunItem>(items.Count);
        foreach (var item in items)
            if (item.ToSample() is var sample && run.Selection.Takes(sample))
                page.Add(item.Position, new RunItem(item.Position, item.Asked, sample, scorers.Count));
        var range = new (string, object?)[] { ("@run", run.Key), ("@from", items[0].Position), ("@to", items[^1].Position) };
        var observations = await session.QueryAsync(
            """
            select r.position, r.repeat, r.is_replayed, o.body from run_observations r join observations o on o.key = r.observation
            where r.run = @run and r.position between @from and @to order by r.position, r.repeat
            """,
            row => (Position: row.GetInt64(0), Repeat: row.GetInt32(1), IsReplayed: row.GetInt64(2) != 0, Body: row.GetString(3)), range);
        foreach (var (position, repeat, isReplayed, body) in observations)
            if (page.TryGetValue(position, out var item))
                item.Observations.Add(ObservationJson.Read(body, item.Sample.Id, repeat, isReplayed));
        for (var i = 0; i < scorers.Count; i++)
        {
            if (scorers[i] is not { } scorer) continue;
            foreach (var (position, repeat, isFailed, scored) in await ScoreRows.ReadAsync(session, scorer, items[0].Position, items[^1].Position))
                if (page.TryGetValue(position, out var item))
                    item.Scores[i].Add(repeat, (scored, isFailed));
        }

        return [.. page.Values.OrderBy(item => item.Position)];
    }
}
