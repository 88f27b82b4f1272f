using FsCheck;
using FsCheck.Fluent;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Tests.Statistics;

public sealed class AurocTests
{
    // Hanley and McNeil 1982, table I: ratings of 58 normal and 51 abnormal scans; area 0.893 with a standard error of about 0.032.
    [Fact]
    public void The_area_of_the_scans_is_that_of_Hanley_and_McNeil_1982()
    {
        int[] normal = [33, 6, 6, 11, 2], abnormal = [3, 2, 2, 11, 33];
        ScoredLabel[] items =
        [
            .. normal.SelectMany((count, rating) => Enumerable.Repeat(new ScoredLabel(rating, false), count)),
            .. abnormal.SelectMany((count, rating) => Enumerable.Repeat(new ScoredLabel(rating, true), count)),
        ];
        var area = Auroc.Of(items).ShouldNotBeNull();
        area.Value.ShouldBe(0.8932, 0.00005);
        area.Interval.Low.ShouldBeInRange(0.80, 0.84);
        area.Interval.High.ShouldBeInRange(0.93, 0.96);
    }

    [Fact]
    public void A_class_that_is_missing_has_no_area_and_one_item_of_a_class_says_nothing()
    {
        Auroc.Of([]).ShouldBeNull();
        Auroc.Of([new(1, true), new(2, true)]).ShouldBeNull();
        var one = Auroc.Of([new(1, true), new(0, false), new(0.5, false)]).ShouldNotBeNull();
        (one.Value, one.Interval.Low, one.Interval.High).ShouldBe((1, 0, 1));
        Should.Throw<ArgumentException>(() => Auroc.Of([new(double.NaN, true)]));
    }

    [Fact]
    public void Perfect_and_constant_scores_leave_room_for_what_was_not_seen()
    {
        var perfect = Auroc.Of([.. Enumerable.Range(0, 40).Select(i => new ScoredLabel(i, i >= 20))]).ShouldNotBeNull();
        perfect.Value.ShouldBe(1);
        perfect.Interval.Low.ShouldBe(Intervals.Wilson(20, 20).Low, 1e-9);
        var constant = Auroc.Of([.. Enumerable.Range(0, 40).Select(i => new ScoredLabel(1, i >= 20))]).ShouldNotBeNull();
        constant.Value.ShouldBe(0.5);
        constant.Interval.HalfWidth.ShouldBeGreaterThan(0.05);
    }

    [Fact]
    public void The_area_is_the_share_of_pairs_in_the_right_order()
    {
        Prop.ForAll<int>(seed =>
        {
            var draws = new Draws(seed);
            var items = Enumerable.Range(0, 2 + draws.Below(30)).Select(i => new ScoredLabel(draws.Below(6) * (draws.Below(9) == 0 ? 1e300 : 1), i == 0 || (i != 1 && draws.Below(2) == 0))).ToArray();
            var area = Auroc.Of(items).ShouldNotBeNull();
            var pairs = items.Where(i => i.IsPositive).SelectMany(p => items.Where(i => !i.IsPositive).Select(n => p.Score > n.Score ? 1 : p.Score == n.Score ? 0.5 : 0));
            area.Value.ShouldBe(pairs.Average(), 1e-12);
            Some.ShouldBeSound(area.Value, area.Interval);
            Auroc.Of(Some.Shuffled(items, 3)).ShouldBe(area);
            Auroc.Of([.. items.Select(i => i with { IsPositive = !i.IsPositive })])!.Value.ShouldBe(1 - area.Value, 1e-12);
        }).QuickCheckThrowOnFailure();
    }
}
