using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Tests.Statistics;

public sealed class CalibrationTests
{
    [Fact]
    public void Brier_and_calibration_error_are_those_of_a_calculation_by_hand()
    {
        var report = Calibration.Of([new(0.1, false), new(0.3, true), new(0.8, true), new(0.8, false)], 1, bins: 2).ShouldNotBeNull();
        report.Brier.Value.ShouldBe((0.01 + 0.49 + 0.04 + 0.64) / 4, 1e-12);
        report.Points.Select(p => p.Count).ShouldBe([2, 2]);
        report.Points[0].Forecast.ShouldBe(0.2, 1e-12);
        report.Points[0].Happened.Value.ShouldBe(0.5, 1e-12);
        report.Error.ShouldBe(((2 * 0.3) + (2 * 0.3)) / 4, 1e-12);
    }

    [Fact]
    public void Equal_chances_are_never_split_between_points()
    {
        ScoredLabel[] forecasts = [.. Enumerable.Range(0, 50).Select(i => new ScoredLabel(0.7, i < 20)), new(0.9, true)];
        var report = Calibration.Of(forecasts, 1).ShouldNotBeNull();
        report.Points.Select(p => p.Count).ShouldBe([50, 1]);
        var shuffled = Calibration.Of(Some.Shuffled(forecasts, 4), 1).ShouldNotBeNull();
        (shuffled.Brier, shuffled.Error, shuffled.ErrorByChance).ShouldBe((report.Brier, report.Error, report.ErrorByChance));
    }

    [Fact]
    public void A_calibrated_forecaster_stays_below_the_error_by_chance_and_a_bragging_one_does_not()
    {
        var draws = new Draws(6);
        int calm = 0, caught = 0;
        for (var trial = 0; trial < 30; trial++)
        {
            var chances = Enumerable.Range(0, 300).Select(_ => draws.Unit()).ToArray();
            var honest = Calibration.Of([.. chances.Select(c => new ScoredLabel(c, draws.Unit() < c))], trial)!;
            var bragging = Calibration.Of([.. chances.Select(c => new ScoredLabel(c, draws.Unit() < 0.25 + (c / 2)))], trial)!;
            if (honest.Error <= honest.ErrorByChance) calm++;
            if (bragging.Error > bragging.ErrorByChance) caught++;
        }

        calm.ShouldBeGreaterThanOrEqualTo(26);
        caught.ShouldBeGreaterThanOrEqualTo(28);
    }

    [Fact]
    public void What_is_no_chance_is_refused_and_nothing_gives_nothing()
    {
        Calibration.Of([], 1).ShouldBeNull();
        Should.Throw<ArgumentException>(() => Calibration.Of([new(1.2, true)], 1)).Message.ShouldContain("1.2");
        Should.Throw<ArgumentException>(() => Calibration.Of([new(double.NaN, true)], 1));
        Calibration.Of([new(1, true)], 1)!.Error.ShouldBe(0);
    }
}
