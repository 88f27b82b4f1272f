using FsCheck;
using FsCheck.Fluent;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Tests.Statistics;

public sealed class AgreementTests
{
    // Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", example C: four observers, twelve units; null where nobody looked.
    private static readonly IReadOnlyList<IReadOnlyList<double?>> s_krippendorff = Units(
        [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
        [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null]);

    // The three coders and fifteen units of the encyclopedic example whose alphas are 0.691 and 0.811.
    private static readonly IReadOnlyList<IReadOnlyList<double?>> s_threeCoders = Units(
        [null, null, null, null, null, 3, 4, 1, 2, 1, 1, 3, 3, null, 3],
        [1, null, 2, 1, 3, 3, 4, 3, null, null, null, null, null, null, null],
        [null, null, 2, 1, 3, 4, 4, null, 2, 1, 1, 3, 3, null, 4]);

    [Theory]
    [InlineData(MeasurementScale.Nominal, 0.743)]
    [InlineData(MeasurementScale.Ordinal, 0.815)]
    [InlineData(MeasurementScale.Interval, 0.849)]
    [InlineData(MeasurementScale.Ratio, 0.797)]
    public void Alpha_is_that_of_Krippendorff_2011(MeasurementScale scale, double alpha)
    {
        var coefficient = Agreement.Alpha(s_krippendorff, scale, 1).ShouldNotBeNull();
        coefficient.Value.ShouldBe(alpha, 0.0005);
        coefficient.Items.ShouldBe(11);
        coefficient.Interval.Low.ShouldBeInRange(0.2, alpha);
    }

    [Theory]
    [InlineData(MeasurementScale.Nominal, 0.691)]
    [InlineData(MeasurementScale.Interval, 0.811)]
    public void Alpha_with_missing_labels_is_that_of_the_three_coders(MeasurementScale scale, double alpha) =>
        Agreement.Alpha(s_threeCoders, scale, 1).ShouldNotBeNull().Value.ShouldBe(alpha, 0.0005);

    [Fact]
    public void Alpha_of_two_raters_and_of_none_is_defined()
    {
        Agreement.Alpha([], MeasurementScale.Nominal, 1).ShouldBeNull();
        Agreement.Alpha([[1, null], [null, 2], []], MeasurementScale.Nominal, 1).ShouldBeNull();
        Agreement.Alpha([[1, 1], [1, 1]], MeasurementScale.Interval, 1).ShouldBeNull();
        Agreement.Alpha([[1, 2]], MeasurementScale.Nominal, 1).ShouldNotBeNull().Value.ShouldBe(0, 1e-12);
        Agreement.Alpha([[0.1, 0.1], [0.1, 0.1], [0.1, 0.1]], MeasurementScale.Interval, 1).ShouldBeNull();
    }

    [Fact]
    public void Full_agreement_leaves_room_for_disagreements_that_were_not_seen()
    {
        var alpha = Agreement.Alpha([.. Enumerable.Range(0, 50).Select(i => new double?[] { i % 2, i % 2 })], MeasurementScale.Nominal, 1).ShouldNotBeNull();
        alpha.Value.ShouldBe(1);
        alpha.Interval.Low.ShouldBeInRange(0.8, 0.9);
        var kappa = Agreement.Between(Pairs((0, 0, 25), (1, 1, 25)), 1).ShouldNotBeNull().Kappa.ShouldNotBeNull();
        kappa.Value.ShouldBe(1);
        kappa.Interval.Low.ShouldBe(1 - (2 * Intervals.Wilson(0, 50).High), 1e-9);
    }

    [Fact]
    public void Labels_that_mean_nothing_are_refused()
    {
        Should.Throw<ArgumentException>(() => Agreement.Alpha([[1, double.NaN]], MeasurementScale.Nominal, 1));
        Should.Throw<ArgumentException>(() => Agreement.Alpha([[1, -1]], MeasurementScale.Ratio, 1));
        Should.Throw<ArgumentException>(() => Agreement.Alpha([.. Enumerable.Range(0, 1001).Select(i => new double?[] { i, i + 1 })], MeasurementScale.Ratio, 1)).Message.ShouldContain("1002");
        Should.Throw<ArgumentException>(() => Agreement.Between([new RatedPair("x", double.NaN, 1)], 1)).Message.ShouldContain("\"x\"");
        Should.Throw<ArgumentException>(() => Agreement.Between([new RatedPair("x", 3, 1)], 1, [1, 2])).Message.ShouldContain("\"x\"");
        Should.Throw<ArgumentException>(() => Agreement.Between([new RatedPair("x", 1, 1)], 1, [1, 1]));
        Should.Throw<ArgumentException>(() => Agreement.Between([.. Enumerable.Range(0, 201).Select(i => new RatedPair(Some.Id(i), i, i))], 1)).Message.ShouldContain("201");
    }

    // Fifty grant proposals, read by two: 20 accepted by both, 15 refused by both, 5 and 10 split; 0.7 observed, 0.5 by chance (after Cohen 1960).
    [Fact]
    public void Kappa_of_fifty_proposals_is_four_tenths()
    {
        var agreement = Agreement.Between(Pairs((1, 1, 20), (1, 0, 5), (0, 1, 10), (0, 0, 15)), 1).ShouldNotBeNull();
        agreement.Kappa!.Value.ShouldBe(0.4, 1e-12);
        agreement.Raw.Value.ShouldBe(0.7, 1e-12);
        agreement.Raw.Interval.Method.ShouldContain("Wilson");
        agreement.Confusion.Levels.ShouldBe([0, 1]);
        agreement.Confusion.Counts.Select(r => string.Join(' ', r)).ShouldBe(["15 10", "5 20"]);
        // The analytic standard error of Fleiss, Cohen and Everitt 1969 is about 0.13.
        agreement.Kappa.Interval.HalfWidth.ShouldBe(1.96 * 0.127, 0.03);
        agreement.LinearKappa!.Value.ShouldBe(0.4, 1e-12);
    }

    // Fleiss and Cohen 1973: with quadratic weights kappa is 2·cov / (var + var + (mean − mean)²), moments divided by n.
    [Fact]
    public void Quadratic_kappa_is_the_intraclass_correlation_of_Fleiss_and_Cohen_1973()
    {
        Prop.ForAll<int>(seed =>
        {
            var draws = new Draws(seed);
            var pairs = Enumerable.Range(0, 3 + draws.Below(6)).Select(i => new RatedPair(Some.Id(i), draws.Below(5), draws.Below(5))).ToArray();
            var (a, b) = (pairs.Average(p => p.First), pairs.Average(p => p.Second));
            var bottom = pairs.Average(p => (p.First - a) * (p.First - a)) + pairs.Average(p => (p.Second - b) * (p.Second - b)) + ((a - b) * (a - b));
            var kappa = Agreement.Between(pairs, seed, [0, 1, 2, 3, 4])!.QuadraticKappa;
            if (bottom == 0) kappa.ShouldBeNull();
            else kappa.ShouldNotBeNull().Value.ShouldBe(2 * pairs.Average(p => (p.First - a) * (p.Second - b)) / bottom, 1e-9);
        }).QuickCheckThrowOnFailure();
    }

    // Cohen 1968 by hand: misses 3 · 1/2 + 1 · 1 of 8; chance (sum of weight · row · column) / 64.
    [Fact]
    public void Linear_kappa_is_that_of_a_calculation_by_hand()
    {
        var agreement = Agreement.Between(Pairs((1, 1, 2), (2, 2, 1), (3, 3, 1), (1, 2, 2), (2, 3, 1), (3, 1, 1)), 1).ShouldNotBeNull();
        double[] rows = [4, 2, 2], columns = [3, 3, 2];
        double chance = 0;
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++) chance += Math.Abs(i - j) / 2.0 * rows[i] * columns[j] / 64;
        }

        agreement.LinearKappa!.Value.ShouldBe(1 - (2.5 / 8 / chance), 1e-12);
        agreement.LinearKappa.Interval.Low.ShouldBe(-1);
    }

    [Fact]
    public void One_class_alone_has_no_kappa_but_an_agreement()
    {
        var agreement = Agreement.Between(Pairs((1, 1, 30)), 1).ShouldNotBeNull();
        agreement.Kappa.ShouldBeNull();
        agreement.QuadraticKappa.ShouldBeNull();
        agreement.Raw.Value.ShouldBe(1);
        Agreement.Between([], 1).ShouldBeNull();
        Agreement.OnBinary([], 1, 1).ShouldBeNull();
    }

    [Fact]
    public void Sensitivity_and_specificity_are_shares_of_what_people_say()
    {
        var judged = Agreement.OnBinary(Pairs((1, 1, 18), (1, 0, 2), (0, 1, 6), (0, 0, 24)), 0.5, 1).ShouldNotBeNull();
        judged.Prevalence.Value.ShouldBe(0.4, 1e-12);
        judged.Sensitivity!.Value.ShouldBe(0.9, 1e-12);
        judged.Specificity!.Value.ShouldBe(0.8, 1e-12);
        (judged.TruePositives, judged.FalsePositives, judged.TrueNegatives, judged.FalseNegatives).ShouldBe((18, 6, 24, 2));
        Agreement.OnBinary(Pairs((1, 1, 3)), 0.5, 1).ShouldNotBeNull().Specificity.ShouldBeNull();
    }

    [Fact]
    public void Raters_can_change_places_and_items_their_order()
    {
        Prop.ForAll<int>(seed =>
        {
            var draws = new Draws(seed);
            var pairs = Enumerable.Range(0, 1 + draws.Below(40)).Select(i => new RatedPair(Some.Id(i), draws.Below(3), draws.Below(3)) { Cluster = draws.Below(2) == 0 ? null : Some.Id(draws.Below(9)) }).ToArray();
            var agreement = Agreement.Between(pairs, seed)!;
            var shuffled = Agreement.Between(Some.Shuffled(pairs, seed), seed)!;
            (shuffled.Raw, shuffled.Kappa, shuffled.LinearKappa, shuffled.QuadraticKappa).ShouldBe((agreement.Raw, agreement.Kappa, agreement.LinearKappa, agreement.QuadraticKappa));
            var swapped = Agreement.Between([.. pairs.Select(p => p with { First = p.Second, Second = p.First })], seed)!;
            (swapped.Kappa?.Value ?? 9).ShouldBe(agreement.Kappa?.Value ?? 9, 1e-12);
            foreach (var kappa in new[] { agreement.Kappa, agreement.LinearKappa, agreement.QuadraticKappa }.OfType<Coefficient>())
            {
                kappa.Value.ShouldBeInRange(-1, 1);
                Some.ShouldBeSound(kappa.Value, kappa.Interval);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(12));
    }

    [Fact]
    public void Alpha_does_not_ask_who_said_what_or_in_which_order()
    {
        Prop.ForAll<int>(seed =>
        {
            var draws = new Draws(seed);
            double[] labels = [0, 1, 2, 1e-300, 1e300, double.MaxValue];
            var items = Enumerable.Range(0, 1 + draws.Below(30)).Select(_ => Enumerable.Range(0, draws.Below(5)).Select(_ => draws.Below(5) == 0 ? (double?)null : labels[draws.Below(labels.Length)]).ToArray()).ToArray();
            foreach (var scale in Enum.GetValues<MeasurementScale>())
            {
                var alpha = Agreement.Alpha(items, scale, seed);
                Agreement.Alpha(Some.Shuffled(items.Select(i => Some.Shuffled(i, seed)), seed), scale, seed).ShouldBe(alpha);
                if (alpha is null) continue;
                alpha.Value.ShouldBeLessThanOrEqualTo(1);
                Some.ShouldBeSound(alpha.Value, alpha.Interval);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));
    }

    [Fact]
    public void Ordinal_alpha_by_mid_ranks_is_the_sum_over_labels_between_of_Krippendorff_2011()
    {
        var draws = new Draws(9);
        for (var trial = 0; trial < 20; trial++)
        {
            var items = Enumerable.Range(0, 8).Select(_ => new double?[] { draws.Below(5), draws.Below(5), draws.Below(5) }).ToArray();
            Agreement.Alpha(items, MeasurementScale.Ordinal, 1).ShouldNotBeNull().Value.ShouldBe(NaiveOrdinal(items), 1e-9);
        }
    }

    private static double NaiveOrdinal(double?[][] items)
    {
        var counts = new double[5];
        foreach (var label in items.SelectMany(i => i)) counts[(int)label!.Value]++;
        double Distance(int c, int k)
        {
            var (low, high) = (Math.Min(c, k), Math.Max(c, k));
            double sum = 0;
            for (var g = low; g <= high; g++) sum += counts[g];
            return Math.Pow(sum - ((counts[low] + counts[high]) / 2), 2);
        }

        double seen = 0, expected = 0, all = counts.Sum();
        foreach (var item in items)
        {
            for (var i = 0; i < item.Length; i++)
            {
                for (var j = 0; j < item.Length; j++)
                {
                    if (i != j) seen += Distance((int)item[i]!.Value, (int)item[j]!.Value) / (item.Length - 1);
                }
            }
        }

        for (var c = 0; c < 5; c++)
        {
            for (var k = 0; k < 5; k++) expected += c == k ? 0 : counts[c] * counts[k] * Distance(c, k);
        }

        return 1 - (seen / (expected / (all - 1)));
    }

    private static RatedPair[] Pairs(params (double First, double Second, int Count)[] cells) =>
        [.. cells.SelectMany(c => Enumerable.Repeat((c.First, c.Second), c.Count)).Select((c, i) => new RatedPair(Some.Id(i), c.First, c.Second))];

    private static IReadOnlyList<IReadOnlyList<double?>> Units(params double?[][] raters) => [.. Enumerable.Range(0, raters[0].Length).Select(u => raters.Select(r => r[u]).ToArray())];
}
