using System.Text.Json;
using Groundwork.TestKit;
using Shouldly;
using Xunit;

namespace Groundwork.Evals.Tests.Scoring.Tools;

public sealed class ToolScorerTests
{
    [Theory]
    [InlineData("""{"city":"New York","days":3}""", true)]
    [InlineData("""{"city":"new-york","days":3.0,"unit":"celsius"}""", true)]
    [InlineData("""{"city":"NYC","days":3}""", true)]
    [InlineData("""{"city":"Boston","days":3}""", false)]
    [InlineData("""{"city":"NYC"}""", false)]
    [InlineData("""{"city":"NYC","days":"3"}""", false)]
    [InlineData("""{"city":"NYC","days":3,"zip":1}""", false)]
    [InlineData("""{"city":"NYC","days":3,"unit":"kelvin"}""", false)]
    [InlineData("""{"city":"NYC","days":3""", false)]
    [InlineData("[]", false)]
    [InlineData("", false)]
    public void A_call_matches_by_name_and_accepted_arguments(string arguments, bool matches)
    {
        var expected = Call("weather", ("city", ["\"New York\"", "\"NYC\""]), ("days", ["3"]), ("unit", ["\"celsius\"", "\"\""]));
        var scores = Scored.By("tools", Expecting(expected), Called(("weather", arguments)));
        scores["tool_match"].Number().ShouldBe(matches ? 1 : 0);
        scores["tool_f1"].Number().ShouldBe(matches ? 1 : 0);
        scores["tool_abstention"].ShouldBeOfType<Score.NotApplicable>();
    }

    [Fact]
    public void A_mismatch_says_why() =>
        Scored.Of("tools", "tool_match", Expecting(Call("f", ("a", ["1"]))), Called(("f", "{\"a\":2}"))).ShouldBe(
            new Score.Value(0, "0 of 1 expected calls among 1 made. \"f\" has a = 2, which is none of the accepted values."));

    [Fact]
    public void Parallel_calls_are_a_set_and_sequences_have_an_order()
    {
        var sample = Expecting(Call("a"), Call("b"));
        Scored.Of("tools", "tool_match", sample, Called(("b", "{}"), ("a", "{}"))).Number().ShouldBe(1);
        Scored.Of("tools:ordered", "tool_match/ordered", sample, Called(("b", "{}"), ("a", "{}"))).Number().ShouldBe(0);
        Scored.Of("tools:ordered", "tool_f1/ordered", sample, Called(("b", "{}"), ("a", "{}"))).Number().ShouldBe(0.5);
        Scored.Of("tools:ordered", "tool_match/ordered", sample, Called(("a", "{}"), ("b", "{}"))).Number().ShouldBe(1);
    }

    // The first call fits both; taking the first that fits would leave the second without a partner.
    [Fact]
    public void Calls_are_paired_so_that_most_are_right() =>
        Scored.Of("tools", "tool_match", Expecting(Call("f", ("a", ["1", "2"])), Call("f", ("a", ["1"]))), Called(("f", "{\"a\":1}"), ("f", "{\"a\":2}"))).Number().ShouldBe(1);

    [Fact]
    public void Precision_and_recall_weigh_by_calls()
    {
        var scores = Scored.By("tools", Expecting(Call("a"), Call("b")), Called(("a", "{}"), ("c", "{}"), ("d", "{}")));
        scores["tool_precision"].ShouldBeOfType<Score.Value>().ShouldSatisfyAllConditions(value => value.Number.ShouldBe(1.0 / 3), value => value.Weight.ShouldBe(3));
        scores["tool_recall"].ShouldBeOfType<Score.Value>().ShouldSatisfyAllConditions(value => value.Number.ShouldBe(0.5), value => value.Weight.ShouldBe(2));
        scores["tool_f1"].ShouldBeOfType<Score.Value>().ShouldSatisfyAllConditions(value => value.Number.ShouldBe(0.4), value => value.Weight.ShouldBe(2.5));
    }

    [Fact]
    public void Where_no_tool_fits_none_may_be_called()
    {
        Scored.Of("tools", "tool_abstention", Expecting(), Called()).Number().ShouldBe(1);
        Scored.Of("tools", "tool_abstention", Expecting(), Called(("a", "{}"))).Number().ShouldBe(0);
        Scored.Of("tools", "tool_precision", Expecting(), Called(("a", "{}"))).Number().ShouldBe(0);
    }

    [Fact]
    public void What_is_not_known_is_not_scored()
    {
        Scored.Of("tools", "tool_match", Scored.Sample(Expectation.Nothing), Called()).ShouldBeOfType<Score.NotApplicable>();
        Scored.Of("tools", "tool_match", Expecting(Call("a")), Scored.Answer("x")).ShouldBeOfType<Score.NotApplicable>();
        Scored.Of("tools", "tool_match", Expecting(Call("a")), Scored.Failure).Number().ShouldBe(0);
        Scored.Of("tools", "tool_match", Expecting(Call("a", ("x", ["no json"]))), Called()).ShouldBeOfType<Score.Failed>();
    }

    [FixtureFact("bfcl")]
    public void The_first_accepted_values_of_the_leaderboard_match_and_others_do_not()
    {
        var compared = 0;
        foreach (var line in ((string[])["simple_python", "multiple", "parallel", "parallel_multiple"]).SelectMany(file => File.ReadLines(Path.Combine(Fixtures.Find("bfcl")!, file + ".jsonl"))))
        {
            using var item = JsonDocument.Parse(line);
            var expected = item.RootElement.GetProperty("ground_truth").EnumerateArray().SelectMany(call => call.EnumerateObject()).Select(Expected).ToArray();
            var right = expected.Reverse().Select(call => (call.Name, First(call))).ToArray();
            Scored.Of("tools", "tool_match", Expecting(expected), Called(right)).ShouldBe(new Score.Value(1), line);
            Scored.Of("tools", "tool_match", Expecting(expected), Called([.. right.Skip(1)])).Number().ShouldBe(0);
            Scored.Of("tools", "tool_match", Expecting(expected), Called([.. right, ("other", "{}")])).Number().ShouldBe(0);
            compared++;
        }

        compared.ShouldBeGreaterThan(100);
    }

    private static ExpectedToolCall Expected(JsonProperty call) => new(
        call.Name, call.Value.EnumerateObject().ToDictionary(argument => argument.Name, IReadOnlyList<string> (argument) => [.. argument.Value.EnumerateArray().Select(value => value.GetRawText())], StringComparer.Ordinal));

    private static string First(ExpectedToolCall call) => "{" + string.Join(',', call.Arguments
        .Where(argument => argument.Value.Count > 0 && argument.Value[0] is not "\"\"")
        .Select(argument => $"{JsonSerializer.Serialize(argument.Key)}:{argument.Value[0]}")) + "}";

    private static ExpectedToolCall Call(string name, params (string Name, string[] Accepted)[] arguments) =>
        new(name, arguments.ToDictionary(argument => argument.Name, IReadOnlyList<string> (argument) => argument.Accepted, StringComparer.Ordinal));

    private static Sample Expecting(params ExpectedToolCall[] calls) => Scored.Sample(new Expectation { ToolCalls = calls });

    private static Observation Called(params (string Name, string Arguments)[] calls) => Scored.Answer("") with { ToolCalls = [.. calls.Select(call => new ObservedToolCall(call.Name, call.Arguments))] };
}
