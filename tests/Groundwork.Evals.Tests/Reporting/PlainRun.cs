namespace Groundwork.Evals.Tests.Reporting;

/// <summary>Runs of bare numbers.</summary>
internal static class PlainRun
{
    public static readonly Metric Quality = new("quality", "How good.");

    public static EvalRun About(int samples, int repeats = 1, string id = "run-1") =>
        new(id, "set", "v1", "subject", "f-" + id, repeats, 7, samples, EvalRunState.Observed, DateTimeOffset.UnixEpoch);

    public static string Id(int number) => FormattableString.Invariant($"s{number:0000}");

    /// <summary>One value of one metric for each sample.</summary>
    public static MeasuredRun Of(IReadOnlyList<double> values, Metric? metric = null, string id = "run-1", ReportOptions? options = null, Func<int, Sample, Sample>? change = null)
    {
        var about = metric ?? Quality;
        var builder = new ReportBuilder(About(values.Count, id: id), [new StoredScorer("scorer", "s1", [about])], options ?? ReportOptions.Default);
        for (var i = 0; i < values.Count; i++)
        {
            var sample = new Sample(Id(i), "question", Expectation.Nothing);
            builder.Add(Scored(change is null ? sample : change(i, sample), new Score.Value(values[i])));
        }

        return builder.Build(CancellationToken.None);
    }

    /// <summary>A sample with one score for each repeat.</summary>
    public static ScoredSample Scored(Sample sample, params Score?[] repeats) => new(
        sample,
        [.. repeats.Select((_, i) => new Observation(sample.Id, i, ObservedOutcome.Answered, "answer"))],
        [[.. repeats.Select(static s => s is null ? null : new ScoredObservation([s]))]]);

    public static ScoredSample Scored(int number, params Score?[] repeats) => Scored(new Sample(Id(number), "question", Expectation.Nothing), repeats);

    public static MetricReport Report(Metric metric, int repeats, params ScoredSample[] samples) => Measure(metric, repeats, samples).Report.Metrics[0];

    public static MeasuredRun Measure(Metric metric, int repeats, params ScoredSample[] samples)
    {
        var builder = new ReportBuilder(About(samples.Length, repeats), [new StoredScorer("scorer", "s1", [metric])], ReportOptions.Default);
        foreach (var sample in samples) builder.Add(sample);
        return builder.Build(CancellationToken.None);
    }
}
