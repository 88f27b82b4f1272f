using Groundwork.Evals.Reporting;

namespace Groundwork.Evals.Tests.Reporting;

public class CalibrationPartTests
{
    [Fact]
    public void Weights_and_the_confidence_of_the_report_count()
    {
        var metric = PlainRun.Quality with { IsRate = true };
        var builder = new ReportBuilder(PlainRun.About(60), [new StoredScorer("scorer", "s1", [metric])], new ReportOptions { Confidence = 0.8 });
        var items = new List<ItemValue>();
        for (var i = 0; i < 60; i++)
        {
            var (value, weight) = (i % 3 == 0 ? 0 : 1, i % 3 == 0 ? 5.0 : 1);
            var scored = PlainRun.Scored(i, new Score.Value(value, Weight: weight));
            builder.Add(scored with { Observations = [scored.Observations[0] with { Confidence = i % 3 == 0 ? 0.72 : 0.78 }] });
            items.Add(new ItemValue(PlainRun.Id(i), value, weight));
        }

        using var writer = new StringWriter();
        HtmlReport.WriteOverview(writer, builder.Build(CancellationToken.None), null, HtmlReportOptions.Default);
        var expected = Intervals.OfMean(metric, items, 7, 0.8)!;
        var calibration = writer.ToString()[writer.ToString().IndexOf("id=\"calibration\"", StringComparison.Ordinal)..];
        calibration.ShouldContain(Show.Interval(expected.Interval));
        calibration.ShouldContain(Show.Number(((0.72 * 5) + (0.78 * 2)) / 7));
    }
}
