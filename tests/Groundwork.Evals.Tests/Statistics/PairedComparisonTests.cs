using FsCheck;
using FsCheck.Fluent;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Tests.Statistics;

public sealed class PairedComparisonTests
{
    // Fisher 1935, "The Design of Experiments", section 21: Darwin's Zea mays, in eighths of an inch.
    private static readonly double[] s_darwin = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

    [Fact]
    public void Darwins_maize_has_the_exact_chance_that_Fisher_counted_in_1935()
    {
        // 863 of 32,768 arrangements have a sum of 314 or more; two-sided twice as many.
        var result = PairedComparison.Compare(Some.Anything, Some.Items(new double[15]), Some.Items(s_darwin), 1);
        result.Chance.ShouldBe(2 * 863 / 32_768.0, 1e-15);
        result.Difference!.Value.ShouldBe(314 / 15.0, 1e-12);
        result.Count.ShouldBe(new WinLoss(13, 2, 0));
        (result.Pairs, result.OnlyOne).ShouldBe((15, 0));
    }

    [Fact]
    public void Drawn_permutations_come_near_the_exact_chance()
    {
        // Two more hundred pairs of tiny differences of both signs change nothing but the number of pairs that differ.
        double[] many = [.. s_darwin, .. Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? 1e-9 : -1e-9)];
        PairedComparison.Compare(Some.Anything, Some.Items(new double[215]), Some.Items(many), 7).Chance.ShouldBe(0.05267, 0.008);
    }

    [Fact]
    public void The_least_drawn_chance_is_one_more_than_none()
    {
        var better = Enumerable.Range(0, 100).Select(i => 1 + (i / 1000.0));
        PairedComparison.Compare(Some.Anything, Some.Items(new double[100]), Some.Items(better), 1).Chance.ShouldBe(1 / 10_001.0, 1e-15);
    }

    [Fact]
    public void Thousands_of_pairs_use_the_limit_which_says_what_draws_say()
    {
        var draws = new Draws(3);
        var differences = Enumerable.Range(0, 6000).Select(_ => Some.Gaussian(draws) + 0.02).ToArray();
        var limit = PairedComparison.Compare(Some.Anything, Some.Items(new double[6000]), Some.Items(differences), 1).Chance;
        var z = differences.Sum() / Math.Sqrt(differences.Sum(d => d * d));
        limit.ShouldBe(Normal.TwoSided(z), 1e-9);
        var drawn = PairedComparison.Compare(Some.Anything, Some.Items(new double[4999]), Some.Items(differences.Take(4999)), 1).Chance;
        var fewer = differences.Take(4999).Sum() / Math.Sqrt(differences.Take(4999).Sum(d => d * d));
        drawn.ShouldBe(Normal.TwoSided(fewer), 0.02);
    }

    [Fact]
    public void A_hundred_thousand_pairs_are_compared()
    {
        var draws = new Draws(3);
        var before = Some.Clustered(4, Enumerable.Range(0, 100_000).Select(_ => draws.Unit()));
        ItemValue[] after = [.. before.Select(i => i with { Value = Math.Min(1, i.Value + (0.02 * draws.Unit())) })];
        var result = PairedComparison.Compare(Some.Share, before, after, 1);
        result.Pairs.ShouldBe(100_000);
        result.Chance.ShouldBeLessThan(1e-6);
        result.Difference!.Interval.Method.ShouldContain("25000 clusters");
    }

    // The exact form of McNemar 1947 by hand: 10 pairs changed, 1 of them for the worse; 2 · (1 + 10) / 2^10.
    [Fact]
    public void McNemar_is_the_binomial_test_of_the_pairs_that_changed()
    {
        PairedComparison.McNemar(9, 1).ShouldBe(22 / 1024.0, 1e-12);
        PairedComparison.McNemar(5, 5).ShouldBe(1);
        PairedComparison.McNemar(0, 0).ShouldBe(1);
        PairedComparison.McNemar(5, 0).ShouldBe(0.0625, 1e-12);
        Should.Throw<ArgumentOutOfRangeException>(() => PairedComparison.McNemar(-1, 0));
    }

    [Fact]
    public void A_rate_is_compared_by_McNemar_and_equals_the_exact_sign_flip()
    {
        double[] before = [.. Enumerable.Repeat(0.0, 9), 1, .. Enumerable.Repeat(1.0, 30)];
        double[] after = [.. Enumerable.Repeat(1.0, 9), 0, .. Enumerable.Repeat(1.0, 30)];
        var rate = PairedComparison.Compare(Some.Rate, Some.Items(before), Some.Items(after), 1);
        rate.Chance.ShouldBe(22 / 1024.0, 1e-12);
        rate.Count.ShouldBe(new WinLoss(9, 1, 30));
        PairedComparison.Compare(Some.Share, Some.Items(before), Some.Items(after), 1).Chance.ShouldBe(rate.Chance, 1e-12);
    }

    // Tango 1998: without a pair that rose the bound of those that fell is Wilson's; without any change it is that of 0 of n; exchanged sides exchange the ends.
    [Fact]
    public void Matched_rates_have_the_score_interval()
    {
        MatchedRates.Score(0, 3, 50, 0.9).Low.ShouldBe(-Intervals.Wilson(3, 50, 0.9).High, 1e-9);
        MatchedRates.Score(0, 0, 60, 0.95).ShouldSatisfyAllConditions(i => i.Low.ShouldBe(-Intervals.Wilson(0, 60).High, 1e-9), i => i.High.ShouldBe(Intervals.Wilson(0, 60).High, 1e-9));
        var (there, back) = (MatchedRates.Score(7, 2, 40, 0.95), MatchedRates.Score(2, 7, 40, 0.95));
        (there.Low, there.High).ShouldBe((-back.High, -back.Low));
        // At a difference of 0 the test is (7 − 2) / √(7 + 2).
        MatchedRates.Score(7, 2, 40, 1 - Normal.TwoSided(5 / 3.0)).Low.ShouldBe(0, 1e-9);
        MatchedRates.Score(0, 40, 40, 0.95).Low.ShouldBe(-1);
    }

    [Fact]
    public void Where_McNemar_sees_no_difference_the_interval_holds_none()
    {
        for (var higher = 0; higher < 12; higher++)
            for (var lower = 0; lower < 12; lower++)
            {
                var (low, high) = MatchedRates.Interval(higher, lower, 50, 0.95);
                (low <= 0 && high >= 0).ShouldBe(PairedComparison.McNemar(higher, lower) > 0.05, $"{higher} {lower}");
            }
    }

    // Holm 1979, section 3, on four chances: 0.005·4, 0.01·3, 0.03·2, 0.04·1 lifted to the one before.
    [Fact]
    public void Holm_corrects_step_by_step()
    {
        PairedComparison.Holm([0.01, 0.04, 0.03, 0.005]).ShouldBe([0.03, 0.06, 0.06, 0.02], 1e-12);
        PairedComparison.Holm([]).ShouldBeEmpty();
        PairedComparison.Holm([0.9, 0.8]).ShouldBe([1, 1]);
        Should.Throw<ArgumentOutOfRangeException>(() => PairedComparison.Holm([0.5, double.NaN]));
        Should.Throw<ArgumentOutOfRangeException>(() => PairedComparison.Holm([1.1]));
    }

    [Fact]
    public void Holm_is_never_below_a_chance_and_keeps_their_order()
    {
        Prop.ForAll<int>(seed =>
        {
            var draws = new Draws(seed);
            var chances = Enumerable.Range(0, draws.Below(12)).Select(_ => draws.Unit()).ToArray();
            var corrected = PairedComparison.Holm(chances);
            for (var i = 0; i < chances.Length; i++)
            {
                corrected[i].ShouldBeInRange(chances[i], 1);
                for (var j = 0; j < chances.Length; j++)
                {
                    if (chances[i] < chances[j]) corrected[i].ShouldBeLessThanOrEqualTo(corrected[j]);
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Runs_without_a_common_sample_show_nothing()
    {
        var result = PairedComparison.Compare(Some.Share, [new("a", 1), new("b", 1)], [new("c", 0)], 1);
        (result.Pairs, result.OnlyOne, result.Chance).ShouldBe((0, 3, 1));
        result.Difference.ShouldBeNull();
        result.Detectable.ShouldBeNull();
        PairedComparison.Compare(Some.Share, [], [], 1).Chance.ShouldBe(1);
    }

    [Fact]
    public void One_pair_says_nothing_but_the_range()
    {
        var result = PairedComparison.Compare(Some.Share, [new("a", 0.2)], [new("a", 0.9), new("b", 1)], 1);
        result.Difference!.Value.ShouldBe(0.7, 1e-12);
        (result.Difference.Interval.Low, result.Difference.Interval.High).ShouldBe((-1, 1));
        (result.Pairs, result.OnlyOne, result.Chance, result.Detectable).ShouldBe((1, 1, 1, 1));
    }

    [Fact]
    public void Equal_runs_differ_by_nothing_and_say_what_they_could_have_hidden()
    {
        var items = Some.Items(Enumerable.Range(0, 60).Select(i => i / 60.0));
        var result = PairedComparison.Compare(Some.Share, items, items, 1);
        result.Difference!.Value.ShouldBe(0);
        result.Difference.Interval.Low.ShouldBe(-Intervals.Wilson(0, 60).High, 1e-9);
        result.Difference.Interval.High.ShouldBe(Intervals.Wilson(0, 60).High, 1e-9);
        result.Chance.ShouldBe(1);
        result.Detectable.ShouldNotBeNull().ShouldBe(Intervals.Wilson(0, 60).High, 1e-9);
        result.Count.ShouldBe(new WinLoss(0, 0, 60));
    }

    [Fact]
    public void A_constant_step_leaves_room_for_pairs_without_it()
    {
        var result = PairedComparison.Compare(Some.Share, Some.Items(Enumerable.Repeat(0.25, 30)), Some.Items(Enumerable.Repeat(0.5, 30)), 1);
        result.Difference!.Interval.Low.ShouldBeInRange(0.05, 0.15);
        result.Difference.Interval.High.ShouldBeInRange(0.26, 0.4);
    }

    [Fact]
    public void The_smallest_detectable_difference_is_found_in_four_of_five_cases()
    {
        var draws = new Draws(8);
        var noise = Enumerable.Range(0, 100).Select(_ => Some.Gaussian(draws)).ToArray();
        var detectable = PairedComparison.Compare(Some.Anything, Some.Items(new double[100]), Some.Items(noise), 1).Detectable!.Value;
        detectable.ShouldBe(2.8016 * Intervals.ClusteredStandardError(Some.Items(noise))!.Value, 1e-4);
        var found = 0;
        for (var trial = 0; trial < 400; trial++)
        {
            var shifted = Enumerable.Range(0, 100).Select(_ => Some.Gaussian(draws) + 0.28);
            var z = shifted.ToArray();
            if (StudentT.TwoSided(z.Average() / Math.Sqrt(Moments.Of(z).Variance / 100), 99) < 0.05) found++;
        }

        (found / 400.0).ShouldBeInRange(0.74, 0.86);
    }

    [Fact]
    public void Less_is_better_where_the_metric_says_so() =>
        PairedComparison.Compare(Some.Latency, Some.Items(5, 5, 5), Some.Items(4, 4, 6), 1).Count.ShouldBe(new WinLoss(2, 1, 0));

    [Fact]
    public void Clusters_flip_together()
    {
        // Six clusters of five equal differences are six observations: 2 of 2^6 arrangements are as uneven; thirty single pairs would say one in 2^29.
        var after = Some.Clustered(5, Enumerable.Range(0, 30).Select(i => 1.0 + (i / 5)));
        PairedComparison.Compare(Some.Anything, Some.Clustered(5, new double[30]), after, 1).Chance.ShouldBe(2 / 64.0, 1e-12);
        var rates = Some.Clustered(5, Enumerable.Repeat(1.0, 30));
        PairedComparison.Compare(Some.Rate, Some.Clustered(5, new double[30]), rates, 1).Chance.ShouldBe(2 / 64.0, 1e-12);
    }

    [Fact]
    public void Weighted_metrics_compare_ratios_of_sums_by_exchanging_whole_items()
    {
        // Four items, counted by hand over all 16 exchanges.
        ItemValue[] before = [new("a", 1, 1), new("b", 0, 2), new("c", 1, 1), new("d", 0, 4)];
        ItemValue[] after = [new("a", 1, 3), new("b", 1, 2), new("c", 0, 1), new("d", 1, 1)];
        var result = PairedComparison.Compare(Some.Share, before, after, 1);
        result.Baseline.ShouldBe(2 / 8.0, 1e-12);
        result.Candidate.ShouldBe(6 / 7.0, 1e-12);
        result.Difference!.Value.ShouldBe((6 / 7.0) - (2 / 8.0), 1e-12);
        var hits = 0;
        for (var mask = 0; mask < 16; mask++)
        {
            double top = 0, bottom = 0, lessTop = 0, lessBottom = 0;
            for (var i = 0; i < 4; i++)
            {
                var (one, other) = (mask & (1 << i)) == 0 ? (after[i], before[i]) : (before[i], after[i]);
                top += one.Weight * one.Value;
                bottom += one.Weight;
                lessTop += other.Weight * other.Value;
                lessBottom += other.Weight;
            }

            if (Math.Abs((top / bottom) - (lessTop / lessBottom)) >= result.Difference.Value - 1e-12) hits++;
        }

        result.Chance.ShouldBe(hits / 16.0, 1e-12);
    }

    [Fact]
    public void False_alarms_are_as_rare_as_promised()
    {
        var draws = new Draws(12);
        int alarms = 0, missed = 0;
        const int Trials = 300;
        for (var trial = 0; trial < Trials; trial++)
        {
            var items = Enumerable.Range(0, 25).Select(_ => Math.Round(draws.Unit(), 1)).ToArray();
            var result = PairedComparison.Compare(Some.Share, Some.Items(items), Some.Items(Enumerable.Range(0, 25).Select(_ => Math.Round(draws.Unit(), 1))), trial);
            if (result.Chance <= 0.05) alarms++;
            if (!result.Difference!.Interval.Contains(0)) missed++;
        }

        (alarms / (double)Trials).ShouldBeLessThan(0.08);
        (missed / (double)Trials).ShouldBeInRange(0.02, 0.10);
    }

    [Fact]
    public void Exchanged_runs_give_the_opposite_difference_and_the_same_exact_chance()
    {
        Prop.ForAll<int>(seed =>
        {
            var draws = new Draws(seed);
            var count = 1 + draws.Below(12);
            var before = Some.Items(Enumerable.Range(0, count).Select(_ => Math.Round(draws.Unit(), 2)));
            var after = Some.Items(Enumerable.Range(0, count).Select(_ => Math.Round(draws.Unit(), 2)));
            var (there, back) = (PairedComparison.Compare(Some.Share, before, after, seed), PairedComparison.Compare(Some.Share, after, before, seed));
            back.Difference!.Value.ShouldBe(-there.Difference!.Value, 1e-12);
            back.Chance.ShouldBe(there.Chance, 1e-12);
            (back.Count.Better, back.Count.Worse).ShouldBe((there.Count.Worse, there.Count.Better));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Finite_values_give_finite_comparisons_in_any_order()
    {
        Prop.ForAll<int>(seed =>
        {
            var draws = new Draws(seed);
            var (before, after) = (Some.Nasty(draws), Some.Nasty(draws));
            var result = PairedComparison.Compare(Some.Anything, before, after, seed);
            Some.ShouldBeSound(result.Difference!);
            result.Chance.ShouldBeInRange(double.Epsilon, 1);
            double.IsFinite(result.Baseline + 0).ShouldBeTrue();
            double.IsFinite(result.Candidate).ShouldBeTrue();
            if (result.Detectable is { } detectable) double.IsFinite(detectable).ShouldBeTrue();
            PairedComparison.Compare(Some.Anything, Some.Shuffled(before, 1), Some.Shuffled(after, 2), seed).ShouldBe(result with { Groups = result.Groups });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void A_sample_named_twice_is_refused() =>
        Should.Throw<ArgumentException>(() => PairedComparison.Compare(Some.Share, [new("x", 1), new("x", 0)], [new("x", 1)], 1)).Message.ShouldContain("\"x\" has two values in the baseline");
}
