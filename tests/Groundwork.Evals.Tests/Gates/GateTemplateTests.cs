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
    public void What_is_perfect_everywhere_must_stay_so()
    {
        var gate = GateFile.Read(GateTemplate.For(PlainRun.Of([.. Enumerable.Repeat(1.0, 30)]), "a", "b")[0].Text, "g");
        gate.Rules[0].EveryItem.ShouldBe(1);
    }

    [Fact]
    public void A_run_that_no_gate_could_decide_is_refused() =>
        Should.Throw<ArgumentException>(() => GateTemplate.For(PlainRun.Of([1, 2], PlainRun.Quality with { Max = double.PositiveInfinity }), "a", "b"));
}
