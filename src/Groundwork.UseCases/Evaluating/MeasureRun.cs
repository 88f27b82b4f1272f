using Groundwork.Evals;
using Groundwork.Storage;

namespace Groundwork.UseCases.Evaluating;

/// <summary>Folds what is stored of a run into its report.</summary>
internal static class MeasureRun
{
    /// <summary>The report with everything that was scored; of scorers that measure the same, the newest.</summary>
    public static async ValueTask<MeasuredRun> OfAsync(IDatabase database, EvalRun run, CancellationToken cancellationToken)
    {
        var (scorers, notices) = ReportedScorers.Of(await new RunStore(database).ScorersAsync(run, cancellationToken));
        var options = ReportOptions.Default with { Judges = await JudgeStandings.OfAsync(database, scorers, cancellationToken) };
        var measured = await ReportBuilder.BuildAsync(run, scorers, ReportedScorers.ReadAsync(database, run, scorers, cancellationToken), options, cancellationToken);
        return measured with { Report = measured.Report with { Notices = [.. measured.Report.Notices, .. notices] } };
    }
}
