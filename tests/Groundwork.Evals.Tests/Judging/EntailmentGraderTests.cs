using Groundwork.Evals.Tests.Claims;

namespace Groundwork.Evals.Tests.Judging;

public sealed class EntailmentGraderTests
{
    private readonly EntailmentGrader _grader = new(new ContainsEntailment());

    [Theory]
    [InlineData("Alpha is one. Beta is two.", 1)]
    [InlineData("Alpha is one. Gamma is three.", 0)]
    [InlineData("Gamma is three. Delta is unjudgeable.", 0)]
    [InlineData("Alpha is one. Delta is unjudgeable.", null)]
    [InlineData("What do you mean?", 1)]
    public async Task An_answer_is_faithful_when_every_statement_is_supported(string answer, int? expected)
    {
        var grade = (await _grader.GradeAsync(new JudgedItem("i", "?", answer) { Passages = ["Alpha is one", "Beta is two"] }, 0, CancellationToken.None)).ShouldHaveSingleItem();

        (grade is Grade.Given given ? given.Level : (int?)null).ShouldBe(expected);
    }

    [Fact]
    public void Its_certificate_is_found_by_what_the_metrics_of_the_entailment_name() =>
        new ClaimMatrixScorer(new ContainsEntailment()).Metrics.ShouldAllBe(metric => string.Equals(metric.JudgeFingerprint, _grader.Fingerprint, StringComparison.Ordinal));
}
