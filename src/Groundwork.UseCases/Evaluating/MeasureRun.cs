using Groundwork.Evals;
using Groundwork.Storage;

namespace Groundwork.UseCases.Evaluating;

/// <summary>Folds what is stored of a run into its report.</summary>
internal static class MeasureRun
{
    /// <summary>The report with everything that was scored.</summary>
    public static async ValueTask<MeasuredRun> OfAsync(IDatabase database, EvalRun run, CancellationToken cancellationToken)
    {
        var store = new RunStore(database);
        var scorers = await store.ScorersAsync(run, cancellationToken);
        var options = ReportOptions.Default with
        {
            Judges = await JudgeStandings.OfAsync(database, scorers, cancellationToken),
        };
        return await ReportBuilder.BuildAsync(run, scorers, store.ReadAsync(run, [.. scorers.Select(s => s.Fingerprint)], cancellationToken), options, cancellationToken);
    }
}
