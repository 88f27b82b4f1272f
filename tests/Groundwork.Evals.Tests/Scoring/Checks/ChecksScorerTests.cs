using Shouldly;
using Xunit;

namespace Groundwork.Evals.Tests.Scoring.Checks;

public sealed class ChecksScorerTests
{
    [Theory]
    [InlineData("equals", "a", "a", true)]
    [InlineData("equals", """{"a":1}""", """{ "a": 1.0 }""", true)]
    [InlineData("equals", "a", "A", false)]
    [InlineData("iequals", "Straße", " STRAßE", true)]
    [InlineData("contains", "b", "abc", true)]
    [InlineData("icontains", "ÄB", "xäby", true)]
    [InlineData("contains-all", "a,b", "a b", true)]
    [InlineData("contains-all", """["a","x, y"]""", "a x, y", true)]
    [InlineData("contains-all", "a\nx", "a b", false)]
    [InlineData("contains-any", "x,b", "a b", true)]
    [InlineData("icontains-all", "A,B", "a b", true)]
    [InlineData("icontains-any", "X,Y", "a b", false)]
    [InlineData("starts-with", "ab", "abc", true)]
    [InlineData("ends-with", "ab", "abc", false)]
    [InlineData("regex", "^[a-c]+$", "abc", true)]
    [InlineData("is-json", "", "[1]", true)]
    [InlineData("is-json", """{"type":"object"}""", "[1]", false)]
    [InlineData("contains-json", "", "Here: {\"a\":[1]} done", true)]
    [InlineData("contains-json", """{"required":["a"]}""", "x {} {\"a\":1}", true)]
    [InlineData("contains-json", "", "nothing {here", false)]
    [InlineData("json-schema", """{"type":"array"}""", "```json\n[1]\n```", true)]
    [InlineData("numeric", "12", "It is 12.0 kg", true)]
    [InlineData("min-length", "3", "😀😀😀", true)]
    [InlineData("max-length", "2", "abc", false)]
    [InlineData("language", "de", "Das ist ein deutscher Satz über das Wetter in Berlin.", true)]
    [InlineData("latency", "100", "x", true)]
    [InlineData("cost", "0.001", "x", false)]
    [InlineData("rouge-n", "the cat sat", "the cat sat down", true)]
    [InlineData("rouge-l", "a b c d", "d c b a", false)]
    [InlineData("bleu", "the cat sat on the mat", "the cat sat on the mat", true)]
    [InlineData("levenshtein", "kitten", "sitting", true)]
    public void A_check_holds_or_not(string kind, string value, string text, bool holds)
    {
        var observed = Scored.Answer(text) with { Cost = new ObservedCost { LatencyMs = 50, Dollars = 0.01m } };
        Scored.Of("checks", "checks_all", With(new SampleCheck(kind, value)), observed).Number().ShouldBe(holds ? 1 : 0);
        Scored.Of("checks", "checks_all", With(new SampleCheck(kind, value) { IsNegated = true }), observed).Number().ShouldBe(holds ? 0 : 1);
    }

    [Fact]
    public void Weights_count_and_what_does_not_hold_is_named()
    {
        var scores = Scored.By("checks", With(new SampleCheck("contains", "a") { Weight = 3 }, new SampleCheck("contains", "x"), new SampleCheck("levenshtein", "abcd") { Threshold = 0 }), Scored.Answer("abc"));
        scores["checks_share"].Number().ShouldBe(0.6, 1e-12);
        scores["checks_all"].ShouldBe(new Score.Value(0, "Does not hold: contains, levenshtein (1)."));
    }

    [Theory]
    [InlineData("contans", "a", "There is no check \"contans\". The nearest that exist: \"contains\"")]
    [InlineData("regex", "(", "cannot be read")]
    [InlineData("json-schema", "{\"type\":1}", "not valid")]
    [InlineData("max-length", "many", "which is no number")]
    [InlineData("latency", "10", "was not measured")]
    [InlineData("numeric", "many", "holds no number")]
    public void A_check_that_cannot_be_made_fails_and_is_named(string kind, string value, string reason) =>
        Scored.By("checks", With(new SampleCheck(kind, value)), Scored.Answer("abc")).Values.ShouldAllBe(score => score is Score.Failed && ((Score.Failed)score).Reason.Contains(reason));

    [Fact]
    public void A_pattern_made_to_hang_is_answered() =>
        Scored.Of("checks", "checks_all", With(new SampleCheck("regex", "^(a+)+$")), Scored.Answer(new string('a', 50_000) + "!")).Number().ShouldBe(0);

    [Fact]
    public void Without_checks_nothing_is_said() => Scored.Of("checks", "checks_all", Scored.Sample(Expectation.Nothing), Scored.Answer("x")).ShouldBeOfType<Score.NotApplicable>();

    [Fact]
    public void Brackets_without_end_are_searched_in_time() =>
        Scored.Of("checks", "checks_all", With(new SampleCheck("contains-json", "")), Scored.Answer(string.Concat(Enumerable.Repeat("[{", 100_000)))).Number().ShouldBe(0);

    [Fact]
    public void A_pattern_scorer_looks_at_the_whole_rest() => Scored.Of("regex:a,b:c=d", "regex/a,b:c=d", Scored.Sample(Expectation.Nothing), Scored.Answer("xa,b:c=dx")).Number().ShouldBe(1);

    private static Sample With(params SampleCheck[] checks) => Scored.Sample(new Expectation { Checks = checks });
}
