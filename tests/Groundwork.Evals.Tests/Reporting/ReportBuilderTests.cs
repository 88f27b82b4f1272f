using FsCheck;
using FsCheck.Fluent;

namespace Groundwork.Evals.Tests.Reporting;

public class ReportBuilderTests
{
    [Fact]
    public void The_order_in_which_samples_come_changes_no_byte()
    {
        var handbook = Handbook.Make(40, 3);
        var straight = ReportJson.Of(handbook.Measure().Report);
        var builder = new ReportBuilder(handbook.Run, Handbook.Scorers, Handbook.Options);
        foreach (var sample in handbook.Samples.Reverse()) builder.Add(sample);
        ReportJson.Of(builder.Build(CancellationToken.None).Report).ShouldBe(straight);
    }

    [Fact]
    public void Repeats_and_more_reasons_than_are_kept_are_the_same_in_any_order()
    {
        var random = new Random(2);
        var samples = Enumerable.Range(0, 2500).Select(i => i < 1300
            ? PlainRun.Scored(i, new Score.Failed("reason " + (i % 1200)), new Score.Value(1))
            : PlainRun.Scored(i, new Score.Value(random.NextDouble()), new Score.Value(random.NextDouble()))).ToArray();
        var straight = PlainRun.Report(PlainRun.Quality, 2, samples);
        straight.Reasons.Count.ShouldBe(1001);
        straight.Reasons[^1].ShouldBe(new ReasonCount("other reasons", 200));
        for (var shuffle = 0; shuffle < 3; shuffle++)
        {
            random.Shuffle(samples);
            var shuffled = PlainRun.Report(PlainRun.Quality, 2, samples);
            shuffled.Spread.ShouldBe(straight.Spread);
            shuffled.Reasons.ShouldBe(straight.Reasons);
        }
    }

    [Fact]
    public void Failed_samples_lower_the_coverage_and_leave_the_mean()
    {
        var report = PlainRun.Report(PlainRun.Quality, 1, PlainRun.Scored(0, new Score.Value(1)), PlainRun.Scored(1, new Score.Failed("no verdict")), PlainRun.Scored(2, new Score.NotApplicable("a refusal")));
        report.Mean!.Value.ShouldBe(1);
        (report.Scored, report.Due, report.NotApplicable).ShouldBe((1, 2, 1));
        report.Coverage.ShouldBe(0.5);
        report.Reasons.ShouldBe([new ReasonCount("a refusal", 1), new ReasonCount("no verdict", 1)]);
    }

    [Fact]
    public void A_failed_observation_counts_what_the_metric_says()
    {
        var metric = PlainRun.Quality with { OfFailedItem = 0 };
        var failed = new ScoredSample(new Sample("x", "q", Expectation.Nothing), [new Observation("x", 0, ObservedOutcome.Failed, "")], [[new ScoredObservation([new Score.Failed("503")])]]);
        var report = PlainRun.Report(metric, 1, PlainRun.Scored(0, new Score.Value(1)), failed);
        report.Mean!.Value.ShouldBe(0.5);
        report.Coverage.ShouldBe(1);
    }

    [Fact]
    public void A_judge_that_failed_on_an_answer_does_not_count_as_a_failed_item()
    {
        var report = PlainRun.Report(PlainRun.Quality with { OfFailedItem = 0 }, 1, PlainRun.Scored(0, new Score.Value(1)), PlainRun.Scored(1, new Score.Failed("no verdict")));
        report.Mean!.Value.ShouldBe(1);
        report.Coverage.ShouldBe(0.5);
    }

    [Fact]
    public void A_sample_has_a_value_when_each_due_repeat_has_one()
    {
        var report = PlainRun.Report(PlainRun.Quality, 2,
            PlainRun.Scored(0, new Score.Value(1), new Score.Value(0)), PlainRun.Scored(1, new Score.Value(1), new Score.Failed("timeout")), PlainRun.Scored(2, new Score.Value(1), new Score.NotApplicable("refusal")),
            PlainRun.Scored(3, new Score.Value(1)), PlainRun.Scored(4, new Score.Value(1), null));
        (report.Scored, report.Due).ShouldBe((2, 5));
        report.Mean!.Value.ShouldBe(0.75);
        report.Reasons.Select(static r => r.Reason).ShouldBe(["no observation is stored", "not scored yet", "timeout"]);
        report.Spread.ShouldBe(new RepeatVariance(0.5, 0.125));
    }

    [Fact]
    public void Repeats_become_one_value_as_the_metric_says()
    {
        var metric = PlainRun.Quality with { IsRate = true, Repeats = new RepeatRule.AllOf(2) };
        PlainRun.Report(metric, 3, PlainRun.Scored(0, new Score.Value(1), new Score.Value(1), new Score.Value(0))).Mean!.Value.ShouldBe(1.0 / 3, 1e-12);
        PlainRun.Report(metric, 1, PlainRun.Scored(0, new Score.Value(1))).Scored.ShouldBe(0);
    }

    [Fact]
    public void Repeats_of_a_ratio_of_sums_weigh_by_their_denominators()
    {
        var run = PlainRun.Measure(PlainRun.Quality, 2, PlainRun.Scored(0, new Score.Value(1, "", 3), new Score.Value(0, "", 1)));
        run.Values.ValueOf(0, 0).ShouldBe(0.75);
        run.Values.WeightOf(0, 0).ShouldBe(2);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1.5)]
    [InlineData(-0.1)]
    public void A_value_outside_the_range_is_failed(double value)
    {
        var report = PlainRun.Report(PlainRun.Quality, 1, PlainRun.Scored(0, new Score.Value(value)));
        report.Mean.ShouldBeNull();
        report.Reasons.ShouldBe([new ReasonCount("a value outside the metric's range", 1)]);
    }

    [Fact]
    public void Samples_that_were_never_run_are_missing_everywhere()
    {
        var builder = new ReportBuilder(PlainRun.About(4), [new StoredScorer("scorer", "s1", [PlainRun.Quality])], ReportOptions.Default);
        builder.Add(PlainRun.Scored(0, new Score.Value(1)));
        var report = builder.Build(CancellationToken.None).Report;
        report.Metrics[0].Coverage.ShouldBe(0.25);
        (report.Observed, report.Expected).ShouldBe((1, 4));
        string.Join('\n', report.Notices).ShouldContain("3 of 4 observations are missing: the run is not finished. Their samples count as not scored.");
    }

    [Fact]
    public void An_empty_run_has_a_report_without_means()
    {
        var run = PlainRun.Of([]);
        run.Report.Metrics[0].Mean.ShouldBeNull();
        run.Report.Metrics[0].Coverage.ShouldBe(1);
        ReportJson.Of(run.Report).ShouldContain("\"mean\": null");
    }

    [Fact]
    public void A_sample_added_twice_is_refused_by_its_name()
    {
        var builder = new ReportBuilder(PlainRun.About(2), [new StoredScorer("scorer", "s1", [PlainRun.Quality])], ReportOptions.Default);
        builder.Add(PlainRun.Scored(0, new Score.Value(1)));
        builder.Add(PlainRun.Scored(0, new Score.Value(1)));
        Should.Throw<InvalidDataException>(() => builder.Build(CancellationToken.None)).Message.ShouldContain("\"s0000\" twice");
    }

    [Fact]
    public void Scores_that_do_not_fit_the_scorers_are_refused()
    {
        var builder = new ReportBuilder(PlainRun.About(1), [new StoredScorer("scorer", "s1", [PlainRun.Quality, PlainRun.Quality with { Name = "other" }])], ReportOptions.Default);
        Should.Throw<ArgumentException>(() => builder.Add(PlainRun.Scored(0, new Score.Value(1))));
        Should.Throw<ArgumentException>(() => new ReportBuilder(PlainRun.About(1), [new StoredScorer("a", "1", [PlainRun.Quality]), new StoredScorer("b", "2", [PlainRun.Quality])], ReportOptions.Default))
            .Message.ShouldContain("\"quality\"");
    }

    [Fact]
    public void Groups_are_shown_up_to_a_number_and_the_others_are_named()
    {
        var run = PlainRun.Of([.. Enumerable.Repeat(0.5, 40)], options: new ReportOptions { GroupsPerTag = 2 }, change: (i, s) => s with { Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["source"] = "file" + (i % 4), ["kind"] = "one" } });
        run.Report.Metrics[0].Groups.Select(static g => g.Value).ShouldBe(["file0", "file1"]);
        string.Join('\n', run.Report.Notices).ShouldContain("Tag source has 4 values; the 2 largest are shown. Not shown: file2, file3.");
    }

    [Fact]
    public void A_tag_that_names_each_sample_makes_no_groups()
    {
        var run = PlainRun.Of([.. Enumerable.Repeat(0.5, 40)], change: (_, s) => s with { Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["url"] = s.Id }, Split = "test" });
        run.Report.Metrics[0].Groups.ShouldBeEmpty();
        string.Join('\n', run.Report.Notices).ShouldContain("Tag url has 40 values for 40 samples; it is not used to group them.");
    }

    [Fact]
    public void Uncertified_judges_and_judges_of_the_subjects_family_are_told()
    {
        var report = Handbook.Make(40, 1).Measure().Report;
        string.Join('\n', report.Notices).ShouldContain("Judge reader is uncertified: nobody compared it with people. It decides helpfulness.");
        string.Join('\n', report.Notices).ShouldContain("Judge reader and the subject are models of one family (aurora); models prefer their own words.");
        report.Metrics.Single(static m => string.Equals(m.Metric.Name, "faithfulness", StringComparison.Ordinal)).Certified.ShouldBe(new DateOnly(2026, 10, 3));
    }

    [Fact]
    public void Every_number_of_a_report_is_finite_whatever_the_scores() => Prop.ForAll<double[]>(values =>
    {
        var builder = new ReportBuilder(PlainRun.About(values.Length), [new StoredScorer("scorer", "s1", [PlainRun.Quality with { Min = double.NegativeInfinity, Max = double.PositiveInfinity }])], ReportOptions.Default);
        for (var i = 0; i < values.Length; i++) builder.Add(PlainRun.Scored(i, new Score.Value(values[i])));
        var report = builder.Build(CancellationToken.None).Report.Metrics[0];
        return report.Scored == values.Count(double.IsFinite) && (report.Mean is null || (double.IsFinite(report.Mean.Value) && double.IsFinite(report.Mean.Interval.Low) && double.IsFinite(report.Mean.Interval.High) && double.IsFinite(report.Mean.Interval.HalfWidth)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_hundred_thousand_samples_are_held_as_arrays()
    {
        const int count = 100_000;
        var before = GC.GetTotalMemory(true);
        var builder = new ReportBuilder(PlainRun.About(count), [new StoredScorer("scorer", "s1", [.. Enumerable.Range(0, 10).Select(static i => PlainRun.Quality with { Name = "m" + i })])], ReportOptions.Default);
        for (var i = 0; i < count; i++)
        {
            var sample = new Sample(PlainRun.Id(i), new string('x', 2000), Expectation.Nothing);
            builder.Add(new ScoredSample(sample, [new Observation(sample.Id, 0, ObservedOutcome.Answered, new string('y', 2000))], [[new ScoredObservation([.. Enumerable.Repeat(new Score.Value(i / (double)count), 10)])]]));
        }

        (GC.GetTotalMemory(true) - before).ShouldBeLessThan(100_000_000);
        builder.Build(CancellationToken.None).Report.Metrics[9].Scored.ShouldBe(count);
    }
}
