using FsCheck;
using FsCheck.Fluent;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Tests.Statistics;

public sealed class IntervalsTests
{
    // Newcombe 1998, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_intervals_are_those_of_Newcombe_1998(int successes, int trials, double low, double high)
    {
        var interval = Intervals.Wilson(successes, trials);
        interval.Low.ShouldBe(low, 0.00005);
        interval.High.ShouldBe(high, 0.00005);
    }

    [Fact]
    public void None_of_n_reaches_up_to_about_three_in_n()
    {
        var interval = Intervals.Wilson(0, 1000);
        interval.Low.ShouldBe(0);
        interval.High.ShouldBeInRange(0.003, 0.004);
        Intervals.Wilson(1000, 1000).Low.ShouldBe(1 - interval.High, 1e-12);
        Intervals.Wilson(0, 0).ShouldSatisfyAllConditions(i => i.Low.ShouldBe(0), i => i.High.ShouldBe(1));
    }

    [Fact]
    public void Wilson_refuses_what_is_no_rate()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Intervals.Wilson(3, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => Intervals.Wilson(-1, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => Intervals.Wilson(1, 2, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => Intervals.Wilson(1, 2, double.NaN));
    }

    [Fact]
    public void No_items_have_no_mean() => Intervals.OfMean([], isRate: false, 1).ShouldBeNull();

    [Fact]
    public void One_item_says_nothing_but_the_range()
    {
        var estimate = Intervals.OfMean(Some.Share, Some.Items(0.4), 1)!;
        estimate.Value.ShouldBe(0.4);
        estimate.Deviation.ShouldBe(0);
        (estimate.Interval.Low, estimate.Interval.High).ShouldBe((0, 1));
        estimate.Interval.Method.ShouldContain("one item");
        Intervals.OfMean(Some.Rate, Some.Items(1), 1)!.Interval.Low.ShouldBeInRange(0.2, 0.21);
        var latency = Intervals.OfMean(Some.Latency, Some.Items(200), 1)!;
        latency.Interval.Low.ShouldBe(0);
        latency.Interval.High.ShouldBe(200 * 40, 1e-6);
        latency.Interval.Method.ShouldContain("Edelman");
    }

    [Fact]
    public void One_cluster_says_nothing_but_the_range()
    {
        var estimate = Intervals.OfMean(Some.Share, Some.Clustered(50, Enumerable.Range(0, 50).Select(i => i / 100.0)), 1)!;
        (estimate.Interval.Low, estimate.Interval.High).ShouldBe((0, 1));
        estimate.Interval.Method.ShouldContain("one cluster of 50 items");
    }

    [Fact]
    public void Two_items_use_Students_t_and_stay_in_the_range()
    {
        var estimate = Intervals.OfMean(Some.Anything, Some.Items(1, 3), 1)!;
        estimate.Interval.High.ShouldBe(2 + 12.7062, 1e-3);
        var share = Intervals.OfMean(Some.Share, Some.Items(0.4, 0.6), 1)!;
        (share.Interval.Low, share.Interval.High).ShouldBe((0, 1));
    }

    [Fact]
    public void Equal_items_leave_room_for_what_was_not_seen()
    {
        var perfect = Intervals.OfMean(Some.Share, Some.Items(Enumerable.Repeat(1.0, 20)), 1)!;
        perfect.Interval.High.ShouldBe(1);
        perfect.Interval.Low.ShouldBe(Intervals.Wilson(20, 20).Low, 1e-9);
        var half = Intervals.OfMean(Some.Share, Some.Items(Enumerable.Repeat(0.5, 100)), 1)!;
        half.Interval.HalfWidth.ShouldBeInRange(0.015, 0.02);
        half.Interval.Method.ShouldContain("no spread");
    }

    [Fact]
    public void A_rate_that_stands_alone_uses_Wilson_and_a_clustered_or_weighted_one_does_not()
    {
        var values = Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? 0.0 : 1.0).ToArray();
        Intervals.OfMean(Some.Items(values), isRate: true, 1)!.Interval.ShouldBe(Intervals.Wilson(40, 60));
        Intervals.OfMean(Some.Clustered(2, values), isRate: true, 1)!.Interval.Method.ShouldBe("Student's t with clustered standard error over 30 clusters");
        ItemValue[] weighted = [.. Some.Items(values).Select((v, i) => v with { Weight = 1 + (i % 2) })];
        Intervals.OfMean(weighted, isRate: true, 1)!.Interval.Method.ShouldBe("BCa bootstrap over 60 items");
    }

    [Fact]
    public void A_weighted_mean_is_the_ratio_of_sums()
    {
        ItemValue[] items = [new("a", 1, 3), new("b", 0, 1), new("c", 0.5, 4)];
        Intervals.OfMean(Some.Share, items, 1)!.Value.ShouldBe(5 / 8.0, 1e-12);
    }

    // Miller 2024, section 2.2, by hand: clusters {1, 1}, {0, 0}, {1, 0}; mean 0.5; sums of distances 1, -1, 0; √(3/2 · 2) / 6.
    [Fact]
    public void The_clustered_standard_error_is_that_of_a_calculation_by_hand()
    {
        Intervals.ClusteredStandardError(Some.Clustered(2, 1, 1, 0, 0, 1, 0)).ShouldNotBeNull().ShouldBe(Math.Sqrt(3) / 6, 1e-12);
        Intervals.ClusteredStandardError(Some.Items(1, 2, 3, 4)).ShouldNotBeNull().ShouldBe(Math.Sqrt(5 / 3.0) / 2, 1e-12);
        Intervals.ClusteredStandardError(Some.Items(1)).ShouldBeNull();
        Intervals.ClusteredStandardError([]).ShouldBeNull();
    }

    [Fact]
    public void A_hundred_thousand_items_use_the_analytic_error_which_says_what_the_bootstrap_says()
    {
        var draws = new Draws(5);
        var many = Intervals.OfMean(Some.Share, Some.Clustered(3, Enumerable.Range(0, 100_000).Select(_ => draws.Unit())), 1)!;
        many.Interval.Method.ShouldBe("Student's t with clustered standard error over 33334 clusters");
        many.Interval.HalfWidth.ShouldBe(1.96 * Math.Sqrt(1 / 12.0 / 100_000), 0.0001);

        var some = Some.Items(Enumerable.Range(0, 2000).Select(_ => draws.Unit()));
        var resampled = Intervals.OfMean(Some.Share, some, 1)!.Interval;
        resampled.HalfWidth.ShouldBe(1.96 * Intervals.ClusteredStandardError(some)!.Value, 0.0005);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    public void Few_clusters_cover_the_true_mean_as_often_as_they_say(int clusters)
    {
        var draws = new Draws(31);
        var covered = 0;
        const int Trials = 1000;
        for (var trial = 0; trial < Trials; trial++)
        {
            var centres = Enumerable.Range(0, clusters).Select(_ => Some.Gaussian(draws)).ToArray();
            var items = Some.Clustered(5, Enumerable.Range(0, 5 * clusters).Select(i => centres[i / 5] + (0.5 * Some.Gaussian(draws))));
            if (Intervals.OfMean(Some.Anything, items, trial)!.Interval.Contains(0)) covered++;
        }

        ((double)covered / Trials).ShouldBeInRange(0.93, 0.97);
    }

    [Fact]
    public void The_bootstrap_covers_the_true_mean_of_skewed_values_nearly_as_often_as_it_says()
    {
        var draws = new Draws(20);
        var covered = 0;
        const int Trials = 300;
        for (var trial = 0; trial < Trials; trial++)
        {
            var items = Some.Items(Enumerable.Range(0, 40).Select(_ => -Math.Log(1 - draws.Unit())));
            if (Intervals.OfMean(Some.Latency, items, trial)!.Interval.Contains(1)) covered++;
        }

        ((double)covered / Trials).ShouldBeInRange(0.91, 0.98);
    }

    [Fact]
    public void Clusters_that_hang_together_are_covered_only_when_they_are_drawn_together()
    {
        var draws = new Draws(21);
        int covered = 0, coveredAlone = 0;
        const int Trials = 200;
        for (var trial = 0; trial < Trials; trial++)
        {
            var values = Enumerable.Range(0, 40).Select(_ => Some.Gaussian(draws)).SelectMany(shared => Enumerable.Range(0, 5).Select(_ => shared + (0.3 * Some.Gaussian(draws)))).ToArray();
            if (Intervals.OfMean(Some.Anything, Some.Clustered(5, values), trial)!.Interval.Contains(0)) covered++;
            if (Intervals.OfMean(Some.Anything, Some.Items(values), trial)!.Interval.Contains(0)) coveredAlone++;
        }

        ((double)covered / Trials).ShouldBeInRange(0.90, 0.98);
        ((double)coveredAlone / Trials).ShouldBeLessThan(0.75);
    }

    [Fact]
    public void Few_items_are_covered_too()
    {
        var draws = new Draws(22);
        var covered = 0;
        for (var trial = 0; trial < 1000; trial++)
        {
            if (Intervals.OfMean(Some.Anything, Some.Items(Enumerable.Range(0, 5).Select(_ => Some.Gaussian(draws))), trial)!.Interval.Contains(0)) covered++;
        }

        (covered / 1000.0).ShouldBeInRange(0.93, 0.97);
    }

    [Fact]
    public void The_order_of_items_says_nothing()
    {
        Prop.ForAll<int>(seed =>
        {
            var items = Some.Nasty(new Draws(seed));
            var estimate = Intervals.OfMean(items, isRate: false, seed)!;
            Intervals.OfMean(Some.Shuffled(items, seed + 1), isRate: false, seed).ShouldBe(estimate);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Finite_items_give_finite_intervals_that_hold_the_mean()
    {
        Prop.ForAll<int>(seed =>
        {
            var items = Some.Nasty(new Draws(seed));
            Some.ShouldBeSound(Intervals.OfMean(items, isRate: seed % 2 == 0, seed)!);
            Some.ShouldBeSound(Intervals.OfMean(Some.Anything, items, seed, 0.5 + (0.4999 * new Draws(seed).Unit()))!);
            if (Intervals.ClusteredStandardError(items) is { } error) double.IsFinite(error).ShouldBeTrue();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void Shares_stay_in_their_range()
    {
        Prop.ForAll<int>(seed =>
        {
            var draws = new Draws(seed);
            var items = Some.Items(Enumerable.Range(0, 1 + draws.Below(20)).Select(_ => Math.Round(draws.Unit(), draws.Below(3))));
            var interval = Intervals.OfMean(Some.Share, items, seed)!.Interval;
            interval.Low.ShouldBeInRange(0, 1);
            interval.High.ShouldBeInRange(0, 1);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(1, double.NaN)]
    [InlineData(1, 0)]
    [InlineData(1, -1)]
    public void What_is_no_number_is_refused_with_the_sample_named(double value, double weight) =>
        Should.Throw<ArgumentException>(() => Intervals.OfMean([new("good", 1), new("bad one", value, weight)], isRate: false, 1)).Message.ShouldContain("bad one");
}
