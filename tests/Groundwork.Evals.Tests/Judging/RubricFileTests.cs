using Groundwork.TestKit;

namespace Groundwork.Evals.Tests.Judging;

public sealed class RubricFileTests
{
    private const string Good = """
        rubric: help
        title: Help in need
        instructions: Judge like a colleague.
        criteria:
          - name: complete
            question: Does it say all that was asked?
            looks-at: [question, conversation, passages, reference]
            levels:
              2: All of it.
              0: Nothing of it.
              1: A part.
            examples:
              - question: How much?
                answer: Much.
                level: 1
                reason: It names no number.
        """;

    [Fact]
    public void A_rubric_is_what_its_file_says()
    {
        var rubric = RubricFile.Parse(Good, "help.yaml");

        var criterion = rubric.Criteria.ShouldHaveSingleItem();
        criterion.Levels.Select(level => level.Value).ShouldBe([0, 1, 2]);
        criterion.LooksAt.ShouldBe(RubricInputs.Question | RubricInputs.Conversation | RubricInputs.Passages | RubricInputs.Reference);
        criterion.Examples.ShouldHaveSingleItem().Level.ShouldBe(1);
        rubric.Instructions.ShouldBe("Judge like a colleague.");
    }

    [Fact]
    public void Every_word_decides_the_fingerprint_and_the_layout_does_not()
    {
        var one = RubricFile.Parse(Good, "a").Fingerprint;

        RubricFile.Parse(Good.Replace("\n", "\r\n", StringComparison.Ordinal) + "\n# a comment\n", "b").Fingerprint.ShouldBe(one);
        RubricFile.Parse(Good.Replace("A part.", "Some part.", StringComparison.Ordinal), "a").Fingerprint.ShouldNotBe(one, StringComparer.Ordinal);
        RubricFile.Parse(Good.Replace("level: 1", "level: 2", StringComparison.Ordinal), "a").Fingerprint.ShouldNotBe(one, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("", "", "documents")]
    [InlineData("rubric: [", "line", "no YAML")]
    [InlineData("rubric: help\ntitle: T\ncriteria: []\n", "line 3", "at least one entry")]
    [InlineData("rubric: help\ntitle: T\nweight: 3\n", "line 3", "\"weight\" is not known")]
    [InlineData("rubric: Help me\ntitle: T\ncriteria: [x]\n", "line 1", "Help me")]
    [InlineData("rubric: help\ntitle: T\ncriteria:\n  - name: a\n    question: Q?\n    levels: {1: One.}\n", "line 6", "1 levels")]
    [InlineData("rubric: help\ntitle: T\ncriteria:\n  - name: a\n    question: Q?\n    levels: {low: One., high: Two.}\n", "line 6", "whole number")]
    [InlineData("rubric: help\ntitle: T\ncriteria:\n  - name: a\n    question: Q?\n    looks-at: [mood]\n    levels: {0: a, 1: b}\n", "line 6", "mood")]
    [InlineData("rubric: help\ntitle: T\ncriteria:\n  - &c\n    name: a\n    question: Q?\n    levels: {0: a, 1: b}\n  - *c\n", "line 8", "alias")]
    public void What_is_no_rubric_is_refused_with_its_line(string yaml, string place, string problem)
    {
        var thrown = Should.Throw<JudgeFileException>(() => RubricFile.Parse(yaml, "r.yaml"));

        thrown.Place.ShouldStartWith(place);
        thrown.Message.ShouldContain(problem);
        thrown.Message.ShouldStartWith("r.yaml");
    }

    [Fact]
    public void A_text_nested_without_end_or_without_measure_is_refused()
    {
        Should.Throw<JudgeFileException>(() => RubricFile.Parse(new string('[', 100_000), "r"));
        Should.Throw<JudgeFileException>(() => RubricFile.Parse(string.Concat(Enumerable.Repeat("{a: ", 50_000)), "r"));
        Should.Throw<JudgeFileException>(() => RubricFile.Parse(new string('x', 1 << 20), "r"));
    }

    [Fact]
    public void The_rubrics_that_are_shipped_can_be_read()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "evals", "rubrics"), "*.yaml");

        files.ShouldNotBeEmpty();
        foreach (var file in files) RubricFile.Read(file).Criteria.ShouldNotBeEmpty();
    }
}
