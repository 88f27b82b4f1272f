using System.Text.Json;
using Groundwork.Storage;

namespace Groundwork.Evals.Storing;

/// <summary>The rows of scorers and scores.</summary>
internal static class ScoreRows
{
    public static async ValueTask<IReadOnlyList<StoredScorer>> ScorersAsync(SqlSession session, long run) => await session.QueryAsync(
        "select name, fingerprint, metrics from scorers where run = @run order by key",
        row => new StoredScorer(
            row.GetString(0), row.GetString(1), JsonSerializer.Deserialize(row.GetString(2), EvalJson.Default.ListStoredMetric)!.ConvertAll(metric => metric.ToMetric())),
        ("@run", run));

    /// <summary>Rows of the scorers with these fingerprints, in their order; null for one that has never scored the run.</summary>
    public static async ValueTask<IReadOnlyList<long?>> KeysAsync(SqlSession session, long run, IReadOnlyList<string> fingerprints)
    {
        var known = (await session.QueryAsync("select fingerprint, key from scorers where run = @run", row => (row.GetString(0), row.GetInt64(1)), ("@run", run)))
            .ToDictionary(StringComparer.Ordinal);
        return [.. fingerprints.Select(fingerprint => known.TryGetValue(fingerprint, out var key) ? key : (long?)null)];
    }

    /// <summary>Forgets what a scorer said.</summary>
    public static ValueTask<int> ForgetAsync(SqlSession session, long run, string fingerprint) =>
        session.ExecuteAsync("delete from scorers where run = @run and fingerprint = @fingerprint", ("@run", run), ("@fingerprint", fingerprint));

    /// <summary>Row of a scorer, made when it is not there.</summary>
    /// <param name="session">A session that writes.</param>
    /// <param name="run">Row of the run.</param>
    /// <param name="scorer">The scorer.</param>
    public static async ValueTask<long> RegisterAsync(SqlSession session, long run, IScorer scorer)
    {
        var metrics = JsonSerializer.Serialize([.. scorer.Metrics.Select(StoredMetric.Of)], EvalJson.Default.ListStoredMetric);
        return await session.CountAsync(
            """
            insert into scorers (run, name, fingerprint, metrics) values (@run, @name, @fingerprint, @metrics)
            on conflict (run, fingerprint) do update set name = excluded.name, metrics = excluded.metrics returning key
            """,
            ("@run", run), ("@name", scorer.Name), ("@fingerprint", scorer.Fingerprint), ("@metrics", metrics));
    }

    public static ValueTask<List<(long Position, int Repeat, bool IsFailed, ScoredObservation Scored)>> ReadAsync(SqlSession session, long scorer, long from, long to) => session.QueryAsync(
        "select position, repeat, is_failed, body, evidence from scores where scorer = @scorer and position between @from and @to order by position, repeat",
        row => (row.GetInt64(0), row.GetInt32(1), row.GetInt64(2) != 0, ToScored(row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4))),
        ("@scorer", scorer), ("@from", from), ("@to", to));

    /// <summary>Keeps a score, in the place of an earlier one.</summary>
    public static ValueTask<int> WriteAsync(SqlSession session, long scorer, long position, int repeat, ScoredObservation scored) => session.ExecuteAsync(
        """
        insert into scores (scorer, position, repeat, is_failed, body, evidence) values (@scorer, @position, @repeat, @is_failed, @body, @evidence)
        on conflict (scorer, position, repeat) do update set is_failed = excluded.is_failed, body = excluded.body, evidence = excluded.evidence
        """,
        ("@scorer", scorer), ("@position", position), ("@repeat", repeat), ("@is_failed", scored.Scores.Any(score => score is Score.Failed) ? 1 : 0),
        ("@body", JsonSerializer.Serialize([.. scored.Scores.Select(StoredScore.Of)], EvalJson.Default.ListStoredScore)), ("@evidence", scored.Evidence));

    private static ScoredObservation ToScored(string body, string? evidence) =>
        new(JsonSerializer.Deserialize(body, EvalJson.Default.ListStoredScore)!.ConvertAll(score => score.ToScore())) { Evidence = evidence };
}
