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
}
