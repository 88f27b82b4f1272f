using Groundwork.Evals.Scoring.Structure;
using Groundwork.TestKit;
using Shouldly;
using Xunit;

namespace Groundwork.Evals.Tests.Scoring.Structure;

public sealed class JsonScorerTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[1.0,2e0]}""", """{"b":[1,2],"a":1.00}""", "")]
    [InlineData("""{"a":1}""", """{"a":2}""", "/a is 1 instead of 2.")]
    [InlineData("""{"a":1,"c":1}""", """{"a":1}""", "/c is not expected.")]
    [InlineData("""{}""", """{"x/y":1}""", "/x~1y is missing.")]
    [InlineData("[1,2]", "[2,1]", "/0 is 1 instead of 2.")]
    [InlineData("[1]", "[1,2]", "The value has 1 elements instead of 2.")]
    [InlineData("true", "1", "The value is true instead of 1.")]
    [InlineData("1e400", "10e399", "")]
    [InlineData("0.1", "0.10000000000000001", "The value is 0.1 instead of 0.10000000000000001.")]
    [InlineData("-0", "0", "")]
    [InlineData("\"\\u0041\"", "\"A\"", "")]
    public void Values_are_equal_however_they_are_written(string given, string expected, string difference)
    {
        var score = Scored.Of("json", "json_equal", Scored.Sample(new Expectation { Reference = expected }), Scored.Answer(given));
        score.ShouldBe(new Score.Value(difference.Length == 0 ? 1 : 0, difference));
    }

    [Theory]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("// no\n1")]
    [InlineData("```json\n1\n```")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData("")]
    [InlineData("NaN")]
    public void What_is_no_json_is_not_valid(string given) =>
        Scored.Of("json", "json_valid", Scored.Sample(Expectation.Nothing), Scored.Answer(given)).Number().ShouldBe(0);

    [Fact]
    public void Deep_nesting_is_refused_not_followed() =>
        Scored.Of("json", "json_valid", Scored.Sample(Expectation.Nothing), Scored.Answer(new string('[', 100_000))).Number().ShouldBe(0);

    [Fact]
    public void A_code_fence_is_permitted_when_asked_for() =>
        Scored.Of("json:fenced", "json_valid/fenced", Scored.Sample(Expectation.Nothing), Scored.Answer("```json\n{\"a\": 1}\n```\n")).Number().ShouldBe(1);

    [Fact]
    public void Paths_can_be_ignored() =>
        Scored.Of("json:ignore=/items/*/id;/at", "json_equal", Scored.Sample(new Expectation { Answers = ["""{"items":[{"id":1,"n":"x"}],"at":"now"}"""] }), Scored.Answer("""{"items":[{"id":2,"n":"x"}]}""")).Number().ShouldBe(1);

    [Fact]
    public void A_broken_expectation_is_a_failure_not_a_wrong_answer() =>
        Scored.Of("json", "json_equal", Scored.Sample(new Expectation { Reference = "{" }), Scored.Answer("{}")).ShouldBeOfType<Score.Failed>();

    [Theory]
    [InlineData("1e1000000000", "3", false)]
    [InlineData("1e1000000000", "1e-400", true)]
    [InlineData("0.3", "0.1", true)]
    [InlineData("1e-999999999999", "1", false)]
    [InlineData("12345678901234567890", "10", true)]
    public void Multiples_are_exact_at_any_size(string number, string divisor, bool expected) => JsonNumber.Parse(number).IsMultipleOf(JsonNumber.Parse(divisor)).ShouldBe(expected);

    [Theory]
    [InlineData("1e999999999999999999999", "1", 1)]
    [InlineData("-1e999999999999999999999", "1", -1)]
    [InlineData("1.5", "1.50", 0)]
    [InlineData("2", "10", -1)]
    [InlineData("-2", "-10", 1)]
    public void Numbers_compare_at_any_size(string left, string right, int expected) => Math.Sign(JsonNumber.Parse(left).CompareTo(JsonNumber.Parse(right))).ShouldBe(expected);

    [Fact]
    public void A_schema_in_a_file_is_followed()
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllText(Path.Combine(folder.Path, "answer.json"), """{"type":"object","required":["ok"],"properties":{"ok":{"type":"boolean"}}}""");
        var scorer = Scorers.Create("json-schema:answer.json", folder: folder.Path);
        Scored.By(scorer, Scored.Sample(Expectation.Nothing), Scored.Answer("```\n{\"ok\":true}\n```"))["json_schema/answer.json"].Number().ShouldBe(1);
        Scored.By(scorer, Scored.Sample(Expectation.Nothing), Scored.Answer("""{"ok":1}"""))["json_schema/answer.json"].ShouldBe(new Score.Value(0, "/ok: is not of type boolean"));
        Should.Throw<ScorerSpecException>(() => Scorers.Create("json-schema:other.json", folder: folder.Path)).Message.ShouldContain("There is no file");
    }

    [Theory]
    [InlineData("""{"$ref":"https://example.com/x.json"}""", "Nothing is fetched")]
    [InlineData("""{"$ref":"#/$defs/gone"}""", "nothing at that place")]
    [InlineData("""{"type":"strnig"}""", "The schema is not valid")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-04/schema#"}""", "drafts 7")]
    [InlineData("{", "cannot be read")]
    public void A_schema_that_cannot_be_followed_is_refused(string schema, string message) => Should.Throw<JsonSchemaException>(() => JsonSchema.Parse(schema)).Message.ShouldContain(message);

    [Theory]
    [InlineData("""{"$ref":"#"}""", "Does it refer to itself?")]
    [InlineData("""{"$defs":{"a":{"anyOf":[{"$ref":"#/$defs/b"},{"$ref":"#/$defs/b"}]},"b":{"anyOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/a"}]}},"$ref":"#/$defs/a"}""", "Does it refer to itself?")]
    public void A_schema_in_circles_is_refused(string schema, string message) =>
        Should.Throw<JsonSchemaException>(() => JsonSchema.Parse(schema).Check("1", CancellationToken.None)).Message.ShouldContain(message);

    [Fact]
    public void A_schema_of_endless_work_is_refused()
    {
        var wide = Enumerable.Range(0, 40).Select(level => $"\"l{level}\":{{\"allOf\":[{{\"$ref\":\"#/$defs/l{level + 1}\"}},{{\"$ref\":\"#/$defs/l{level + 1}\"}}]}}");
        Should.Throw<JsonSchemaException>(() => JsonSchema.Parse($"{{\"$defs\":{{{string.Join(',', wide)},\"l40\":true}},\"$ref\":\"#/$defs/l0\"}}").Check("1", CancellationToken.None)).Message.ShouldContain("steps");
    }
}
