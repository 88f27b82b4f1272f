using Groundwork.Evals.Reporting;

namespace Groundwork.Evals;

/// <summary>
/// Folds a run's stored observations and scores into a report. Pure: the same samples give the same report, in whatever order they are added. Holds values
/// as arrays; 100,000 samples with 30 metrics take about 40 MB, whatever their texts are like.
/// </summary>
/// <remarks>
/// A sample has a value of a metric when each of its due repeats has one (repeats to which the metric does not apply are not due): a mean over the repeats that
/// happened to succeed would hide a judge that fails on the hard ones. A repeat whose subject failed counts <see cref="Metric.OfFailedItem"/> where the metric says so.
/// Samples of the run that were not added are missing in every metric.
/// </remarks>
public sealed class ReportBuilder
{
    private readonly RunFold _fold;

    /// <summary>Begins a report.</summary>
    /// <param name="run">The run.</param>
    /// <param name="scorers">What was scored, in the order of the report and of <see cref="ScoredSample.Scores"/>.</param>
    /// <param name="options">How it is made.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or two metrics have one name.</exception>
    public ReportBuilder(EvalRun run, IReadOnlyList<StoredScorer> scorers, ReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(scorers);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } problems) throw new ArgumentException(string.Join(" ", problems), nameof(options));
        if (scorers.SelectMany(static s => s.Metrics).GroupBy(static m => m.Name, StringComparer.Ordinal).FirstOrDefault(static g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"Two metrics are called \"{twice.Key}\"; remove one of the scorers.", nameof(scorers));
        _fold = new RunFold(run, scorers, options);
    }

    /// <summary>A whole report.</summary>
    /// <param name="run">The run.</param>
    /// <param name="scorers">What was scored, in the order of the report and of <see cref="ScoredSample.Scores"/>.</param>
    /// <param name="samples">Every sample of the run once, in any order.</param>
    /// <param name="options">How it is made.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public static async Task<MeasuredRun> BuildAsync(
        EvalRun run, IReadOnlyList<StoredScorer> scorers, IAsyncEnumerable<ScoredSample> samples, ReportOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var builder = new ReportBuilder(run, scorers, options);
        await foreach (var sample in samples.WithCancellation(cancellationToken)) builder.Add(sample);
        return builder.Build(cancellationToken);
    }

    /// <summary>Adds a sample with all that was observed of it.</summary>
    /// <param name="sample">The sample, its observations and what each scorer says about each of them.</param>
    /// <exception cref="ArgumentException">The numbers of observations, scorers, metrics and scores do not fit together.</exception>
    public void Add(ScoredSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        _fold.Add(sample);
    }

    /// <summary>Ends the report.</summary>
    /// <param name="cancellationToken">Cancels the statistics.</param>
    /// <exception cref="InvalidDataException">A sample was added twice.</exception>
    public MeasuredRun Build(CancellationToken cancellationToken) => _fold.Build(cancellationToken);
}
