namespace Groundwork.Evals.Tests.Judging;

public sealed class PairJudgeTests
{
    private static readonly JudgedItem s_item = new("i", "What is it?", "good") { Other = "bad" };

    [Fact]
    public async Task An_answer_wins_when_it_wins_in_both_orders()
    {
        var verdict = (await CompareAsync((first, _) => first is "good" ? "1" : "2")).ShouldBeOfType<PairVerdict.Decided>();

        (verdict.Choice, verdict.IsFlipped).ShouldBe((PairChoice.Answer, false));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task A_verdict_that_follows_the_order_is_a_tie(string always)
    {
        var verdict = (await CompareAsync((_, _) => always)).ShouldBeOfType<PairVerdict.Decided>();

        (verdict.Choice, verdict.IsFlipped).ShouldBe((PairChoice.Tie, true));
    }

    [Theory]
    [InlineData("A")]
    [InlineData("both")]
    public async Task What_is_no_choice_is_failed(string choice) => (await CompareAsync((_, _) => choice)).ShouldBeOfType<PairVerdict.Failed>();

    [Fact]
    public async Task Without_a_second_answer_there_is_nothing_to_compare() =>
        (await new PairJudge(ScriptedJudge.Prefers((_, _) => "1").As(), Sets.Rubric()).CompareAsync(s_item with { Other = null }, 0, CancellationToken.None)).ShouldBeOfType<PairVerdict.Failed>();

    private static async Task<PairVerdict> CompareAsync(Func<string, string, string> prefers) => await new PairJudge(ScriptedJudge.Prefers(prefers).As(), Sets.Rubric()).CompareAsync(s_item, 0, CancellationToken.None);
}
