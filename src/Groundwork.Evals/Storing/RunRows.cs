using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Groundwork.Storage;

namespace Groundwork.Evals.Storing;

/// <summary>The rows of runs.</summary>
internal static class RunRows
{
    public const string Select =
        """
        select r.key, r.id, v.dataset, v.fingerprint, r.subject, r.subject_fingerprint, r.repeats, r.seed, r.samples, r.state, r.started, r.finished, r.settings, r.selection,
          r.stop_reason, r.version, r.asked, (select min(b.name) from baselines b where b.run = r.key)
        from runs r join dataset_versions v on v.key = r.version
        """;

    public static async ValueTask<EvalRun> OpenAsync(SqlSession session, string id) =>
        await session.FirstAsync(Select + " where r.id = @id", Map, ("@id", id))
            ?? throw new EvalRunNotFoundException($"There is no run \"{JsonMembers.Shorten(id)}\". List the runs to see what there is.");

    public static EvalRun Map(DbDataReader row) => new(
        row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt32(6), row.GetInt64(7), row.GetInt32(8),
        Enum.Parse<EvalRunState>(row.GetString(9)), Time(row.GetString(10)))
    {
        Finished = row.IsDBNull(11) ? null : Time(row.GetString(11)),
        Settings = JsonSerializer.Deserialize(row.GetString(12), EvalJson.Default.SortedDictionaryStringString)!,
        Selection = JsonSerializer.Deserialize(row.GetString(13), EvalJson.Default.StoredSelection)!.ToSelection(),
        StopReason = row.IsDBNull(14) ? null : row.GetString(14),
        VersionKey = row.GetInt64(15),
        Asked = Time(row.GetString(16)),
        Baseline = row.IsDBNull(17) ? null : row.GetString(17),
        Key = row.GetInt64(0),
    };

    /// <summary>Observations that no run holds any more.</summary>
    public static ValueTask<int> DropUnusedObservationsAsync(SqlSession session) =>
        session.ExecuteAsync("delete from observations where not exists (select 1 from run_observations o where o.observation = observations.key)");

    public static async ValueTask<RunProgress> ProgressAsync(SqlSession session, EvalRun run)
    {
        var (observed, replayed, failed, nanoDollars) = await session.FirstAsync(
            """
            select count(*), coalesce(sum(r.is_replayed), 0), coalesce(sum(case when o.outcome = 'Failed' then 1 else 0 end), 0), sum(case when r.is_replayed = 0 then o.cost end)
            from run_observations r join observations o on o.key = r.observation where r.run = @run
            """,
            row => (row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.IsDBNull(3) ? (long?)null : row.GetInt64(3)), ("@run", run.Key));
        return new RunProgress(run.Samples * run.Repeats, observed, replayed, failed, nanoDollars / NanoDollars);
    }

    /// <summary>Money is summed up in billionths of a dollar.</summary>
    public const decimal NanoDollars = 1_000_000_000m;

    public static string TimeText(DateTimeOffset time) => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Time(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
