using Groundwork.Evals.Tests.Reporting;

namespace Groundwork.Evals.Tests.Gates;

public class GateTemplateTests
{
    [Fact]
    public void The_run_it_was_made_of_passes_it()
    {
        var run = Handbook.Make(90, 1).Measure();
        var files = GateTemplate.For(run, "groundwork eval run", "groundwork eval gate gate.yaml").ToDictionary(static f => f.Name, static f => f.Text, StringComparer.Ordinal);
        var gate = GateFile.Read(files["gate.yaml"], "gate.yaml");
        gate.Rules.Select(static r => r.Metric).ShouldBe(["ndcg@10", "success@1", "faithfulness"]);
        gate.Rules[0].Groups.ShouldBeEmpty();
        files["gate.yaml"].ShouldContain("# Not decided: helpfulness, latency.");
        files["check.sh"].ShouldContain("\ngroundwork eval run\n");
        files["github-actions.yml"].ShouldContain("GITHUB_STEP_SUMMARY");
        Gate.Decide(gate, run, BaselineFile.Read(files["baseline.json"], "baseline.json"), CancellationToken.None).Verdict.ShouldBe(GateVerdict.Pass);
    }

    [Fact]
    public void A_worse_run_does_not_pass_it()
    {
        var files = GateTemplate.For(Handbook.Make(120, 1).Measure(), "a", "b");
        Gate.Decide(GateFile.Read(files[0].Text, "gate.yaml"), Handbook.Make(120, 1, 0.2).Measure(), BaselineFile.Read(files[1].Text, "b"), CancellationToken.None).Verdict.ShouldBe(GateVerdict.Fail);
    }

    [Fact]
    public void Names_of_any_kind_are_read_back_from_it()
    {
        var run = PlainRun.Of([.. Enumerable.Range(0, 30).Select(static i => i / 30.0)], PlainRun.Quality with { Name = "a: \"b\" #\n\u0001日" });
        GateFile.Read(GateTemplate.For(run, "a", "b")[0].Text, "g").Rules[0].Metric.ShouldBe("a: \"b\" #\n\u0001日");
    }

    [Fact]
    public void Only_what_one_item_can_break_must_hold_for_every_item()
    {
        double[] perfect = [.. Enumerable.Repeat(1.0, 30)];
        Rule(PlainRun.Of(perfect)).EveryItem.ShouldBeNull();
        Rule(PlainRun.Of(perfect, PlainRun.Quality with { Name = "permission_kept" })).EveryItem.ShouldBe(1);
        Rule(PlainRun.Of([.. perfect, 0.5], PlainRun.Quality with { Name = "permission_kept" })).EveryItem.ShouldBeNull();
    }

    [Fact]
    public void A_low_coverage_is_that_of_its_rule_and_a_lower_one_has_no_rule()
    {
        MeasuredRun With(int missing) => PlainRun.Measure(
            PlainRun.Quality, 1, [.. Enumerable.Range(0, 100).Select(i => PlainRun.Scored(i, i < missing ? new Score.Failed("no verdict") : new Score.Value(0.5)))]);
        Rule(With(2)).MinimumCoverage.ShouldBeNull();
        Rule(With(30)).MinimumCoverage.ShouldBe(0.7);
        GateFile.Read(GateTemplate.For(With(30), "a", "b")[0].Text, "g").MinimumCoverage.ShouldBe(0.95);
        Should.Throw<ArgumentException>(() => GateTemplate.For(With(70), "a", "b"));
    }

    private static GateRule Rule(MeasuredRun run) => GateFile.Read(GateTemplate.For(run, "a", "b")[0].Text, "g").Rules[0];

    [Fact]
    public void A_run_that_no_gate_could_decide_is_refused() =>
        Should.Throw<ArgumentException>(() => GateTemplate.For(PlainRun.Of([1, 2], PlainRun.Quality with { Max = double.PositiveInfinity }), "a", "b"));
}
