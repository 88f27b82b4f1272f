using FsCheck;
using FsCheck.Fluent;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Tests.Statistics;

public sealed class PredictionPoweredTests
{
    // Angelopoulos, Duchi and Zrnic 2023, example 6.1, by hand: judged {1, 0, 1, 1}, labelled (1, 1), (0, 1), (0, 0), (1, 1).
    [Fact]
    public void The_mean_is_that_of_a_calculation_by_hand()
    {
        var result = PredictionPowered.Mean([1, 0, 1, 1], [new(1, 1), new(0, 1), new(0, 0), new(1, 1)]).ShouldNotBeNull();
        // Covariance 1/6, variance of all eight judgements 3/14, n/N = 1.
        var trust = 1 / 6.0 / (2 * (3 / 14.0));
        result.Trust.ShouldBe(trust, 1e-12);
        result.Value.Value.ShouldBe((trust * 0.75) + (0.5 - (trust * 0.75)), 1e-12);
        result.JudgeMean.ShouldBe(0.75, 1e-12);
        result.HumanMean.Value.ShouldBe(0.5, 1e-12);
        result.Overrating.ShouldBe(0.25, 1e-12);
        (result.Labelled, result.JudgedOnly).ShouldBe((4, 4));
    }

    [Fact]
    public void A_lenient_judge_is_corrected_and_the_interval_covers_the_truth_and_is_narrower_than_labels_alone()
    {
        var draws = new Draws(31);
        int covered = 0, coveredByJudge = 0;
        double width = 0, widthOfLabels = 0;
        const int Trials = 500;
        for (var trial = 0; trial < Trials; trial++)
        {
            LabelledPair Draw()
            {
                var human = draws.Unit() < 0.8 ? 1 : 0;
                return new LabelledPair(human, human == 1 ? (draws.Unit() < 0.97 ? 1 : 0) : draws.Unit() < 0.25 ? 1 : 0);
            }

            var labelled = Enumerable.Range(0, 80).Select(_ => Draw()).ToArray();
            var judged = Enumerable.Range(0, 1500).Select(_ => Draw().Judge).ToArray();
            var result = PredictionPowered.Mean(judged, labelled)!;
            if (result.Value.Interval.Contains(0.8)) covered++;
            if (Intervals.OfMean(Some.Items(judged), isRate: true, trial)!.Interval.Contains(0.8)) coveredByJudge++;
            width += result.Value.Interval.HalfWidth;
            widthOfLabels += result.HumanMean.Interval.HalfWidth;
        }

        (covered / (double)Trials).ShouldBeInRange(0.92, 0.98);
        (coveredByJudge / (double)Trials).ShouldBeLessThan(0.5);
        (width / widthOfLabels).ShouldBeLessThan(0.75);
    }

    [Fact]
    public void A_judge_that_says_nothing_is_hardly_trusted_and_one_that_says_the_same_always_not_at_all()
    {
        var draws = new Draws(2);
        var labelled = Enumerable.Range(0, 200).Select(_ => new LabelledPair(draws.Below(2), draws.Below(2))).ToArray();
        PredictionPowered.Mean([.. Enumerable.Range(0, 1000).Select(_ => (double)draws.Below(2))], labelled)!.Trust.ShouldBeLessThan(0.2);
        var constant = PredictionPowered.Mean([1, 1, 1], [new(1, 1), new(0, 1), new(1, 1)])!;
        constant.Trust.ShouldBe(0);
        constant.Value.Value.ShouldBe(constant.HumanMean.Value, 1e-12);
        constant.Value.Interval.HalfWidth.ShouldBeGreaterThanOrEqualTo(constant.HumanMean.Interval.HalfWidth);
        PredictionPowered.Mean([], [new(1, 1), new(0, 0)])!.Value.Value.ShouldBe(0.5, 1e-12);
    }

    [Fact]
    public void A_judge_that_was_never_seen_wrong_is_not_taken_for_perfect()
    {
        var result = PredictionPowered.Mean([.. Enumerable.Range(0, 10_000).Select(i => (double)(i % 2))], [new(1, 1), new(0, 0), new(1, 1), new(0, 0), new(1, 1)]).ShouldNotBeNull();
        result.Value.Interval.HalfWidth.ShouldBeGreaterThan(0.3);
    }

    [Fact]
    public void Fewer_than_two_labels_say_nothing()
    {
        PredictionPowered.Mean([1, 0], []).ShouldBeNull();
        PredictionPowered.Mean([1, 0], [new(1, 1)]).ShouldBeNull();
        Should.Throw<ArgumentException>(() => PredictionPowered.Mean([double.NaN], [new(1, 1), new(0, 0)]));
    }

    [Fact]
    public void Finite_values_give_finite_means_in_any_order()
    {
        Prop.ForAll<int>(seed =>
        {
            var draws = new Draws(seed);
            double[] sizes = [0, 1, 1e-320, 1e200, double.MaxValue, -double.MaxValue, 0.5];
            double Draw() => sizes[draws.Below(sizes.Length)];
            var judged = Enumerable.Range(0, draws.Below(20)).Select(_ => Draw()).ToArray();
            var labelled = Enumerable.Range(0, 2 + draws.Below(10)).Select(_ => new LabelledPair(Draw(), Draw())).ToArray();
            var result = PredictionPowered.Mean(judged, labelled)!;
            Some.ShouldBeSound(result.Value);
            Some.ShouldBeSound(result.HumanMean);
            result.Trust.ShouldBeInRange(0, 1);
            PredictionPowered.Mean(Some.Shuffled(judged, 1), Some.Shuffled(labelled, 2)).ShouldBe(result);
        }).QuickCheckThrowOnFailure();
    }
}
