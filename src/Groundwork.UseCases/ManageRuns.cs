using System.Globalization;
using Groundwork.Evals;
using Groundwork.UseCases.Evaluating;

namespace Groundwork.UseCases;

/// <summary>Runs are listed, shown, compared, kept as baselines, taken along and deleted.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class ManageRuns(Workspace workspace)
{
    // A page is made in memory; the file of the report has everything.
    private static readonly HtmlReportOptions s_inPage = HtmlReportOptions.Default with { Worst = 50, Drawn = 20, Rows = 2_000 };

    /// <summary>All runs, those started last first.</summary>
    /// <param name="dataset">Only those of this dataset; null for all.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public async Task<EvalRunsReply> ListAsync(string? dataset, CancellationToken cancellationToken) =>
        new([.. (await new RunStore(await workspace.Evals.OpenAsync(cancellationToken)).ListAsync(dataset, cancellationToken)).Select(EvalRunReply.Of)]);

    /// <summary>The report of a run, made of what is stored.</summary>
    /// <param name="run">Its id, or the baseline it is kept as.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="EvalRunNotFoundException">There is no such run.</exception>
    public async Task<EvalReply> ReportAsync(string run, CancellationToken cancellationToken)
    {
        var database = await workspace.Evals.OpenAsync(cancellationToken);
        var found = await BaselineRun.FindAsync(database, run, cancellationToken);
        return EvalReplies.Of(found, await MeasureRun.OfAsync(database, found, cancellationToken));
    }

    /// <summary>Two runs, sample by sample.</summary>
    /// <param name="baseline">Id of the run that is compared with, or the baseline it is kept as.</param>
    /// <param name="candidate">Id of the run that is compared.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="EvalRunNotFoundException">There is no such run.</exception>
    public async Task<CompareReply> CompareAsync(string baseline, string candidate, CancellationToken cancellationToken)
    {
        var database = await workspace.Evals.OpenAsync(cancellationToken);
        var (before, after) = (await BaselineRun.FindAsync(database, baseline, cancellationToken), await BaselineRun.FindAsync(database, candidate, cancellationToken));
        var (was, now) = (await MeasureRun.OfAsync(database, before, cancellationToken), await MeasureRun.OfAsync(database, after, cancellationToken));
        var compared = ComparisonBuilder.Compare(was, now, ReportOptions.Default, cancellationToken);
        return new CompareReply(before.Id, after.Id, EvalReplies.Json(ReportJson.Of(compared))) { Compared = compared, BaselineRun = was, CandidateRun = now };
    }

    /// <summary>Writes the page of a run: one file that needs nothing else.</summary>
    /// <exception cref="EvalRunNotFoundException">There is no such run.</exception>
    public async Task WritePageAsync(string run, TextWriter writer, CancellationToken cancellationToken)
    {
        var database = await workspace.Evals.OpenAsync(cancellationToken);
        var found = await BaselineRun.FindAsync(database, run, cancellationToken);
        var measured = await MeasureRun.OfAsync(database, found, cancellationToken);
        var samples = ReportedScorers.ReadAsync(database, found, measured.Values.Scorers, cancellationToken);
        await HtmlReport.WriteAsync(writer, measured, samples, decision: null, HtmlReportOptions.Default, cancellationToken);
    }

    /// <summary>The report of a run as a fragment of HTML, for a page that has the style sheet of <see cref="EvalForms.Css"/>.</summary>
    /// <exception cref="EvalRunNotFoundException">There is no such run.</exception>
    public async Task<EvalFragment> FragmentAsync(string run, CancellationToken cancellationToken)
    {
        var database = await workspace.Evals.OpenAsync(cancellationToken);
        var found = await BaselineRun.FindAsync(database, run, cancellationToken);
        var measured = await MeasureRun.OfAsync(database, found, cancellationToken);
        var writer = new StringWriter(CultureInfo.InvariantCulture);
        HtmlReport.WriteOverview(writer, measured, decision: null, s_inPage);
        var samples = new RunStore(database).ReadAsync(found, [.. measured.Values.Scorers.Select(s => s.Fingerprint)], cancellationToken);
        await HtmlReport.WriteSamplesAsync(writer, measured, samples, s_inPage, cancellationToken);
        return new EvalFragment(EvalRunReply.Of(found), writer.ToString()) { Metrics = [.. measured.Values.Metrics.Select(m => m.Name)] };
    }

    /// <summary>A comparison as a fragment of HTML, the worst regressions first.</summary>
    /// <exception cref="EvalRunNotFoundException">There is no such run.</exception>
    public async Task<string> ComparisonFragmentAsync(string baseline, string candidate, CancellationToken cancellationToken)
    {
        var compared = await CompareAsync(baseline, candidate, cancellationToken);
        var database = await workspace.Evals.OpenAsync(cancellationToken);
        var writer = new StringWriter(CultureInfo.InvariantCulture);
        HtmlReport.WriteDifferences(writer, compared.Compared, decision: null);
        await HtmlReport.WriteChangesAsync(writer, compared.BaselineRun, compared.CandidateRun, BothAsync(database, compared), s_inPage, cancellationToken);
        return writer.ToString();
    }

    /// <summary>Writes the page of a comparison.</summary>
    public async Task WriteComparisonPageAsync(CompareReply compared, TextWriter writer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(compared);
        var database = await workspace.Evals.OpenAsync(cancellationToken);
        await HtmlReport.WriteComparisonAsync(writer, compared.BaselineRun, compared.CandidateRun, compared.Compared, BothAsync(database, compared), decision: null, HtmlReportOptions.Default, cancellationToken);
    }

    private static Func<IReadOnlyList<string>, CancellationToken, ValueTask<(IReadOnlyList<ScoredSample> Baseline, IReadOnlyList<ScoredSample> Candidate)>> BothAsync(Storage.IDatabase database, CompareReply compared) =>
        async (samples, cancellationToken) => (await SamplesAsync(database, compared.BaselineRun, samples, cancellationToken), await SamplesAsync(database, compared.CandidateRun, samples, cancellationToken));

    private static async ValueTask<IReadOnlyList<ScoredSample>> SamplesAsync(Storage.IDatabase database, MeasuredRun run, IReadOnlyList<string> wanted, CancellationToken cancellationToken)
    {
        var ids = wanted.ToHashSet(StringComparer.Ordinal);
        var found = new List<ScoredSample>(ids.Count);
        var stored = await new RunStore(database).OpenAsync(run.Report.Run.Id, cancellationToken);
        await foreach (var sample in ReportedScorers.ReadAsync(database, stored, run.Values.Scorers, cancellationToken))
            if (ids.Contains(sample.Sample.Id)) found.Add(sample);
        return found;
    }

    /// <summary>Keeps a complete run as a baseline.</summary>
    /// <exception cref="EvalRunStateException">The run is not complete.</exception>
    public async Task<EvalRunReply> PinAsync(string name, string run, CancellationToken cancellationToken)
    {
        var store = new RunStore(await workspace.Evals.OpenAsync(cancellationToken));
        await store.PinAsync(name, run, cancellationToken);
        return EvalRunReply.Of(await store.OpenAsync(run, cancellationToken));
    }

    /// <summary>Writes the values of a run as a baseline file, which a gate can compare with where there is no database.</summary>
    /// <param name="run">Its id, or the baseline it is kept as.</param>
    /// <param name="metrics">Names of the metrics to keep; null for all.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public async Task WriteBaselineAsync(string run, IReadOnlyCollection<string>? metrics, TextWriter writer, CancellationToken cancellationToken) =>
        BaselineFile.Write(await BaselineRun.OpenAsync(await workspace.Evals.OpenAsync(cancellationToken), run, cancellationToken), metrics, writer);

    /// <summary>Writes what was observed, one line each, to be scored elsewhere.</summary>
    /// <returns>Number of observations.</returns>
    public async Task<int> WriteObservationsAsync(string run, Stream target, CancellationToken cancellationToken)
    {
        var database = await workspace.Evals.OpenAsync(cancellationToken);
        var found = await BaselineRun.FindAsync(database, run, cancellationToken);
        return await ObservationFile.WriteAsync(new RunStore(database).ReadAsync(found, [], cancellationToken), target, cancellationToken);
    }

    /// <summary>Deletes a run with its scores.</summary>
    /// <exception cref="EvalRunStateException">It is kept as a baseline.</exception>
    public async Task DeleteAsync(string run, CancellationToken cancellationToken) =>
        await new RunStore(await workspace.Evals.OpenAsync(cancellationToken)).DeleteAsync(run, cancellationToken);

    /// <summary>Everything that can score, for help and pages.</summary>
    public static ScorersReply Scorers => new([.. EvalScorers.All.Select(s => new ScorerReply(s.Name, s.Usage, s.Meaning, s.Needs))]);

    /// <summary>Everything that can be measured, for help and pages.</summary>
    public static string Subjects => SubjectName.Known;
}
