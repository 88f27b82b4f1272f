namespace Groundwork.Evals.Tests.Judging;

public sealed class JudgePanelTests
{
    private static readonly JudgedItem s_item = new("i", "What is it?", "It is green.");

    [Theory]
    [InlineData("444", 4)]
    [InlineData("144", 4)]
    [InlineData("124", 2)]
    [InlineData("4x4", 4)]
    [InlineData("1x4", null)]
    [InlineData("xx4", null)]
    [InlineData("14", null)]
    public async Task The_median_of_the_verdicts_counts_and_too_few_or_split_ones_fail(string says, int? expected)
    {
        var judges = says.Select((level, j) => (IGradingJudge)new RubricJudge(new ScriptedJudge((prompt, _) => level == 'x' ? "no" : ScriptedJudge.Verdict(prompt, level - '0')).As($"j{j}", $"model-{j}"), Sets.Rubric())).ToList();

        var grade = (await new JudgePanel("panel", judges).GradeAsync(s_item, 0, CancellationToken.None))[0];

        (grade is Grade.Given given ? given.Level : (int?)null).ShouldBe(expected);
    }

    [Fact]
    public async Task A_panel_is_as_close_to_the_model_that_answered_as_its_closest_judge_and_that_one_does_not_vote()
    {
        var judges = new[] { "acme-1", "bolt-1", "core-1" }.Select(model => (IGradingJudge)new RubricJudge(ScriptedJudge.Grades(_ => 3).As(model, model), Sets.Rubric())).ToList();
        var panel = new JudgePanel("panel", judges);
        var observation = Claims.Observed.Answer("It is green.") with { Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["model"] = "bolt-1" } };

        var scored = await panel.ScoreAsync(Claims.Observed.Sample(), observation, CancellationToken.None);

        var evidence = RubricVerdictsFormat.Read(scored.Evidence!);
        evidence.Kinship.ShouldBe(JudgeKinship.SameModel);
        evidence.Criteria[0].Grades[1].ShouldBeOfType<Grade.Failed>().Reason.ShouldContain("bolt-1");
        scored.Scores[0].ShouldBeOfType<Score.Value>().Number.ShouldBe(3);
    }

    [Fact]
    public void A_panel_of_one_or_with_a_judge_twice_or_of_two_rubrics_is_refused()
    {
        var judge = new RubricJudge(ScriptedJudge.Grades(_ => 1).As(), Sets.Rubric());
        var other = new RubricJudge(ScriptedJudge.Grades(_ => 1).As(model: "other"), Sets.Rubric(0));

        Should.Throw<ArgumentException>(() => new JudgePanel("p", [judge]));
        Should.Throw<ArgumentException>(() => new JudgePanel("p", [judge, judge]));
        Should.Throw<ArgumentException>(() => new JudgePanel("p", [judge, other]));
    }

    [Fact]
    public async Task Repeats_of_a_member_are_honoured()
    {
        var judges = new[] { "acme-1", "bolt-1" }.Select(model => new ScriptedJudge((prompt, call) => ScriptedJudge.Verdict(prompt, call == 1 ? 1 : 4))).ToList();
        var panel = new JudgePanel("panel", [.. judges.Select((judge, j) => new RubricJudge(judge.As($"j{j}", $"model{j}"), Sets.Rubric(), new JudgeOptions { Repeats = 3 }))]);

        (await panel.GradeAsync(s_item, 0, CancellationToken.None))[0].ShouldBeOfType<Grade.Given>().Level.ShouldBe(4);
        judges.ShouldAllBe(judge => judge.Calls == 3);
    }
}
