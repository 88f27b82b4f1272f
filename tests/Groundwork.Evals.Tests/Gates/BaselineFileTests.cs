using FsCheck;
using FsCheck.Fluent;
using Groundwork.Evals.Tests.Reporting;

namespace Groundwork.Evals.Tests.Gates;

public class BaselineFileTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        var run = Handbook.Make(30, 1).Measure();
        var text = Written(Baseline.Of(run));
        var read = BaselineFile.Read(text, "b.json");
        (read.Dataset, read.Subject, read.DatasetVersion).ShouldBe(("handbook", "answers of handbook", "9c1d7be04a53f2"));
        for (var m = 0; m < run.Values.Metrics.Count; m++) read.Values.Items(m).ShouldBe(run.Values.Items(m));
        Written(read).ShouldBe(text);
    }

    [Fact]
    public void Any_finite_values_come_back_exactly() => Prop.ForAll<double[]>(values =>
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        var run = PlainRun.Of(finite, PlainRun.Quality with { Min = double.NegativeInfinity, Max = double.PositiveInfinity });
        return BaselineFile.Read(Written(Baseline.Of(run)), "b").Values.Items(0).Select(static i => i.Value).SequenceEqual(finite);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_changed_value_is_one_changed_line()
    {
        double[] values = [0.1, 0.2, 0.3];
        var before = Written(Baseline.Of(PlainRun.Of(values))).Split('\n');
        values[1] = 0.25;
        var after = Written(Baseline.Of(PlainRun.Of(values))).Split('\n');
        before.Zip(after).Count(static p => !string.Equals(p.First, p.Second, StringComparison.Ordinal)).ShouldBe(1);
        before.Length.ShouldBe(after.Length);
    }

    [Fact]
    public void Only_the_named_metrics_are_kept_and_questions_never()
    {
        using var writer = new StringWriter();
        BaselineFile.Write(Baseline.Of(Handbook.Make(6, 1).Measure()), ["success@1"], writer);
        writer.ToString().ShouldNotContain("ndcg");
        writer.ToString().ShouldNotContain("travel expenses");
        BaselineFile.Read(writer.ToString(), "b").Values.Metrics.Select(static m => m.Name).ShouldBe(["success@1"]);
        Should.Throw<ArgumentException>(() => BaselineFile.Write(Baseline.Of(PlainRun.Of([1])), ["nothing"], new StringWriter()));
    }

    [Fact]
    public void A_gate_needs_no_database_to_pair_with_a_file()
    {
        double[] before = [.. Enumerable.Range(0, 60).Select(static i => i % 10 / 10.0)], now = [.. before.Select(static (v, i) => v - 0.2 + (i % 3 * 0.01))];
        var baseline = BaselineFile.Read(Written(Baseline.Of(PlainRun.Of(before))), "b");
        var gate = new GateFile("gate", "set", [new GateRule("quality") { NoWorseBy = 0.05 }]) { Baseline = new GateBaseline.Stored("b") };
        Gate.Decide(gate, PlainRun.Of([.. before]), baseline, CancellationToken.None).Verdict.ShouldBe(GateVerdict.Pass);
        Gate.Decide(gate, PlainRun.Of(now, PlainRun.Quality with { Min = 0 }), baseline, CancellationToken.None).Verdict.ShouldBe(GateVerdict.Fail);
    }

    [Theory]
    [InlineData("", "no baseline")]
    [InlineData("null", "null")]
    [InlineData("[]", "no baseline")]
    [InlineData("""{"format":"other/9"}""", "no baseline")]
    public void What_is_no_baseline_is_refused(string text, string words) => Should.Throw<GateFileException>(() => BaselineFile.Read(text, "b.json")).Message.ShouldContain(words);

    [Theory]
    [InlineData("\"name\":\"quality\"", "\"name\":\"quality\",\"colour\":1", "colour")]
    [InlineData("{\"id\":\"s0001\"", "{\"id\":\"s0000\"", "\"s0000\" is there twice")]
    [InlineData("[0.25]", "[0.25,1]", "one value")]
    [InlineData("[0.25]", "[7]", "outside its range")]
    [InlineData("[0.25]", "[1e999]", "outside its range")]
    [InlineData("[0.25]", "[0.25],\"weights\":[0]", "a weight is above 0")]
    [InlineData("groundwork-baseline/1", "groundwork-baseline/2", "\"groundwork-baseline/2\"")]
    [InlineData("\"repeats\":\"mean\"", "\"repeats\":\"best\"", "\"best\"")]
    public void A_mistyped_file_is_refused_with_what_is_wrong(string what, string by, string words)
    {
        var text = Written(Baseline.Of(PlainRun.Of([0.5, 0.25])));
        text.ShouldContain(what);
        Should.Throw<GateFileException>(() => BaselineFile.Read(text.Replace(what, by, StringComparison.Ordinal), "b.json")).Message.ShouldContain(words);
    }

    private static string Written(Baseline baseline)
    {
        using var writer = new StringWriter();
        BaselineFile.Write(baseline, null, writer);
        return writer.ToString();
    }
}
