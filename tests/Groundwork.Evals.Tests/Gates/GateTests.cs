using Groundwork.Evals.Tests.Reporting;

namespace Groundwork.Evals.Tests.Gates;

public class GateTests
{
    private static readonly GateFile s_noWorse = new("gate", "set", [new GateRule("quality") { NoWorseBy = 0.02 }]) { Baseline = new GateBaseline.Pinned("main") };

    private static readonly double[] s_before = [.. Enumerable.Range(0, 200).Select(static i => 0.3 + (i * 37 % 50 / 100.0))];

    [Fact]
    public void A_run_against_itself_passes()
    {
        var decision = Decide(s_noWorse, PlainRun.Of(s_before), PlainRun.Of(s_before));
        decision.Verdict.ShouldBe(GateVerdict.Pass);
        decision.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void A_clear_drop_fails_with_the_numbers()
    {
        var decision = Decide(s_noWorse, PlainRun.Of([.. s_before.Select(static (v, i) => v - 0.1 + (i % 5 * 0.01))]), PlainRun.Of(s_before));
        decision.Verdict.ShouldBe(GateVerdict.Fail);
        decision.ExitCode.ShouldBe(3);
        decision.Rules[0].Measured!.Value.ShouldBe(-0.08, 1e-9);
        decision.Rules[0].Limit.ShouldBe(-0.02);
        decision.Rules[0].Reason.ShouldContain("wholly beyond the limit");
        decision.Rules[0].Worst.Count.ShouldBe(10);
        decision.Rules[0].Worst.ShouldAllBe(static id => id.EndsWith('0') || id.EndsWith('5'));
    }

    [Fact]
    public void A_drop_that_the_noise_could_have_made_is_inconclusive_and_says_how_many_items_are_missing()
    {
        var random = new Random(5);
        double[] before = [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble())], now = [.. before.Select(v => Math.Clamp(v + ((random.NextDouble() - 0.5) * 0.6), 0, 1))];
        var decision = Decide(s_noWorse, PlainRun.Of(now), PlainRun.Of(before));
        decision.Verdict.ShouldBe(GateVerdict.Inconclusive);
        decision.ExitCode.ShouldBe(4);
        decision.Rules[0].ItemsNeeded!.Value.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Less_is_better_turns_the_limit_round()
    {
        var cost = PlainRun.Quality with { HigherIsBetter = false };
        double[] more = [.. s_before.Select(static (v, i) => v + 0.1 + (i % 5 * 0.01))];
        Decide(s_noWorse, PlainRun.Of(more, cost), PlainRun.Of(s_before, cost)).Verdict.ShouldBe(GateVerdict.Fail);
        Decide(s_noWorse, PlainRun.Of(s_before, cost), PlainRun.Of(more, cost)).Verdict.ShouldBe(GateVerdict.Pass);
    }

    [Fact]
    public void Fewer_items_than_the_minimum_decide_nothing()
    {
        var decision = Decide(s_noWorse, PlainRun.Of([.. s_before[..12].Reverse()]), PlainRun.Of(s_before[..12]));
        decision.Verdict.ShouldBe(GateVerdict.Inconclusive);
        decision.Rules[0].ItemsNeeded.ShouldBe(8);
    }

    [Fact]
    public void Floors_are_decided_by_the_bound_and_not_by_the_mean()
    {
        Verdict(new GateRule("quality") { AtLeast = 0.5 }, s_before).ShouldBe(GateVerdict.Pass);
        Verdict(new GateRule("quality") { AtLeast = s_before.Average() - 0.001 }, s_before).ShouldBe(GateVerdict.Inconclusive);
        Verdict(new GateRule("quality") { AtLeast = 0.6 }, s_before).ShouldBe(GateVerdict.Fail);
        Verdict(new GateRule("quality") { AtMost = 0.6 }, s_before).ShouldBe(GateVerdict.Pass);
        Verdict(new GateRule("quality") { AtMost = 0.5 }, s_before).ShouldBe(GateVerdict.Fail);
    }

    [Fact]
    public void Every_item_is_every_item()
    {
        double[] values = [.. Enumerable.Repeat(1.0, 30), 0.5, 0.25];
        var decision = Gate.Decide(Of(new GateRule("quality") { EveryItem = 1 }), PlainRun.Of(values), null, CancellationToken.None);
        decision.Verdict.ShouldBe(GateVerdict.Fail);
        decision.Rules[0].Worst.ShouldBe(["s0031", "s0030"]);
        Verdict(new GateRule("quality") { EveryItem = 1 }, values[..30]).ShouldBe(GateVerdict.Pass);
        Verdict(new GateRule("quality") { EveryItem = 1 }, values[..10]).ShouldBe(GateVerdict.Inconclusive);
        var lost = PlainRun.Measure(PlainRun.Quality, 1, [.. Enumerable.Range(0, 100).Select(static i => PlainRun.Scored(i, i == 0 ? new Score.Failed("no verdict") : new Score.Value(1)))]);
        Fails(Gate.Decide(Of(new GateRule("quality") { EveryItem = 1 }), lost, null, CancellationToken.None), "1 that should have a value have none");
    }

    [Fact]
    public void Nothing_changed_is_a_fact_and_one_changed_item_of_twenty_is_judged_by_the_interval()
    {
        var rate = PlainRun.Quality with { IsRate = true };
        double[] before = [.. Enumerable.Range(0, 20).Select(static i => i % 4 == 0 ? 0.0 : 1)], now = [.. before];
        var same = Decide(s_noWorse, PlainRun.Of(before, rate), PlainRun.Of(before, rate));
        (same.Verdict, same.Rules[0].Reason).ShouldBe((GateVerdict.Pass, "No item changed: all 20 have exactly the value of the baseline."));
        same.Rules[0].Measured!.Interval.Low.ShouldBeLessThan(-0.1);
        now[0] = 1;
        var better = Decide(s_noWorse, PlainRun.Of(now, rate), PlainRun.Of(before, rate));
        better.Verdict.ShouldBe(GateVerdict.Inconclusive);
        better.Rules[0].Measured!.Interval.Low.ShouldBeLessThan(-0.02);
        var graded = before.Select(static v => v * 0.5).ToArray();
        double[] slightly = [.. graded[..19], graded[19] + 0.01];
        Decide(s_noWorse, PlainRun.Of(slightly), PlainRun.Of(graded)).Verdict.ShouldBe(GateVerdict.Inconclusive);
    }

    [Fact]
    public void Pairs_must_cover_the_items_of_both_sides()
    {
        var few = Decide(s_noWorse, PlainRun.Of(s_before), PlainRun.Of(s_before[..100]));
        Fails(few, "100 have one in only one of the two");
        Fails(Decide(s_noWorse, PlainRun.Of(s_before[..100]), PlainRun.Of(s_before)), "200 in the baseline and 100 in the run");
        Decide(s_noWorse with { MinimumCoverage = 0.4 }, PlainRun.Of(s_before[..100]), PlainRun.Of(s_before)).Rules[0].Reason.ShouldNotContain("No item changed");
    }

    [Fact]
    public void A_group_that_lost_its_values_is_decided_and_fails()
    {
        var samples = Enumerable.Range(0, 100).Select(static i => PlainRun.Scored(
            new Sample(PlainRun.Id(i), "question", Expectation.Nothing) { Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["language"] = i % 2 == 0 ? "de" : "en" } },
            i % 2 == 0 && i > 10 ? new Score.NotApplicable("no answer") : new Score.Value(1)));
        var decision = Gate.Decide(Of(new GateRule("quality") { Groups = [new GateGroup("language", null) { AtLeast = 0.5 }] }), PlainRun.Measure(PlainRun.Quality, 1, [.. samples]), null, CancellationToken.None);
        decision.Rules.Select(static r => (r.TagValue, r.Verdict)).ShouldBe([("de", GateVerdict.Inconclusive), ("en", GateVerdict.Pass)]);
    }

    [Fact]
    public void A_standing_is_one_of_the_very_judge_and_criterion()
    {
        var judged = PlainRun.Quality with { Name = "rubric.tone", Judge = "reader", JudgeFingerprint = "j" };
        MeasuredRun Run(JudgeStanding standing) => PlainRun.Of(s_before, judged, options: new ReportOptions { Judges = [standing with { Certified = new DateOnly(2026, 1, 1) }] });
        GateDecision Decided(JudgeStanding standing) => Gate.Decide(Of(new GateRule("rubric.tone") { AtLeast = 0.1 }), Run(standing), null, CancellationToken.None);
        Fails(Decided(new JudgeStanding("reader", "j") { Metrics = ["rubric.facts"] }), "uncertified");
        Fails(Decided(new JudgeStanding("reader", "other") { Metrics = ["rubric.tone"] }), "uncertified");
        Decided(new JudgeStanding("reader", "j") { Metrics = ["rubric.tone"] }).Verdict.ShouldBe(GateVerdict.Pass);
        Run(new JudgeStanding("reader", "j") { Metrics = ["rubric.facts"] }).Report.Metrics[0].Certified.ShouldBeNull();
        Run(new JudgeStanding("reader", "j") { Metrics = ["rubric.tone"] }).Report.Metrics[0].Certified.ShouldNotBeNull();
    }

    [Fact]
    public void A_run_of_other_samples_than_the_baseline_is_refused()
    {
        var run = PlainRun.Of(s_before);
        var part = run with { Report = run.Report with { Run = run.Report.Run with { Selection = new SampleSelection { Split = "dev" } } } };
        Fails(Decide(s_noWorse, part, run), "split dev");
        Fails(Decide(s_noWorse, run, part), "split dev");
        Fails(Gate.Decide(Of(new GateRule("quality") { AtLeast = 0 }), part, null, CancellationToken.None), "split dev");
        Decide(s_noWorse, part, part).Verdict.ShouldBe(GateVerdict.Pass);
        using var writer = new StringWriter();
        BaselineFile.Write(Baseline.Of(part), null, writer);
        Gate.Decide(s_noWorse, part, BaselineFile.Read(writer.ToString(), "b.json"), CancellationToken.None).Verdict.ShouldBe(GateVerdict.Pass);
        Fails(Gate.Decide(s_noWorse, run, BaselineFile.Read(writer.ToString(), "b.json"), CancellationToken.None), "split dev");
    }

    [Fact]
    public void Many_items_of_few_clusters_decide_nothing()
    {
        MeasuredRun Clustered(double drop) => PlainRun.Of([.. s_before.Select(v => v - drop)], change: static (i, s) => s with { Cluster = "d" + (i % 5) });
        var decision = Decide(s_noWorse, Clustered(0.001), Clustered(0));
        (decision.Verdict, decision.Rules[0].ItemsNeeded).ShouldBe((GateVerdict.Inconclusive, 15));
        decision.Rules[0].Reason.ShouldContain("5 clusters are fewer than the 20");
        Decide(s_noWorse, Clustered(0), Clustered(0)).Verdict.ShouldBe(GateVerdict.Pass);
    }

    [Fact]
    public void A_break_behind_an_uncertain_one_says_so_and_asks_for_no_items()
    {
        var random = new Random(3);
        double[] values = [.. Enumerable.Range(0, 100).Select(_ => 0.3 + (random.NextDouble() * 0.4))];
        var bound = Intervals.OfMean(PlainRun.Quality, PlainRun.Of(values).Values.Items(0), 7, 0.98)!.Interval.High;
        // Ten equal demands: the first is tested at a tenth of the chance and does not hold, the last at the whole of it.
        var gate = new GateFile("gate", "set", [.. Enumerable.Range(0, 10).Select(_ => new GateRule("quality") { AtLeast = bound })]);
        var decision = Gate.Decide(gate, PlainRun.Of(values), null, CancellationToken.None);
        decision.Verdict.ShouldBe(GateVerdict.Inconclusive);
        decision.Rules[^1].Reason.ShouldContain("Holm");
        decision.Rules[^1].ItemsNeeded.ShouldBeNull();
        decision.Rules[0].ItemsNeeded!.Value.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Numbers_in_the_file_are_a_baseline_without_pairs()
    {
        var gate = s_noWorse with { Baseline = new GateBaseline.Numbers(new Dictionary<string, double>(StringComparer.Ordinal) { ["quality"] = 0.54 }) };
        Gate.Decide(gate, PlainRun.Of(s_before), null, CancellationToken.None).Verdict.ShouldBe(GateVerdict.Pass);
        var higher = gate with { Baseline = new GateBaseline.Numbers(new Dictionary<string, double>(StringComparer.Ordinal) { ["quality"] = 0.7 }) };
        Gate.Decide(higher, PlainRun.Of(s_before), null, CancellationToken.None).Verdict.ShouldBe(GateVerdict.Fail);
        var other = gate with { Baseline = new GateBaseline.Numbers(new Dictionary<string, double>(StringComparer.Ordinal) { ["other"] = 0.7 }) };
        Fails(Gate.Decide(other, PlainRun.Of(s_before), null, CancellationToken.None), "no quality");
    }

    [Fact]
    public void What_is_missing_fails_and_never_passes()
    {
        Fails(Gate.Decide(s_noWorse, PlainRun.Of(s_before), null, CancellationToken.None), "no baseline");
        Fails(Gate.Decide(Of(new GateRule("other") { AtLeast = 0 }), PlainRun.Of(s_before), null, CancellationToken.None), "has no metric other");
        Fails(Gate.Decide(Of(new GateRule("quality") { AtLeast = 0 }), PlainRun.Of([]), null, CancellationToken.None), "No item has a value");
        Fails(Decide(s_noWorse, PlainRun.Of(s_before), PlainRun.Of(s_before, PlainRun.Quality with { Name = "other" })), "baseline has no metric quality");
        Fails(Decide(s_noWorse, PlainRun.Of(s_before), PlainRun.Of(s_before, change: static (_, s) => s with { Id = "z" + s.Id })), "both the run and the baseline");
        Fails(Gate.Decide(new GateFile("gate", "set", []), PlainRun.Of(s_before), null, CancellationToken.None), null);
        Fails(Gate.Decide(Of(new GateRule("quality") { Groups = [new GateGroup("language", null) { AtLeast = 0 }] }), PlainRun.Of(s_before), null, CancellationToken.None), "No value of tag language");
        Fails(Gate.Decide(Of(new GateRule("quality") { Groups = [new GateGroup("language", "xx") { AtLeast = 0 }] }), PlainRun.Of(s_before), null, CancellationToken.None), "No item has a value");
    }

    [Fact]
    public void Low_coverage_fails_however_good_the_rest_is()
    {
        var samples = Enumerable.Range(0, 40).Select(static i => PlainRun.Scored(i, i < 10 ? new Score.Failed("no verdict") : new Score.Value(1))).ToArray();
        var run = PlainRun.Measure(PlainRun.Quality, 1, samples);
        Fails(Gate.Decide(Of(new GateRule("quality") { AtLeast = 0.1 }), run, null, CancellationToken.None), "Only 30 of 40 items");
        Gate.Decide(Of(new GateRule("quality") { AtLeast = 0.1, MinimumCoverage = 0.7 }), run, null, CancellationToken.None).Verdict.ShouldBe(GateVerdict.Pass);
    }

    [Fact]
    public void An_interrupted_run_does_not_pass_on_what_it_has()
    {
        var builder = new ReportBuilder(PlainRun.About(400), [new StoredScorer("scorer", "s1", [PlainRun.Quality])], ReportOptions.Default);
        for (var i = 0; i < 200; i++) builder.Add(PlainRun.Scored(i, new Score.Value(1)));
        Fails(Gate.Decide(Of(new GateRule("quality") { AtLeast = 0.1 }), builder.Build(CancellationToken.None), null, CancellationToken.None), "Only 200 of 400 items");
    }

    [Fact]
    public void An_uncertified_judge_decides_only_where_the_rule_lets_it()
    {
        var judged = PlainRun.Quality with { Judge = "reader", JudgeFingerprint = "j" };
        Fails(Gate.Decide(Of(new GateRule("quality") { AtLeast = 0.1 }), PlainRun.Of(s_before, judged), null, CancellationToken.None), "uncertified");
        Gate.Decide(Of(new GateRule("quality") { AtLeast = 0.1, AllowUncertified = true }), PlainRun.Of(s_before, judged), null, CancellationToken.None).Verdict.ShouldBe(GateVerdict.Pass);
        var certified = new ReportOptions { Judges = [new JudgeStanding("reader", "j") { Certified = new DateOnly(2026, 1, 1) }] };
        Gate.Decide(Of(new GateRule("quality") { AtLeast = 0.1 }), PlainRun.Of(s_before, judged, options: certified), null, CancellationToken.None).Verdict.ShouldBe(GateVerdict.Pass);
    }

    [Fact]
    public void What_cannot_be_compared_fails_with_the_reason()
    {
        Fails(Decide(s_noWorse, PlainRun.Of(s_before), PlainRun.Of(s_before, PlainRun.Quality with { Max = 5 })), "other conventions");
        Fails(Decide(s_noWorse with { Rules = [new GateRule("quality") { NoWorseBy = 0.1, HigherIsBetter = false }] }, PlainRun.Of(s_before), PlainRun.Of(s_before)), "other way round");
        var scorer = PlainRun.Of(s_before);
        Fails(Gate.Decide(s_noWorse, PlainRun.Of(s_before), Baseline.Of(scorer) with { Values = Rescored(scorer.Values) }, CancellationToken.None), "Scorer scorer has changed");
        Fails(Gate.Decide(s_noWorse with { Dataset = "other" }, PlainRun.Of(s_before), Baseline.Of(scorer), CancellationToken.None), "for dataset other");
        Fails(Gate.Decide(s_noWorse, PlainRun.Of(s_before), Baseline.Of(scorer) with { Dataset = "other" }, CancellationToken.None), "baseline is of dataset other");
        Fails(Gate.Decide(s_noWorse with { DatasetVersion = "v9" }, PlainRun.Of(s_before), Baseline.Of(scorer), CancellationToken.None), "version v9");
        Fails(Gate.Decide(s_noWorse with { Subject = "another" }, PlainRun.Of(s_before), Baseline.Of(scorer), CancellationToken.None), "for subject another");
    }

    [Fact]
    public void Groups_have_demands_of_their_own_and_small_ones_are_named()
    {
        MeasuredRun Tagged(double drop) => PlainRun.Of(
            [.. s_before.Select((v, i) => i % 2 == 0 ? v - drop + (i % 10 * 0.002) : v)],
            change: static (i, s) => s with { Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["language"] = i < 6 ? "ja" : i % 2 == 0 ? "de" : "en" } });
        var gate = s_noWorse with { Rules = [new GateRule("quality") { Groups = [new GateGroup("language", null) { NoWorseBy = 0.02 }] }] };
        var decision = Decide(gate, Tagged(0.1), Tagged(0));
        decision.Rules.Select(static r => (r.TagValue, r.Verdict)).ShouldBe([("de", GateVerdict.Fail), ("en", GateVerdict.Pass)]);
        decision.Notices.ShouldContain(static n => n.Contains("language ja, which have fewer than 20 samples", StringComparison.Ordinal));
    }

    [Fact]
    public void A_break_is_corrected_over_all_demands()
    {
        // One of many just beyond its bound at 0.95 is what chance makes; alone it fails.
        var random = new Random(3);
        double[] before = [.. Enumerable.Range(0, 100).Select(_ => 0.3 + (random.NextDouble() * 0.4))];
        double[] now = [.. before.Select(v => v - 0.02 - 0.006 + ((random.NextDouble() - 0.5) * 0.1))];
        Decide(s_noWorse, PlainRun.Of(now), PlainRun.Of(before)).Verdict.ShouldBe(GateVerdict.Fail);
        var many = s_noWorse with { Rules = [s_noWorse.Rules[0], .. Enumerable.Range(0, 60).Select(static i => new GateRule("quality") { AtLeast = 0.001 * i })] };
        Decide(many, PlainRun.Of(now), PlainRun.Of(before)).Rules[0].Verdict.ShouldBe(GateVerdict.Inconclusive);
    }

    [Fact]
    public void The_same_arguments_give_the_same_decision() =>
        ReportJson.Of(Decide(s_noWorse, PlainRun.Of([.. s_before.Reverse()]), PlainRun.Of(s_before))).ShouldBe(ReportJson.Of(Decide(s_noWorse, PlainRun.Of([.. s_before.Reverse()]), PlainRun.Of(s_before))));

    private static RunValues Rescored(RunValues values)
    {
        using var writer = new StringWriter();
        BaselineFile.Write(new Baseline("b", "set", "v1", "subject", "f", values), null, writer);
        return BaselineFile.Read(writer.ToString().Replace("\"fingerprint\":\"s1\"", "\"fingerprint\":\"s0\"", StringComparison.Ordinal), "b.json").Values;
    }

    private static GateFile Of(GateRule rule) => new("gate", "set", [rule]);

    private static GateVerdict Verdict(GateRule rule, double[] values) => Gate.Decide(Of(rule), PlainRun.Of(values), null, CancellationToken.None).Verdict;

    private static GateDecision Decide(GateFile gate, MeasuredRun candidate, MeasuredRun baseline) => Gate.Decide(gate, candidate, Baseline.Of(baseline), CancellationToken.None);

    private static void Fails(GateDecision decision, string? reason)
    {
        decision.Verdict.ShouldBe(GateVerdict.Fail);
        if (reason is not null) decision.Rules.ShouldContain(r => r.Verdict == GateVerdict.Fail && r.Reason.Contains(reason, StringComparison.Ordinal), string.Join(" | ", decision.Rules.Select(static r => r.Reason)));
    }
}
