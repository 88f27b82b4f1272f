using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Context;

public sealed class RequestTextsTests
{
    private static readonly string s_long = string.Concat(Enumerable.Repeat("root ::= \"yes\" ", 500));

    [Fact]
    public void What_is_passed_on_counts_as_input()
    {
        var bare = RequestTexts.Most([], new ChatOptions());
        var options = new ChatOptions { AdditionalProperties = new() { ["grammar"] = s_long, ["groundwork.note"] = s_long } };

        (RequestTexts.Most([], options) - bare).ShouldBeInRange(s_long.Length, (2 * s_long.Length) - 1);
        RequestTexts.Count(options, new EstimatedCounter()).ShouldBeGreaterThan(s_long.Length / 4);
    }

    [Fact]
    public void Objects_of_tools_count_by_the_JSON_that_is_sent()
    {
        var rows = Enumerable.Range(0, 500).Select(static i => new { Name = $"row {i}", Value = i }).ToList();
        var result = new FunctionResultContent("1", rows);
        var call = new FunctionCallContent("1", "save", new Dictionary<string, object?>(StringComparer.Ordinal) { ["rows"] = rows });
        var counter = new EstimatedCounter();

        RequestTexts.Most([new ChatMessage(ChatRole.Tool, [result])], null).ShouldBeGreaterThanOrEqualTo(MessageTexts.Result(result).Length);
        RequestTexts.Most([new ChatMessage(ChatRole.Assistant, [call])], null).ShouldBeGreaterThanOrEqualTo(MessageTexts.Arguments(call).Length);
        RequestTexts.Count(result, counter).ShouldBeGreaterThanOrEqualTo(counter.Count(MessageTexts.Result(result)));
        RequestTexts.Count(call, counter).ShouldBeGreaterThanOrEqualTo(counter.Count(MessageTexts.Arguments(call)));
    }
}
