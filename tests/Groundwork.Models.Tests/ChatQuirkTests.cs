using System.Text;
using Groundwork.TestKit;
using Microsoft.Extensions.AI;

namespace Groundwork.Models;

/// <summary>What real servers send, and what becomes of it.</summary>
public sealed class ChatQuirkTests : ModelTest
{
    private const string Hello = """{"id":"1","model":"m","choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":null}]}""";
    private const string Stop = """{"id":"1","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";
    private const string Done = "data: [DONE]\n\n";

    private async Task<(List<ChatResponseUpdate> Updates, Exception? End)> StreamOf(params string[] portions)
    {
        Server.Enqueue(ModelScript.Raw("text/event-stream", portions));
        var collected = await CollectAsync(StreamAsync(Chat()));
        if (collected.End is not null)
            ShouldBeDiscreet(collected.End);
        return collected;
    }

    [Fact]
    public async Task Line_ends_comments_and_a_missing_space_do_not_matter()
    {
        var (updates, end) = await StreamOf(": OPENROUTER PROCESSING\r\n\r\n", $"data:{Hello}\r\n\r\n", ": ping\n\n", $"data: {Stop}\n\n", Done);

        end.ShouldBeNull();
        Text(updates).ShouldBe("Hello");
    }

    [Fact]
    public async Task Json_over_several_data_lines_is_one_chunk()
    {
        var (updates, end) = await StreamOf("data: {\"choices\":[{\"delta\":\ndata: {\"content\":\"Hello\"},\ndata: \"finish_reason\":\"stop\"}]}\n\n", Done);

        end.ShouldBeNull();
        Text(updates).ShouldBe("Hello");
    }

    [Fact]
    public async Task A_finish_without_done_is_a_whole_answer()
    {
        var (updates, end) = await StreamOf($"data: {Hello}\n\n", $"data: {Stop}\n\n");

        end.ShouldBeNull();
        updates.ToChatResponse().FinishReason.ShouldBe(ChatFinishReason.Stop);
    }

    [Fact]
    public async Task Done_without_a_finish_is_a_whole_answer()
    {
        var (updates, end) = await StreamOf($"data: {Hello}\n\n", "data: [DONE]");

        end.ShouldBeNull();
        Text(updates).ShouldBe("Hello");
        updates.ToChatResponse().FinishReason.ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_after_done_is_read()
    {
        var (updates, end) = await StreamOf($"data: {Hello}\n\ndata: {Stop}\n\n{Done}data: garbage\n\n");

        end.ShouldBeNull();
        Text(updates).ShouldBe("Hello");
    }

    [Fact]
    public async Task Chunks_that_carry_only_a_role_or_nothing_make_no_update()
    {
        var (updates, end) = await StreamOf(
            "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n",
            "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null}}]}\n\n",
            "data: {\"choices\":[]}\n\n",
            "data: {\"choices\":[{\"finish_reason\":\"\"}]}\n\n",
            "data: {\"prompt_filter_results\":[]}\n\n",
            $"data: {Hello}\n\n", $"data: {Stop}\n\n", Done);

        end.ShouldBeNull();
        updates.Count.ShouldBe(2);
        updates[0].Role.ShouldBe(ChatRole.Assistant);
    }

    [Fact]
    public async Task A_second_finish_is_ignored()
    {
        var (updates, end) = await StreamOf($"data: {Hello}\n\n", $"data: {Stop}\n\n", $"data: {Stop}\n\n", $"data: {Hello}\n\n", Done);

        end.ShouldBeNull();
        Text(updates).ShouldBe("Hello");
        updates.Count(static update => update.FinishReason is not null).ShouldBe(1);
    }

    [Fact]
    public async Task The_finish_may_come_with_the_last_text()
    {
        var (updates, _) = await StreamOf("data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"length\"}]}\n\n", Done);

        updates.Single().Text.ShouldBe("Hello");
        updates.Single().FinishReason.ShouldBe(ChatFinishReason.Length);
    }

    [Fact]
    public async Task Usage_in_every_chunk_counts_once_and_last()
    {
        var (updates, _) = await StreamOf(
            "data: {\"choices\":[{\"delta\":{\"content\":\"He\"}}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":1}}\n\n",
            "data: {\"choices\":[{\"delta\":{\"content\":\"llo\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2}}\n\n",
            "data: {\"choices\":[],\"usage\":null}\n\n",
            Done);

        var usage = updates.ToChatResponse().Usage!;
        usage.InputTokenCount.ShouldBe(5);
        usage.OutputTokenCount.ShouldBe(2);
        usage.TotalTokenCount.ShouldBeNull();
    }

    [Fact]
    public async Task Characters_cut_between_reads_arrive_whole()
    {
        var bytes = Encoding.UTF8.GetBytes($"data: {Hello.Replace("Hello", "Grüße 😀 なぜ", StringComparison.Ordinal)}\n\ndata: {Stop}\n\n{Done}");
        Server.Enqueue(ModelScript.Raw("text/event-stream", [.. bytes.Select(static one => new[] { one })]));

        Text((await CollectAsync(StreamAsync(Chat()))).Updates).ShouldBe("Grüße 😀 なぜ");
    }

    [Fact]
    public async Task Tool_calls_without_index_or_with_the_same_index_are_told_apart_by_id()
    {
        static string Call(string body) => $"data: {{\"choices\":[{{\"delta\":{{\"tool_calls\":[{body}]}}}}]}}\n\n";
        var (updates, end) = await StreamOf(
            Call("{\"id\":\"a\",\"function\":{\"name\":\"first\",\"arguments\":\"{\\\"x\\\":\"}}"),
            Call("{\"function\":{\"arguments\":\"1}\"}}"),
            Call("{\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"second\",\"arguments\":{\"y\":2}}}"),
            Call("{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"third\"}}"),
            Call("{\"index\":0,\"function\":{\"arguments\":\"{}\"}}"),
            "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n", Done);

        end.ShouldBeNull();
        var calls = updates.ToChatResponse().Messages[0].Contents.OfType<FunctionCallContent>().ToList();
        calls.Select(static call => call.Name).ShouldBe(["first", "second", "third"]);
        calls[0].Arguments!["x"]!.ToString().ShouldBe("1");
        calls[1].Arguments!["y"]!.ToString().ShouldBe("2");
        calls.ShouldAllBe(static call => call.Exception == null);
    }

    [Fact]
    public async Task A_tool_call_that_is_cut_off_is_never_given_out()
    {
        var (updates, end) = await StreamOf("data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"delete\",\"arguments\":\"{}\"}}]}}]}\n\n");

        updates.ShouldBeEmpty();
        end.ShouldBeOfType<ModelException>().Kind.ShouldBe(ModelFailure.BrokenStream);
    }

    [Fact]
    public async Task A_server_that_does_not_stream_when_asked_to_is_understood()
    {
        Server.Enqueue(ModelScript.Raw("application/json", """{"id":"1","choices":[{"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}"""));

        var (updates, end) = await CollectAsync(StreamAsync(Chat()));

        end.ShouldBeNull();
        updates.ToChatResponse().Text.ShouldBe("Hello");
        updates.ToChatResponse().Usage!.OutputTokenCount.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wrong_content_type_does_not_hide_a_good_answer(bool stream)
    {
        Server.Enqueue(ModelScript.WrongContentType("Hello there"));

        var text = stream ? Text((await CollectAsync(StreamAsync(Chat()))).Updates) : (await AskAsync(Chat())).Text;

        text.ShouldBe("Hello there");
    }

    [Fact]
    public async Task Content_as_a_list_of_parts_and_a_refusal_are_understood()
    {
        Server.Enqueue(
            ModelScript.Raw("application/json", """{"choices":[{"message":{"content":[{"type":"text","text":"Hel"},{"type":"text","text":"lo"}]},"finish_reason":"stop"}]}"""),
            ModelScript.Raw("application/json", """{"choices":[{"message":{"content":null,"refusal":"I will not."},"finish_reason":"stop"}]}"""));

        (await AskAsync(Chat())).Text.ShouldBe("Hello");
        var refused = await AskAsync(Chat());
        refused.Text.ShouldBeEmpty();
        refused.Messages[0].Contents.OfType<ErrorContent>().Single().ErrorCode.ShouldBe("refusal");
    }

    [Fact]
    public async Task A_byte_order_mark_does_not_matter()
    {
        Server.Enqueue(ModelScript.Raw("application/json", "\uFEFF{\"choices\":[{\"message\":{\"content\":\"Hello\"}}]}"));
        (await AskAsync(Chat())).Text.ShouldBe("Hello");

        var (updates, _) = await StreamOf($"\uFEFFdata: {Hello}\n\ndata: {Stop}\n\n");
        Text(updates).ShouldBe("Hello");
    }

    [Fact]
    public async Task Fields_of_strange_kinds_are_not_believed()
    {
        Server.Enqueue(ModelScript.Raw("application/json", """{"id":7,"model":null,"created":"today","choices":[{"message":{"content":"Hello"},"finish_reason":5}],"usage":{"prompt_tokens":-3,"total_tokens":"many"}}"""));

        var response = await AskAsync(Chat());

        response.Text.ShouldBe("Hello");
        response.ResponseId.ShouldBeNull();
        response.CreatedAt.ShouldBeNull();
        response.FinishReason.ShouldBeNull();
        response.Usage.ShouldBeNull();
    }

    [Fact]
    public async Task A_server_that_stays_silent_after_the_finish_does_not_hold_the_answer_up()
    {
        Server.Enqueue(ModelScript.RawThenHangs("text/event-stream", $"data: {Hello}\n\n", $"data: {Stop}\n\n"));

        var collecting = CollectAsync(StreamAsync(Chat()));
        await Clock.TimerDueAsync(TimeSpan.FromSeconds(5));
        collecting.IsCompleted.ShouldBeFalse();
        Clock.Advance(TimeSpan.FromSeconds(5));

        var (updates, end) = await collecting;
        end.ShouldBeNull();
        Text(updates).ShouldBe("Hello");
    }
}
