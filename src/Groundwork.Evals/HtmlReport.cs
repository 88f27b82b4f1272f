using Groundwork.Evals.Reporting;

namespace Groundwork.Evals;

/// <summary>
/// Reports and comparisons as HTML: whole files that need nothing from outside and no script, and fragments of the same for other pages. Written as it is made, so a run of 100,000
/// samples takes no more memory than the samples that are shown whole. Writes are synchronous: give a writer to a file or a buffer. Every text from outside is escaped. All classes begin with <c>gw-</c>.
/// </summary>
public static class HtmlReport
{
    /// <summary>The style sheet, for pages that hold fragments. It styles only what is inside <c>.gw-report</c>, and <c>.gw-page</c>, the body of a whole file.</summary>
    public static string Css => PageFrame.Css;

    /// <summary>Writes a run as one file.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="run">The run.</param>
    /// <param name="samples">Its samples, in any order; those that are shown whole are taken from it.</param>
    /// <param name="decision">What a gate said about it; null for none.</param>
    /// <param name="options">What is shown.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static async Task WriteAsync(
        TextWriter writer, MeasuredRun run, IAsyncEnumerable<ScoredSample> samples, GateDecision? decision, HtmlReportOptions options, CancellationToken cancellationToken)
    {
        var html = Begin(writer, run, options);
        ArgumentNullException.ThrowIfNull(samples);
        PageFrame.Begin(html, $"{run.Report.Run.Subject}: evaluation");
        WriteOverview(writer, run, decision, options);
        await WriteSamplesAsync(writer, run, samples, options, cancellationToken);
        PageFrame.End(html);
        await writer.FlushAsync(cancellationToken);
    }

    /// <summary>Writes a comparison as one file.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="baseline">What is compared with.</param>
    /// <param name="candidate">What is compared.</param>
    /// <param name="comparison">Their comparison.</param>
    /// <param name="samples">Finds a sample in both runs by its id, the baseline's first; null where one of them lacks it.</param>
    /// <param name="decision">What a gate said about it; null for none.</param>
    /// <param name="options">What is shown.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static async Task WriteComparisonAsync(
        TextWriter writer,
        MeasuredRun baseline,
        MeasuredRun candidate,
        Comparison comparison,
        Func<IReadOnlyList<string>, CancellationToken, ValueTask<(IReadOnlyList<ScoredSample> Baseline, IReadOnlyList<ScoredSample> Candidate)>> samples,
        GateDecision? decision,
        HtmlReportOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(samples);
        var html = Begin(writer, candidate, options);
        PageFrame.Begin(html, $"{candidate.Report.Run.Subject}: comparison");
        WriteDifferences(writer, comparison, decision);
        await WriteChangesAsync(writer, baseline, candidate, samples, options, cancellationToken);
        PageFrame.End(html);
        await writer.FlushAsync(cancellationToken);
    }

    /// <summary>Writes all of a run but its samples, as a fragment.</summary>
    public static void WriteOverview(TextWriter writer, MeasuredRun run, GateDecision? decision, HtmlReportOptions options)
    {
        var html = Begin(writer, run, options);
        OverviewPart.Head(html, run.Report);
        if (decision is not null) GatePart.Write(html, decision);
        OverviewPart.Notices(html, run.Report.Notices);
        OverviewPart.Metrics(html, run.Report);
        OverviewPart.Groups(html, run.Report);
        DistributionPart.Write(html, run);
        CalibrationPart.Write(html, run, options);
    }

    /// <summary>Writes all of a comparison but its samples, as a fragment.</summary>
    public static void WriteDifferences(TextWriter writer, Comparison comparison, GateDecision? decision)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(comparison);
        var html = new HtmlText(writer);
        ComparisonPart.Head(html, comparison);
        if (decision is not null) GatePart.Write(html, decision);
        OverviewPart.Notices(html, comparison.Notices);
        ComparisonPart.Differences(html, comparison);
    }

    /// <summary>Writes the samples of a run, as a fragment.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="run">The run.</param>
    /// <param name="samples">Its samples, in any order; those that are shown whole are taken from it.</param>
    /// <param name="options">What is shown.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    public static async Task WriteSamplesAsync(TextWriter writer, MeasuredRun run, IAsyncEnumerable<ScoredSample> samples, HtmlReportOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var part = new SamplesPart(Begin(writer, run, options), run, options);
        var chosen = part.Chosen;
        var whole = new Dictionary<int, ScoredSample>();
        await foreach (var sample in samples.WithCancellation(cancellationToken))
            if (run.Values.SampleAt(sample.Sample.Id) is { } at && chosen.Contains(at)) whole[at] = sample;
        part.Write(whole);
    }

    /// <summary>Writes the samples of a comparison, the worst regressions first, as a fragment.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="baseline">What is compared with.</param>
    /// <param name="candidate">What is compared.</param>
    /// <param name="samples">Finds a sample in both runs by its id, the baseline's first.</param>
    /// <param name="options">What is shown.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    public static async Task WriteChangesAsync(
        TextWriter writer,
        MeasuredRun baseline,
        MeasuredRun candidate,
        Func<IReadOnlyList<string>, CancellationToken, ValueTask<(IReadOnlyList<ScoredSample> Baseline, IReadOnlyList<ScoredSample> Candidate)>> samples,
        HtmlReportOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(samples);
        var part = new ChangesPart(Begin(writer, candidate, options), baseline, candidate, options);
        var (before, now) = await samples([.. part.Worst.Select(static w => w.Sample)], cancellationToken);
        part.Write(before.ToDictionary(static s => s.Sample.Id, StringComparer.Ordinal), now.ToDictionary(static s => s.Sample.Id, StringComparer.Ordinal));
    }

    /// <summary>Writes one sample whole, as a fragment.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="scorers">The scorers behind <see cref="ScoredSample.Scores"/>, in their order.</param>
    /// <param name="options">What is shown.</param>
    public static void WriteSample(TextWriter writer, ScoredSample sample, IReadOnlyList<StoredScorer> scorers, HtmlReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(scorers);
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        new SamplePart(new HtmlText(writer), scorers, options).Write(sample, "");
    }

    private static HtmlText Begin(TextWriter writer, MeasuredRun run, HtmlReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        return new HtmlText(writer);
    }

    private static void Check(HtmlReportOptions options)
    {
        if (options.Validate() is { Count: > 0 } problems) throw new ArgumentException(string.Join(" ", problems), nameof(options));
    }
}
