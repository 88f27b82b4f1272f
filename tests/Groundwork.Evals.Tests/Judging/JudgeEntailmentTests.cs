namespace Groundwork.Evals.Tests.Judging;

public sealed class JudgeEntailmentTests
{
    [Fact]
    public async Task Every_statement_gets_its_own_verdict_whatever_order_they_come_in()
    {
        var judge = new ScriptedJudge((prompt, _) => $$"""{"code":"{{prompt.Code}}","verdicts":[{"number":2,"reason":"no","supported":false},{"number":1,"reason":"yes","supported":true}]}""");

        var verdicts = await new JudgeEntailment(judge.As()).JudgeAsync("Text.", ["One.", "Two."], CancellationToken.None);

        verdicts.Select(verdict => ((Entailment.Judged)verdict).Supports).ShouldBe([true, false]);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[{\"number\":1,\"supported\":true}]")]
    [InlineData("[{\"number\":1,\"supported\":true},{\"number\":1,\"supported\":true}]")]
    [InlineData("[{\"number\":1,\"supported\":true},{\"number\":3,\"supported\":true}]")]
    [InlineData("[{\"number\":1,\"supported\":true},{\"number\":2,\"supported\":\"yes\"}]")]
    [InlineData("{}")]
    public async Task Verdicts_that_do_not_fit_the_statements_fail_all_of_them(string verdicts)
    {
        var judge = new ScriptedJudge((prompt, _) => $"{{\"code\":\"{prompt.Code}\",\"verdicts\":{verdicts}}}");

        (await new JudgeEntailment(judge.As()).JudgeAsync("Text.", ["One.", "Two."], CancellationToken.None)).ShouldAllBe(verdict => verdict is Entailment.Failed);
        judge.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task Many_statements_are_asked_in_several_calls()
    {
        var judge = new ScriptedJudge((prompt, _) => $$"""{"code":"{{prompt.Code}}","verdicts":[{{string.Join(',', Enumerable.Range(1, prompt.Slots.Count - 1).Select(n => FormattableString.Invariant($$"""{"number":{{n}},"reason":"r","supported":true}""")))}}]}""");

        (await new JudgeEntailment(judge.As()).JudgeAsync("Text.", [.. Enumerable.Range(0, 45).Select(i => $"Statement {i}.")], CancellationToken.None)).Count.ShouldBe(45);
        judge.Calls.ShouldBe(3);
    }

    [Theory]
    [InlineData("acme-judge-1", false, true)]
    [InlineData("acme-judge-1", true, false)]
    [InlineData("acme-mini", false, false)]
    public async Task A_model_says_nothing_about_its_own_answers_unless_it_may_and_a_relative_is_named_in_the_evidence(string answered, bool may, bool isFailed)
    {
        var judge = new ScriptedJudge((prompt, _) => $$"""{"code":"{{prompt.Code}}","verdicts":[{"number":1,"reason":"r","supported":true}]}""");
        var entailment = new JudgeEntailment(judge.As(), new JudgeOptions { MayJudgeItself = may });
        var observation = Claims.Observed.Answer("It is green.", "It is green.") with
        {
            Claims = [Claims.Observed.Claim("It is green.", "It is green.", Claims.Observed.Cites("d0"))],
            Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["model"] = answered },
        };

        var matrix = await new ClaimMatrixScorer(entailment).ScoreAsync(Claims.Observed.Sample(), observation, CancellationToken.None);
        var citations = await new CitationScorer(entailment).ScoreAsync(Claims.Observed.Sample(), observation, CancellationToken.None);
        var grade = (await new EntailmentGrader(entailment).GradeAsync(new JudgedItem("i", "?", "It is green.") { Passages = ["It is green."], Model = answered }, 0, CancellationToken.None))[0];

        (matrix.Scores[0] is Score.Failed, citations.Scores[1] is Score.Failed, grade is Grade.Failed).ShouldBe((isFailed, isFailed, isFailed));
        citations.Scores[0].ShouldBeOfType<Score.Value>().Number.ShouldBe(1);
        if (isFailed) return;
        ClaimMatrixFormat.Read(matrix.Evidence!).Kinship.ShouldBe(may ? JudgeKinship.SameModel : JudgeKinship.SameFamily);
        citations.Evidence!.ShouldContain("\"kinship\"");
    }
}
