using Groundwork.Evals.Running;
using Groundwork.Evals.Storing;
using Groundwork.Storage;

namespace Groundwork.Evals;

/// <summary>Scores stored observations, as often as wanted, without calling the subject.</summary>
/// <param name="database">Opened with <see cref="EvalSchema.Migrations"/>.</param>
public sealed class Rescorer(IDatabase database)
{
    /// <summary>Computes the scores that are missing and stores them page by page, so that an interrupted scoring goes on where it stopped.</summary>
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
        var (keys, observed) = await database.WriteAsync(session => RegisterAsync(session, run, scorers, options.Replaces), cancellationToken);
        var told = new ScoringProgress((long)observed * scorers.Count, 0, 0);
        await foreach (var page in RunPages.ReadAsync(database, run, keys, cancellationToken))
        {
            var due = DueOf(page, scorers.Count, options.RetriesFailed);
            await Parallel.ForEachAsync(
                due,
                new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken },
                async (work, token) => work.Scored = await CarefulScoring.ScoreAsync(scorers[work.Scorer], work.Item.Sample, work.Observation, token));
            if (due.Count > 0) await database.WriteAsync(session => WriteAsync(session, run, keys, due), cancellationToken);
            told = told with { Scored = told.Scored + (page.Sum(item => item.Observations.Count) * (long)scorers.Count), Computed = told.Computed + due.Count };
            progress?.Report(told);
        }

        return told;
    }

    private static async ValueTask<(IReadOnlyList<long?> Keys, int Observed)> RegisterAsync(SqlSession session, EvalRun run, IReadOnlyList<IScorer> scorers, bool replaces)
    {
        await RunRows.OpenAsync(session, run.Id);
        if (replaces)
            foreach (var scorer in scorers) await ScoreRows.ForgetAsync(session, run.Key, scorer.Name);
        var keys = new List<long?>(scorers.Count);
        foreach (var scorer in scorers) keys.Add(await ScoreRows.RegisterAsync(session, run.Key, scorer));
        return (keys, (await RunRows.ProgressAsync(session, run)).Observed);
    }

    private static List<DueScore> DueOf(IReadOnlyList<RunItem> page, int scorers, bool retriesFailed)
    {
        var due = new List<DueScore>();
        foreach (var item in page)
            foreach (var observation in item.Observations)
                for (var scorer = 0; scorer < scorers; scorer++)
                    if (!item.Scores[scorer].TryGetValue(observation.Repeat, out var known) || (retriesFailed && known.IsFailed))
                        due.Add(new DueScore(item, observation, scorer));
        return due;
    }

    private static async ValueTask<int> WriteAsync(SqlSession session, EvalRun run, IReadOnlyList<long?> keys, List<DueScore> due)
    {
        if (await session.CountAsync("select count(*) from runs where key = @run", ("@run", run.Key)) == 0)
            throw new EvalRunNotFoundException($"The run \"{run.Id}\" was deleted while it was scored.");
        foreach (var work in due) await ScoreRows.WriteAsync(session, keys[work.Scorer]!.Value, work.Item.Position, work.Observation.Repeat, work.Scored!);
        return due.Count;
    }

    private sealed class DueScore(RunItem item, Observation observation, int scorer)
    {
        public RunItem Item => item;

        public Observation Observation => observation;

        public int Scorer => scorer;

        public ScoredObservation? Scored { get; set; }
    }
}
