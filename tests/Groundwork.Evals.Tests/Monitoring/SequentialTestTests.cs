using Groundwork.Evals.Statistics;
using Groundwork.Evals.Tests.Statistics;

namespace Groundwork.Evals.Tests.Monitoring;

public sealed class SequentialTestTests
{
    private const int Trials = 200;

    [Fact]
    public void Looking_after_every_pair_of_rates_alarms_no_more_often_than_promised_where_a_usual_test_does()
    {
        var draws = new Draws(41);
        int alarms = 0, usual = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var (a, b) = (Rates(draws, 0.3, 1500), Rates(draws, 0.3, 1500));
            if (SequentialTest.Compare(Some.Rate, a, b).DecidedAt is not null) alarms++;
            if (UsualTestEverAlarms(a, b)) usual++;
        }

        alarms.ShouldBeLessThanOrEqualTo((int)(0.05 * Trials));
        // The control: the same looking with a test that is made for one look.
        usual.ShouldBeGreaterThan((int)(0.2 * Trials));
    }

    [Fact]
    public void Looking_after_every_pair_of_skewed_latencies_alarms_no_more_often_than_promised()
    {
        var draws = new Draws(42);
        var alarms = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            if (SequentialTest.Compare(Some.Latency, Latencies(draws, 1, 1500), Latencies(draws, 1, 1500)).DecidedAt is not null) alarms++;
        }

        alarms.ShouldBeLessThanOrEqualTo((int)(0.06 * Trials));
    }

    [Fact]
    public void A_true_difference_is_found_and_named_by_what_is_better()
    {
        var draws = new Draws(43);
        int found = 0, wrong = 0, faster = 0;
        for (var trial = 0; trial < 60; trial++)
        {
            var rates = SequentialTest.Compare(Some.Rate, Rates(draws, 0.5, 3000), Rates(draws, 0.62, 3000));
            if (rates.Verdict == SequentialVerdict.BIsBetter) found++;
            if (rates.Verdict == SequentialVerdict.AIsBetter) wrong++;
            if (SequentialTest.Compare(Some.Latency, Latencies(draws, 1.3, 2000), Latencies(draws, 1, 2000)).Verdict == SequentialVerdict.BIsBetter) faster++;
        }

        (found, wrong).ShouldBe((60, 0));
        faster.ShouldBeGreaterThan(55);
    }

    [Fact]
    public void The_interval_holds_at_all_times_at_once()
    {
        var draws = new Draws(44);
        var missed = 0;
        for (var trial = 0; trial < 60; trial++)
        {
            var (a, b) = (Rates(draws, 0.4, 400), Rates(draws, 0.55, 400));
            var everMissed = false;
            for (var pairs = 1; pairs <= 400; pairs += 3) everMissed |= !SequentialTest.Compare(Some.Rate, a[..pairs], b[..pairs]).Difference!.Interval.Contains(0.15);
            if (everMissed) missed++;
        }

        missed.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public void A_difference_that_does_not_matter_is_told_only_where_it_was_said_what_matters()
    {
        var draws = new Draws(45);
        var (a, b) = (Rates(draws, 0.5, 9000), Rates(draws, 0.5, 9000));
        SequentialTest.Compare(Some.Rate, a, b, indifference: 0.1).Verdict.ShouldBe(SequentialVerdict.NoDifferenceThatMatters);
        SequentialTest.Compare(Some.Rate, a, b).Verdict.ShouldBe(SequentialVerdict.Undecided);
        double[] same = [.. Enumerable.Repeat(5.0, 500)];
        SequentialTest.Compare(Some.Latency, same, same).Verdict.ShouldBe(SequentialVerdict.Undecided);
    }

    [Fact]
    public void A_verdict_stays_and_what_has_no_partner_waits()
    {
        double[] a = [.. Enumerable.Repeat(0.0, 300), .. Enumerable.Repeat(1.0, 300)], b = [.. Enumerable.Repeat(1.0, 300), .. Enumerable.Repeat(0.0, 310)];
        var result = SequentialTest.Compare(Some.Rate, a, b);
        result.Verdict.ShouldBe(SequentialVerdict.BIsBetter);
        result.DecidedAt!.Value.ShouldBeLessThan(100);
        (result.Pairs, result.Waiting).ShouldBe((600, 10));
        result.Difference!.Value.ShouldBe(0, 1e-9);
        SequentialTest.Compare(Some.Rate, a[..300], b).DecidedAt.ShouldBe(result.DecidedAt);
    }

    [Fact]
    public void Nothing_one_pair_and_wild_values_are_defined()
    {
        var nothing = SequentialTest.Compare(Some.Rate, [], [1]);
        (nothing.Verdict, nothing.Pairs, nothing.Waiting, nothing.Difference, nothing.DecidedAt).ShouldBe((SequentialVerdict.Undecided, 0, 1, null, null));
        var one = SequentialTest.Compare(Some.Rate, [0], [1]).Difference.ShouldNotBeNull();
        (one.Value, one.Interval.Low, one.Interval.High).ShouldBe((1, -1, 1));
        Some.ShouldBeSound(SequentialTest.Compare(Some.Anything, [double.MaxValue, -double.MaxValue], [-double.MaxValue, double.MaxValue]).Difference!);
        Some.ShouldBeSound(SequentialTest.Compare(new Metric("wide", "Wide.", -1e308, 1e308), [1e308, 0], [-1e308, 1]).Difference!);
        Some.ShouldBeSound(SequentialTest.Compare(new Metric("narrow", "Narrow.", 1, 1), [1, 1], [1, 1]).Difference!);
        Should.Throw<ArgumentException>(() => SequentialTest.Compare(Some.Rate, [2], [1])).Message.ShouldContain("0..1");
        Should.Throw<ArgumentException>(() => SequentialTest.Compare(Some.Anything, [double.NaN], [1]));
        Should.Throw<ArgumentOutOfRangeException>(() => SequentialTest.Compare(Some.Rate, [1], [1], indifference: -1));
    }

    private static double[] Rates(Draws draws, double rate, int count) => [.. Enumerable.Range(0, count).Select(_ => draws.Unit() < rate ? 1.0 : 0.0)];

    private static double[] Latencies(Draws draws, double scale, int count) => [.. Enumerable.Range(0, count).Select(_ => scale * Math.Exp(0.7 * Some.Gaussian(draws)))];

    private static bool UsualTestEverAlarms(double[] a, double[] b)
    {
        double sum = 0, squares = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += b[i] - a[i];
            squares += (b[i] - a[i]) * (b[i] - a[i]);
            if (i > 50 && Math.Abs(sum) > 1.96 * Math.Sqrt(squares)) return true;
        }

        return false;
    }
}
