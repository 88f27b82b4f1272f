using Groundwork.Evals.Tests.Reporting;

namespace Groundwork.Evals.Tests.Gates;

/// <summary>What a gate does over many changes whose truth is known.</summary>
public class GateSimulationTests
{
    private const int Runs = 40;
    private const int Items = 120;

    private static readonly GateFile s_gate = new("gate", "set", [new GateRule("quality") { NoWorseBy = 0.02 }]) { Baseline = new GateBaseline.Pinned("main") };

    [Fact]
    public void Changes_that_change_nothing_raise_at_most_one_alarm_in_twenty() =>
        Verdicts(0, 0.005).Count(static v => v != GateVerdict.Pass).ShouldBeLessThanOrEqualTo(Runs / 20);

    [Fact]
    public void Noise_alone_never_fails_even_where_it_keeps_the_gate_from_deciding() => Verdicts(0, 0.3).Count(static v => v == GateVerdict.Fail).ShouldBeLessThanOrEqualTo(Runs / 20);

    [Fact]
    public void A_true_drop_of_just_the_tolerated_size_fails_no_more_often_than_the_confidence_allows() =>
        // 5 in 100 by the confidence; 6 of 40 would be passed in 1 of 100 such tests.
        Verdicts(0.02, 0.1).Count(static v => v == GateVerdict.Fail).ShouldBeLessThanOrEqualTo(6);

    [Fact]
    public void A_real_drop_is_caught_as_often_as_the_power_calculation_says()
    {
        // 0.08 beyond the limit with a standard error of 0.3/√120 = 0.0274 is 2.92 standard errors; above the bound's 1.645 that leaves 1.28, a power of 0.90: 36 of 40.
        var verdicts = Verdicts(0.1, 0.3);
        verdicts.Count(static v => v == GateVerdict.Fail).ShouldBeInRange(31, Runs);
        verdicts.ShouldNotContain(GateVerdict.Pass);
    }

    [Theory]
    [InlineData(50, 0.1, 0.1, 0)]
    [InlineData(50, 0.05, 0.1, 0.05)]
    [InlineData(100, 0.05, 0.05, 0)]
    [InlineData(100, 0.05, 0.1, 0.05)]
    [InlineData(200, 0.02, 0.02, 0)]
    [InlineData(200, 0.02, 0.05, 0.03)]
    public void A_rate_that_fell_by_just_the_tolerated_drop_passes_by_inference_no_more_often_than_promised(int items, double tolerated, double fell, double rose)
    {
        const int Trials = 400;
        var metric = PlainRun.Quality with { IsRate = true };
        var gate = s_gate with { Rules = [new GateRule("quality") { NoWorseBy = tolerated }] };
        var random = new Random(11);
        var passed = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            double[] before = new double[items], now = new double[items];
            for (var i = 0; i < items; i++)
            {
                var draw = random.NextDouble();
                (before[i], now[i]) = draw < fell ? (1, 0) : draw < fell + rose ? (0, 1) : (1, 1);
            }

            var rule = Gate.Decide(gate, PlainRun.Of(now, metric), Baseline.Of(PlainRun.Of(before, metric)), CancellationToken.None).Rules[0];
            if (rule.Verdict == GateVerdict.Pass && !rule.Reason.StartsWith("No item changed", StringComparison.Ordinal)) passed++;
        }

        ((double)passed / Trials).ShouldBeLessThanOrEqualTo(0.08);
    }

    private static List<GateVerdict> Verdicts(double drop, double noise)
    {
        var verdicts = new List<GateVerdict>();
        var metric = PlainRun.Quality with { Min = -10, Max = 10 };
        for (var run = 0; run < Runs; run++)
        {
            var random = new Random(1000 + run);
            double[] before = [.. Enumerable.Range(0, Items).Select(_ => random.NextDouble())];
            double[] now = [.. before.Select(v => v - drop + (noise * Gauss(random)))];
            verdicts.Add(Gate.Decide(s_gate, PlainRun.Of(now, metric), Baseline.Of(PlainRun.Of(before, metric)), CancellationToken.None).Verdict);
        }

        return verdicts;
    }

    // Box and Muller 1958.
    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
