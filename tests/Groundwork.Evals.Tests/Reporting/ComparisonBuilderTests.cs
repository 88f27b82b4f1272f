namespace Groundwork.Evals.Tests.Reporting;

public class ComparisonBuilderTests
{
    private static readonly double[] s_before = [.. Enumerable.Range(0, 60).Select(static i => 0.5 + ((i % 7) * 0.05))];

    [Fact]
    public void A_drop_is_told_apart_and_corrected_over_everything_that_was_asked()
    {
        var now = s_before.Select(static (v, i) => v - 0.1 + ((i % 3) * 0.02)).ToArray();
        var comparison = Compare(PlainRun.Of(s_before, change: Tagged), PlainRun.Of(now, id: "run-2", change: Tagged));
        var difference = comparison.Differences.Single();
        difference.Difference!.Value.ShouldBe(-0.08, 1e-9);
        difference.Count.ShouldBe(new WinLoss(0, 60, 0));
        difference.Groups.Count.ShouldBe(2);
        difference.Corrected.ShouldBe(Math.Min(1, difference.Chance * 3), 1e-12);
    }

    [Fact]
    public void Samples_of_one_run_alone_are_counted_and_take_no_part()
    {
        var comparison = Compare(PlainRun.Of(s_before), PlainRun.Of(s_before[..50], id: "run-2"));
        (comparison.OnlyInBaseline, comparison.OnlyInCandidate).ShouldBe((10, 0));
        comparison.Differences[0].Pairs.ShouldBe(50);
        comparison.Differences[0].Difference!.Value.ShouldBe(0);
    }

    [Fact]
    public void What_differs_beside_the_subject_is_said()
    {
        var baseline = PlainRun.Of(s_before);
        var candidate = PlainRun.Of(s_before, PlainRun.Quality with { Max = 2, Judge = "b" }, id: "run-2", options: new ReportOptions { Judges = [new JudgeStanding("b", "2")] });
        candidate = candidate with { Report = candidate.Report with { Run = candidate.Report.Run with { DatasetVersion = "v2" } } };
        var notices = Compare(baseline, candidate).Notices;
        string.Join('\n', notices).ShouldContain("The runs are of different versions of dataset set, v1 and v2; a sample may have been edited under the same id.");
        string.Join('\n', notices).ShouldContain("quality follows different conventions in the two runs; its difference may mean nothing.");
        string.Join('\n', notices).ShouldContain("quality was decided by different judges, none and b.");
    }

    [Fact]
    public void A_judge_that_changed_is_said()
    {
        MeasuredRun Judged(string fingerprint) => PlainRun.Of(s_before, PlainRun.Quality with { Judge = "b", JudgeFingerprint = fingerprint }, options: new ReportOptions { Judges = [new JudgeStanding("b", fingerprint)] });
        string.Join('\n', Compare(Judged("one"), Judged("two")).Notices).ShouldContain("Judge b has changed between the runs (one, two); score both anew with one judge.");
    }

    [Fact]
    public void Runs_without_a_common_sample_or_metric_compare_to_nothing()
    {
        Compare(PlainRun.Of(s_before), PlainRun.Of(s_before, PlainRun.Quality with { Name = "other" })).Differences.ShouldBeEmpty();
        var strangers = Compare(PlainRun.Of(s_before), PlainRun.Of(s_before, change: static (_, s) => s with { Id = "z" + s.Id }));
        strangers.Differences.Single().Difference.ShouldBeNull();
        string.Join('\n', strangers.Notices).ShouldContain("The runs have no sample in common; nothing can be compared.");
    }

    [Fact]
    public void What_has_no_pairs_corrects_nothing()
    {
        MeasuredRun Both(double step, bool isOther)
        {
            var builder = new ReportBuilder(PlainRun.About(30), [new StoredScorer("scorer", "s1", [PlainRun.Quality, PlainRun.Quality with { Name = "other" }])], ReportOptions.Default);
            for (var i = 0; i < 30; i++)
            {
                Score other = isOther ? new Score.Value(1) : new Score.NotApplicable("nothing");
                builder.Add(PlainRun.Scored(i, new Score.Value(0)) with { Scores = [[new ScoredObservation([new Score.Value(0.3 + (step * (i % 7 - 2))), other])]] });
            }

            return builder.Build(CancellationToken.None);
        }

        var comparison = Compare(Both(0, false), Both(0.05, true));
        comparison.Differences[1].Pairs.ShouldBe(0);
        comparison.Differences[0].Chance.ShouldBeLessThan(0.5);
        comparison.Differences[0].Corrected.ShouldBe(comparison.Differences[0].Chance);
    }

    [Fact]
    public void Items_come_with_the_worst_regression_first_whichever_way_the_metric_goes()
    {
        var slower = PlainRun.Quality with { HigherIsBetter = false };
        var items = ComparisonBuilder.Items(PlainRun.Of([0.1, 0.2, 0.3], slower).Values, PlainRun.Of([0.1, 0.9, 0.2], slower).Values, "quality");
        items.Select(static i => i.Sample).ShouldBe(["s0001", "s0000", "s0002"]);
        items[0].Gain.ShouldBe(-0.7, 1e-12);
    }

    [Fact]
    public void The_same_runs_give_the_same_bytes() =>
        ReportJson.Of(Compare(Handbook.Make(30, 1).Measure(), Handbook.Make(30, 1, 0.1).Measure())).ShouldBe(ReportJson.Of(Compare(Handbook.Make(30, 1).Measure(), Handbook.Make(30, 1, 0.1).Measure())));

    private static Comparison Compare(MeasuredRun baseline, MeasuredRun candidate) => ComparisonBuilder.Compare(baseline, candidate, ReportOptions.Default, CancellationToken.None);

    private static Sample Tagged(int number, Sample sample) => sample with { Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["language"] = number % 2 == 0 ? "de" : "en" } };
}
