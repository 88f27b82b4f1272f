using Groundwork.Evals.Monitoring;
using Groundwork.Evals.Statistics;
using Groundwork.Evals.Tests.Statistics;

namespace Groundwork.Evals.Tests.Monitoring;

public sealed class DriftTestTests
{
    private static readonly string[] s_words = ["index", "segment", "query", "vector", "passage", "answer", "citation", "rank", "token", "model", "cache", "route"];
    private static readonly string[] s_newWords = ["invoice", "refund", "payment", "delivery", "parcel", "customer", "shop", "basket", "discount", "voucher", "return", "warehouse", "order", "address", "complaint", "courier"];

    // The distances of three-by-three worked examples: logarithms to base 2; a move of every value by 5.
    [Fact]
    public void Distances_are_those_of_calculations_by_hand()
    {
        CategoryDrift.JensenShannon([1, 0], [0, 1]).ShouldBe(1, 1e-12);
        CategoryDrift.JensenShannon([1, 0], [1, 1]).ShouldBe(0.5579, 0.0001);
        CategoryDrift.JensenShannon([3, 5, 0], [6, 10, 0]).ShouldBe(0, 1e-7);
        CategoryDrift.StabilityIndex([1, 3, 0], [10, 30, 0]).ShouldBeLessThan(0.1);
        CategoryDrift.StabilityIndex([500, 500], [900, 100]).ShouldBe((0.4 * Math.Log(1.8)) - (0.4 * Math.Log(0.2)), 0.01);
        NumberDrift.Apart([0, 1, 3], [5, 6, 8]).ShouldSatisfyAllConditions(d => d.Widest.ShouldBe(1), d => d.Area.ShouldBe(5, 1e-12));
        NumberDrift.Apart([1, 2, 3, 4], [3, 4, 5, 6]).ShouldSatisfyAllConditions(d => d.Widest.ShouldBe(0.5), d => d.Area.ShouldBe(2, 1e-12));
        NumberDrift.Apart([1, 1, 2], [1, 1, 2]).ShouldBe((0, 0));
    }

    [Fact]
    public void Own_windows_have_the_size_of_the_current_one_or_the_current_one_is_thinned_to_theirs()
    {
        var many = OwnWindows.Cut(10_000, 50, 30);
        many.Count.ShouldBe(20);
        many.ShouldAllBe(static w => w.Length == 50);
        (many[0].Start, many[^1].Start).ShouldBe((0, 9950));
        var few = OwnWindows.Cut(500, 400, 30);
        few.ShouldBe([(0, 100), (100, 100), (200, 100), (300, 100), (400, 100)]);
        OwnWindows.Alike([.. Enumerable.Range(0, 400)], few).ShouldBe(Enumerable.Range(0, 100).Select(static i => 4 * i));
        OwnWindows.Cut(100, 50, 30).ShouldBeEmpty();
    }

    [Fact]
    public void Many_features_get_the_permutations_that_they_need_or_a_notice()
    {
        DriftWindow Of(string name, int count, int features, double step) => new(name, [.. Enumerable.Range(0, count).Select(i => new DriftItem(Some.Id(i), "")
        {
            Numbers = Enumerable.Range(0, features).ToDictionary(static f => "n" + Some.Id(f), f => f == 0 ? i % 10 + step : i * 7 % 10, StringComparer.Ordinal),
        })]);
        DriftReport Compared(int features, double falseAlarms) =>
            DriftTest.Compare(Of("a", 100, features, 0), Of("b", 20, features, 100), new DriftOptions { MinimumItems = 10, Permutations = 99, FalseAlarms = falseAlarms }, CancellationToken.None);
        Compared(20, 0.05).ShouldSatisfyAllConditions(r => r.HasDrifted.ShouldBeTrue(), r => r.Notices.ShouldBeEmpty());
        Compared(1, 0.00005).Notices.ShouldContain(static n => n.Contains("cannot be decided", StringComparison.Ordinal));
    }

    [Fact]
    public void Windows_from_the_same_source_rarely_alarm()
    {
        var draws = new Draws(51);
        var alarms = 0;
        for (var trial = 0; trial < 16; trial++)
        {
            var report = DriftTest.Compare(Window("before", draws, 300, 0), Window("after", draws, 60, 0), new DriftOptions { Seed = trial, Permutations = 99 }, CancellationToken.None);
            if (report.HasDrifted) alarms++;
            report.Features.Select(f => f.Name).ShouldBe(["language", "latency ms", "inputs"]);
        }

        alarms.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Each_kind_of_change_is_found_and_the_others_stay_steady()
    {
        var draws = new Draws(52);
        var before = Window("before", draws, 500, 0);
        var after = Window("after", draws, 120, 0);
        Verdicts(before, after with { Items = [.. after.Items.Select((i, n) => i with { Categories = new Dictionary<string, string>(StringComparer.Ordinal) { ["language"] = n % 2 == 0 ? "pl" : "en" } })] })
            .ShouldBe([DriftVerdict.Drifted, DriftVerdict.Steady, DriftVerdict.Steady]);
        Verdicts(before, after with { Items = [.. after.Items.Select(i => i with { Numbers = new Dictionary<string, double>(StringComparer.Ordinal) { ["latency ms"] = i.Numbers["latency ms"] * 2 } })] })
            .ShouldBe([DriftVerdict.Steady, DriftVerdict.Drifted, DriftVerdict.Steady]);
        Verdicts(before, Window("after", new Draws(53), 120, 0.4)).ShouldBe([DriftVerdict.Steady, DriftVerdict.Steady, DriftVerdict.Drifted]);
    }

    [Fact]
    public void The_new_inputs_are_the_new_ones_and_differ_from_each_other()
    {
        var draws = new Draws(54);
        var report = DriftTest.Compare(Window("before", draws, 500, 0), Window("after", draws, 120, 0.3), new DriftOptions(), CancellationToken.None);
        report.HasDrifted.ShouldBeTrue();
        report.NewInputs.Count.ShouldBe(10);
        report.NewInputs.Count(e => s_newWords.Any(w => e.Text.Contains(w, StringComparison.Ordinal))).ShouldBeGreaterThanOrEqualTo(9);
        report.NewInputs.ShouldAllBe(e => e.Newness > 0.5 && e.Newness <= 1);
        report.NewInputs.Select(e => e.Text).Distinct(StringComparer.Ordinal).Count().ShouldBe(10);
        report.Features[^1].Change.ShouldContain("told apart");
    }

    [Fact]
    public void Vectors_are_used_where_every_item_has_one()
    {
        var draws = new Draws(55);
        DriftItem Item(int i, double shift) => new(Some.Id(i), "the same words") { Vector = Enumerable.Range(0, 16).Select(d => (float)(Some.Gaussian(draws) + (d == 0 ? shift : 0))).ToArray() };
        var before = new DriftWindow("before", [.. Enumerable.Range(0, 300).Select(i => Item(i, 0))]);
        Verdicts(before, new DriftWindow("same", [.. Enumerable.Range(0, 100).Select(i => Item(i, 0))])).ShouldBe([DriftVerdict.Steady]);
        Verdicts(before, new DriftWindow("moved", [.. Enumerable.Range(0, 100).Select(i => Item(i, 2))])).ShouldBe([DriftVerdict.Drifted]);
        var mixed = new DriftWindow("mixed", [.. Enumerable.Range(0, 99).Select(i => Item(i, 2)), new DriftItem("last", "the same words")]);
        Verdicts(before, mixed).ShouldBe([DriftVerdict.Steady]);
    }

    [Fact]
    public void Windows_that_are_too_small_say_so_instead_of_alarming()
    {
        var draws = new Draws(56);
        foreach (var (before, after) in new[] { (0, 0), (500, 0), (0, 500), (149, 100), (500, 29) })
        {
            var report = DriftTest.Compare(Window("before", draws, before, 0), Window("after", draws, after, 1), new DriftOptions(), CancellationToken.None);
            report.HasDrifted.ShouldBeFalse();
            report.Features.ShouldAllBe(f => f.Verdict == DriftVerdict.TooFew && f.Chance == 1);
            if (report.Features.Count > 0) report.Notices.ShouldHaveSingleItem().ShouldContain("the current window needs 30, the reference 150");
            report.NewInputs.ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_same_windows_give_the_same_report()
    {
        var (before, after) = (Window("before", new Draws(57), 200, 0), Window("after", new Draws(58), 50, 0.2));
        var (one, two) = (DriftTest.Compare(before, after, new DriftOptions(), CancellationToken.None), DriftTest.Compare(before, after, new DriftOptions(), CancellationToken.None));
        two.Features.Select(f => (f.Name, f.Verdict, f.Chance, f.Corrected, f.Change)).ShouldBe(one.Features.Select(f => (f.Name, f.Verdict, f.Chance, f.Corrected, f.Change)));
        two.Features.SelectMany(f => f.Distances).ShouldBe(one.Features.SelectMany(f => f.Distances));
        two.NewInputs.ShouldBe(one.NewInputs);
    }

    [Fact]
    public void Constant_wild_and_empty_values_are_defined()
    {
        double[] sizes = [0, 1e-320, double.MaxValue, -double.MaxValue];
        DriftWindow Odd(string name, int count) => new(name, [.. Enumerable.Range(0, count).Select(i => new DriftItem(Some.Id(i), "")
        {
            Numbers = new Dictionary<string, double>(StringComparer.Ordinal) { ["constant"] = 5, ["wild"] = sizes[i % 4] },
            Categories = new Dictionary<string, string>(StringComparer.Ordinal) { ["one"] = "", ["each"] = Some.Id(i) },
            Vector = new float[] { 0, 0 },
        })]);
        var report = DriftTest.Compare(Odd("before", 300), Odd("after", 60), new DriftOptions { Permutations = 99 }, CancellationToken.None);
        report.HasDrifted.ShouldBeFalse();
        foreach (var distance in report.Features.SelectMany(f => f.Distances))
        {
            double.IsFinite(distance.Value).ShouldBeTrue();
            double.IsFinite(distance.Threshold).ShouldBeTrue();
        }
    }

    [Fact]
    public void Wrong_options_wrong_numbers_and_cancellation_are_told()
    {
        var window = Window("w", new Draws(1), 200, 0);
        Should.Throw<ArgumentException>(() => DriftTest.Compare(window, window, new DriftOptions { MinimumItems = 3, FalseAlarms = 2 }, CancellationToken.None)).Message.ShouldContain("FalseAlarms is 2");
        var broken = new DriftWindow("broken", [new DriftItem("seven", "") { Numbers = new Dictionary<string, double>(StringComparer.Ordinal) { ["n"] = double.NaN } }]);
        Should.Throw<ArgumentException>(() => DriftTest.Compare(window, broken, new DriftOptions(), CancellationToken.None)).Message.ShouldContain("seven");
        Should.Throw<OperationCanceledException>(() => DriftTest.Compare(window, window, new DriftOptions(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Large_windows_are_thinned_out_and_say_so()
    {
        DriftWindow Large(string name, int count) => new(name, [.. Enumerable.Range(0, count).Select(i => new DriftItem(Some.Id(i), "") { Categories = new Dictionary<string, string>(StringComparer.Ordinal) { ["parity"] = i % 2 == 0 ? "even" : "odd" } })]);
        var report = DriftTest.Compare(Large("before", 100_000), Large("after", 50), new DriftOptions { Permutations = 99 }, CancellationToken.None);
        report.ReferenceItems.ShouldBe(100_000);
        report.Notices.ShouldHaveSingleItem().ShouldContain("100000 items of \"before\"");
        report.HasDrifted.ShouldBeFalse();
    }

    private static IEnumerable<DriftVerdict> Verdicts(DriftWindow before, DriftWindow after) =>
        DriftTest.Compare(before, after, new DriftOptions { Permutations = 499 }, CancellationToken.None).Features.Select(f => f.Verdict);

    private static DriftWindow Window(string name, Draws draws, int count, double shareOfNew) =>
        new(name, [.. Enumerable.Range(0, count).Select(i =>
        {
            var words = draws.Unit() < shareOfNew ? s_newWords : s_words;
            return new DriftItem(name + Some.Id(i), string.Join(' ', Enumerable.Range(0, 5).Select(_ => words[draws.Below(words.Length)])))
            {
                Numbers = new Dictionary<string, double>(StringComparer.Ordinal) { ["latency ms"] = 100 * Math.Exp(0.5 * Some.Gaussian(draws)) },
                Categories = new Dictionary<string, string>(StringComparer.Ordinal) { ["language"] = draws.Unit() < 0.7 ? "en" : "de" },
            };
        })]);
}
