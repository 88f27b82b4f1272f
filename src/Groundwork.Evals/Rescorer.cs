using Groundwork.Evals.Running;
using Groundwork.Evals.Storing;
using Groundwork.Storage;

namespace Groundwork.Evals;

/// <summary>Scores stored observations, as often as wanted, without calling the subject.</summary>
/// <param name="database">Opened with <see cref="EvalSchema.Migrations"/>.</param>
public sealed class Rescorer(IDatabase database)
{
    // Most scores that an interruption loses: a judge may have taken minutes for them.
    private const int Batch = 100;

    /// <summary>Computes the scores that are missing and stores them by the hundred, so that an interrupted scoring goes on where it stopped.</summary>
    /// <param name="run">The run; it may be unfinished, then what is observed is scored.</param>
    /// <param name="scorers">The scorers; none twice.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told after each page; null for nobody.</param>
    /// <param name="cancellationToken">Stops; what is stored stays.</param>
    /// <returns>How far it came: all scores of the observations that were stored when it began.</returns>
    /// <exception cref="EvalRunNotFoundException">The run was deleted.</exception>
    /// <remarks>A scorer that throws, gives no finite number, one outside the range of its metric or another number of scores has failed for that observation.</remarks>
    public async ValueTask<ScoringProgress> ScoreAsync(
        EvalRun run, IReadOnlyList<IScorer> scorers, RescoreOptions options, IProgress<ScoringProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(scorers);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Parallelism is < 1 or > 256) throw new ArgumentOutOfRangeException(nameof(options), options.Parallelism, "The observations in work at the same time are 1 to 256.");
        if (scorers.GroupBy(scorer => scorer.Fingerprint, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
            throw new ArgumentException($"The scorer \"{twice.First().Name}\" stands twice among the scorers.", nameof(scorers));
        var (keys, observed, renewed) = await database.WriteAsync(session => RegisterAsync(session, run, scorers, options.Replaces), cancellationToken);
        var told = new ScoringProgress((long)observed * scorers.Count, 0, 0);
        await foreach (var page in RunPages.ReadAsync(database, run, keys, cancellationToken))
        {
            var due = DueOf(page, scorers.Count, options.RetriesFailed, renewed);
            foreach (var batch in due.Chunk(Batch))
            {
                await Parallel.ForEachAsync(
                    batch,
                    new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken },
                    async (work, token) => work.Scored = await CarefulScoring.ScoreAsync(scorers[work.Scorer], work.Item.Sample, work.Observation, token));
                await database.WriteAsync(session => WriteAsync(session, run, keys, batch), cancellationToken);
            }

            told = told with { Scored = told.Scored + (page.Sum(item => item.Observations.Count) * (long)scorers.Count), Computed = told.Computed + due.Count };
            progress?.Report(told);
        }

        // Only now is there something in the place of what was said before.
        if (options.Replaces) await database.WriteAsync(session => ForgetOthersAsync(session, run, scorers), cancellationToken);
        return told;
    }

    private static async ValueTask<int> ForgetOthersAsync(SqlSession session, EvalRun run, IReadOnlyList<IScorer> scorers)
    {
        var forgotten = 0;
        foreach (var stored in await ScoreRows.ScorersAsync(session, run.Key))
        {
            var isKept = scorers.Any(scorer => string.Equals(scorer.Fingerprint, stored.Fingerprint, StringComparison.Ordinal));
            if (!isKept && scorers.Any(scorer => string.Equals(scorer.Name, stored.Name, StringComparison.Ordinal))) forgotten += await ScoreRows.ForgetAsync(session, run.Key, stored.Fingerprint);
        }

        return forgotten;
    }

    private static async ValueTask<(IReadOnlyList<long?> Keys, int Observed, IReadOnlySet<int> Renewed)> RegisterAsync(SqlSession session, EvalRun run, IReadOnlyList<IScorer> scorers, bool replaces)
    {
        await RunRows.OpenAsync(session, run.Id);

        // The very same scorer is asked anew and its scores are overwritten one by one.
        var known = await ScoreRows.KeysAsync(session, run.Key, [.. scorers.Select(scorer => scorer.Fingerprint)]);
        var renewed = new HashSet<int>(replaces ? Enumerable.Range(0, scorers.Count).Where(i => known[i] is not null) : []);
        var keys = new List<long?>(scorers.Count);
        foreach (var scorer in scorers) keys.Add(await ScoreRows.RegisterAsync(session, run.Key, scorer));
        return (keys, (await RunRows.ProgressAsync(session, run)).Observed, renewed);
    }

    private static List<DueScore> DueOf(IReadOnlyList<RunItem> page, int scorers, bool retriesFailed, IReadOnlySet<int> renewed)
    {
        var due = new List<DueScore>();
        foreach (var item in page)
            foreach (var observation in item.Observations)
                for (var scorer = 0; scorer < scorers; scorer++)
                    if (renewed.Contains(scorer) || !item.Scores[scorer].TryGetValue(observation.Repeat, out var known) || (retriesFailed && known.IsFailed))
                        due.Add(new DueScore(item, observation, scorer));
        return due;
    }

    private static async ValueTask<int> WriteAsync(SqlSession session, EvalRun run, IReadOnlyList<long?> keys, DueScore[] due)
    {
        if (await session.CountAsync("select count(*) from runs where key = @run", ("@run", run.Key)) == 0)
            throw new EvalRunNotFoundException($"The run \"{run.Id}\" was deleted while it was scored.");
        foreach (var work in due) await ScoreRows.WriteAsync(session, keys[work.Scorer]!.Value, work.Item.Position, work.Observation.Repeat, work.Scored!);
        return due.Length;
    }

    private sealed class DueScore(RunItem item, Observation observation, int scorer)
    {
        public RunItem Item => item;

        public Observation Observation => observation;

        public int Scorer => scorer;

        public ScoredObservation? Scored { get; set; }
    }
}
