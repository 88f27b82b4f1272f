using Groundwork.Evals.Scoring;
using Shouldly;
using Xunit;

namespace Groundwork.Evals.Tests.Scoring;

public sealed class ScorersTests
{
    [Theory]
    [InlineData("rankng", "\"ranking\"")]
    [InlineData("rouge", "\"rouge-l\"")]
    [InlineData("", "the one given is empty")]
    [InlineData("pass@0", "from 1 to 1000")]
    [InlineData("pass@", "\"pass@k\"")]
    [InlineData("pass@3:rouge-l", "tells no success")]
    [InlineData("latency:p95", "It takes none")]
    [InlineData("json:fencd", "\"fenced\"")]
    [InlineData("json:ignore=a", "does not begin with a slash")]
    [InlineData("regex:(", "cannot be read")]
    [InlineData("json-schema:missing.json", "Give its full path")]
    [InlineData("numeric:tolerance=1,tolerance=2", "\"tolerance\" twice")]
    public void What_is_not_known_is_refused(string spec, string message) => Should.Throw<ScorerSpecException>(() => Scorers.Create(spec)).Message.ShouldContain(message);

    [Fact]
    public void Every_scorer_has_a_name_and_metrics_of_their_own()
    {
        string[] specs = [.. Scorers.All.Select(info => info.Name).Except(["regex", "json-schema", "pass@k", "pass^k"], StringComparer.Ordinal), "regex:a", "pass@3", "pass^3"];
        var metrics = specs.SelectMany(spec => Scorers.Create(spec).Metrics).Select(metric => metric.Name).ToList();
        metrics.ShouldBeUnique(StringComparer.Ordinal);
        specs.Select(spec => Scorers.Create(spec).Fingerprint).ShouldBeUnique(StringComparer.Ordinal);
        Scorers.Create("ranking:map").Fingerprint.Equals(Scorers.Create("ranking:mrr").Fingerprint, StringComparison.Ordinal).ShouldBeFalse();
        Scorers.Create("ranking:map").Fingerprint.ShouldBe(Scorers.Create(" ranking: map ").Fingerprint);
    }

    [Fact]
    public void Further_makers_are_known_by_name()
    {
        var further = new Dictionary<string, ScorerMaker>(StringComparer.Ordinal) { ["judge"] = new(new ScorerInfo("judge", "", "", ""), spec => new Fixed(new Score.Value(0.5)) { Name = spec.Rest }) };
        Scorers.Create("judge:strict", further).Name.ShouldBe("strict");
        Should.Throw<ScorerSpecException>(() => Scorers.Create("juge", further)).Message.ShouldContain("\"judge\"");
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(-0.01, 1)]
    [InlineData(1.01, 1)]
    [InlineData(0.5, 0)]
    [InlineData(0.5, double.NaN)]
    public void A_value_outside_its_range_is_a_failure(double number, double weight) =>
        Scored.By(new Checked(new Fixed(new Score.Value(number, "", weight))), Scored.Sample(Expectation.Nothing), Scored.Answer(""))["fixed"].ShouldBeOfType<Score.Failed>();

    [Fact]
    public void A_scorer_with_too_few_scores_fails_whole() =>
        Scored.By(new Checked(new Fixed()), Scored.Sample(Expectation.Nothing), Scored.Answer(""))["fixed"].ShouldBeOfType<Score.Failed>().Reason.ShouldContain("0 scores for 1 metrics");

    private sealed class Fixed(params Score[] scores) : IScorer
    {
        public string Name { get; init; } = "fixed";

        public string Fingerprint => "";

        public IReadOnlyList<Metric> Metrics { get; } = [new Metric("fixed", "")];

        public ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken) => ValueTask.FromResult(new ScoredObservation(scores));
    }
}
