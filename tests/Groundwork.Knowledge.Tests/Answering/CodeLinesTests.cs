using Groundwork.Knowledge.Answering;
using Groundwork.Knowledge.Tests.Answering.Claims;

namespace Groundwork.Knowledge.Tests.Answering;

public sealed class CodeLinesTests
{
    [Theory]
    [InlineData("var total = Sum(items);\nreturn total;")]
    [InlineData("def area(radius):\n    return 3.14 * radius ** 2")]
    [InlineData("$ groundwork ingest ./notes\n$ groundwork ask \"What now?\"")]
    [InlineData("<div>\n  <p>Text</p>\n</div>")]
    [InlineData("client.send();")]
    public void Code_is_told_by_its_lines(string block) => CodeLines.IsCode(block).ShouldBeTrue();

    [Theory]
    [InlineData("The gateway allows 50 requests per minute.")]
    [InlineData("Call client.send() to send what is waiting.")]
    [InlineData("- first item\n- second item")]
    [InlineData("| a | b |\n| --- | --- |\n| 1 | 2 |")]
    [InlineData("  An indented remark, for\n  people to read.")]
    [InlineData("資料是紅色的。")]
    [InlineData("")]
    public void Text_is_not_code(string block) => CodeLines.IsCode(block).ShouldBeFalse();

    [Fact]
    public void A_block_of_code_stands_whole_and_a_heading_carries_claims_but_answers_nothing()
    {
        var passage = ClaimCheckerTests.PassageOf("Keys and rotation\n\nKeys rotate every 90 days. Old keys are refused.\n\nvar key = Rotate(old);\nreturn key;");
        AnswerUnits.Of(passage).Select(u => u.Of(passage.Chunk.Text)).ShouldBe(["Keys rotate every 90 days.", "Old keys are refused.", "var key = Rotate(old);\nreturn key;"]);
        AnswerUnits.All(passage)[0].Of(passage.Chunk.Text).ShouldBe("Keys and rotation");
    }

    [Fact]
    public void Confidence_grows_with_what_the_passage_carries_and_is_nothing_without_words()
    {
        AnswerConfidence.Of(AnswerSigns.None).ShouldBe(0);
        var weak = new AnswerSigns { Strength = 0.2, Window = 0.2, Body = 0.2, Value = 0.3, Terms = 4, PassageSentences = 6, RunnerUp = 0.95, Kind = QuestionKind.Who };
        var strong = weak with { Strength = 0.9, Window = 1, Body = 1, Value = 1.4, RunnerUp = 0.4, IsFirst = true, IsProse = true };
        AnswerConfidence.Of(weak).ShouldBeLessThan(0.1);
        AnswerConfidence.Of(strong).ShouldBeGreaterThan(0.8);
        AnswerConfidence.Features(weak).Length.ShouldBe(AnswerConfidence.Names.Count);
        ConfidenceWeights.Weights.Count.ShouldBe(AnswerConfidence.Names.Count);
    }
}
