using FsCheck;
using FsCheck.Fluent;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Tests.Statistics;

public sealed class RepeatRulesTests
{
    [Fact]
    public void The_chances_of_drawn_repeats_are_those_of_counting_them()
    {
        Prop.ForAll<int>(seed =>
        {
            var draws = new Draws(seed);
            var values = Enumerable.Range(0, 1 + draws.Below(8)).Select(_ => (double)draws.Below(2)).ToArray();
            var tries = 1 + draws.Below(values.Length);
            int sets = 0, any = 0, all = 0;
            for (var mask = 0; mask < 1 << values.Length; mask++)
            {
                if (int.PopCount(mask) != tries) continue;
                var drawn = values.Where((_, i) => (mask & (1 << i)) != 0).ToArray();
                sets++;
                if (drawn.Contains(1)) any++;
                if (!drawn.Contains(0)) all++;
            }

            RepeatRules.Combine(new RepeatRule.AnyOf(tries), values).ShouldNotBeNull().ShouldBe((double)any / sets, 1e-12);
            RepeatRules.Combine(new RepeatRule.AllOf(tries), values).ShouldNotBeNull().ShouldBe((double)all / sets, 1e-12);
        }).QuickCheckThrowOnFailure();
    }

    // Chen et al. 2021: 1 − C(3, 2) / C(5, 2); Yao et al. 2024: C(2, 2) / C(5, 2).
    [Fact]
    public void Two_of_five_right_are_seven_tenths_for_any_and_one_tenth_for_all_of_two()
    {
        double[] values = [1, 0, 1, 0, 0];
        RepeatRules.Combine(new RepeatRule.AnyOf(2), values).ShouldNotBeNull().ShouldBe(0.7, 1e-12);
        RepeatRules.Combine(new RepeatRule.AllOf(2), values).ShouldNotBeNull().ShouldBe(0.1, 1e-12);
        RepeatRules.Combine(RepeatRule.Mean, values).ShouldNotBeNull().ShouldBe(0.4, 1e-12);
    }

    [Fact]
    public void Thousands_of_repeats_do_not_overflow() =>
        RepeatRules.Combine(new RepeatRule.AllOf(1000), [.. Enumerable.Repeat(1.0, 1999), 0]).ShouldNotBeNull().ShouldBe(0.5, 1e-9);

    [Fact]
    public void What_a_rule_cannot_say_is_null()
    {
        RepeatRules.Combine(RepeatRule.Mean, []).ShouldBeNull();
        RepeatRules.Combine(new RepeatRule.AnyOf(3), [1, 1]).ShouldBeNull();
        RepeatRules.Combine(new RepeatRule.AllOf(1), [0.5]).ShouldBeNull();
        Should.Throw<ArgumentException>(() => RepeatRules.Combine(new RepeatRule.AllOf(0), [1]));
        Should.Throw<ArgumentException>(() => RepeatRules.Combine(RepeatRule.Mean, [double.NaN]));
    }

    [Fact]
    public void Repeats_and_samples_vary_apart()
    {
        var spread = RepeatRules.Variance([[1, 3], [5, 5], [6], []]).ShouldNotBeNull();
        spread.Within.ShouldBe(1, 1e-12);
        spread.Between.ShouldBe(13 / 3.0, 1e-12);
        RepeatRules.Variance([[1], [2]]).ShouldBeNull();
        RepeatRules.Variance([]).ShouldBeNull();
        double.IsFinite(RepeatRules.Variance([[double.MaxValue, -double.MaxValue]])!.Within).ShouldBeTrue();
    }
}
