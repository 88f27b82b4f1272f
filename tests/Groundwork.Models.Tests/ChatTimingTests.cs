using System.Globalization;
using System.Runtime.ExceptionServices;
using Groundwork.TestKit;
using Microsoft.Extensions.AI;

namespace Groundwork.Models;

/// <summary>Retries, timeouts and cancellation, all on a clock that the test moves.</summary>
public sealed class ChatTimingTests : ModelTest
{
    private static readonly TimeSpan FirstToken = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Total = TimeSpan.FromSeconds(120);

    private static bool IsBackOff(TimeSpan due) => due > TimeSpan.Zero && due <= TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Three_retries_wait_as_long_as_the_server_asks(bool stream)
    {
        var date = (Clock.GetUtcNow() + TimeSpan.FromSeconds(17)).ToString("R", CultureInfo.InvariantCulture);
        Server.Enqueue(
            ModelScript.Status(429, "", ("Retry-After", "5")),
            ModelScript.Status(503, "", ("Retry-After", date)),
            ModelScript.Status(429, "", ("retry-after-ms", "1500")),
            ModelScript.Says("At last."));
        var chat = Chat(maxRetries: 3);

        var asking = stream ? TextOf(StreamAsync(chat)) : TextOf(AskAsync(chat));
        foreach (var (seconds, requests) in new[] { (5.0, 1), (12.0, 2), (1.5, 3) })
        {
            await Clock.TimerDueAsync(TimeSpan.FromSeconds(seconds));
            Server.Requests.Count.ShouldBe(requests);
            Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Server.Requests.Count.ShouldBe(requests);
            Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        (await asking).ShouldBe("At last.");
        Server.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Without_a_wish_of_the_server_the_waits_grow()
    {
        Server.Respond = static _ => ModelScript.Status(500);

        var asking = FailureOf(AskAsync(Chat(maxRetries: 2)));
        var first = await Clock.TimerDueAsync(IsBackOff);
        Clock.Advance(first);
        await Server.RequestsArrivedAsync(2);
        var second = await Clock.TimerDueAsync(IsBackOff);
        Clock.Advance(second);

        var failure = await asking;
        first.TotalSeconds.ShouldBeInRange(0.25, 0.5);
        second.TotalSeconds.ShouldBeInRange(0.5, 1);
        failure.Attempts.ShouldBe(3);
        failure.Message.ShouldEndWith("(3 attempts)");
        Server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_wait_that_outlasts_the_call_is_left_to_the_caller()
    {
        Server.Enqueue(ModelScript.Status(429, "", ("Retry-After", "3600")));

        var failure = await FailureOf(AskAsync(Chat(Endpoint(maxRetries: 2) with { TotalTimeout = TimeSpan.FromSeconds(40), FirstTokenTimeout = TimeSpan.FromSeconds(40) })));

        failure.RetryAfter.ShouldBe(TimeSpan.FromHours(1));
        failure.Message.ShouldContain("Try again in 3600 s");
        Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_stream_that_breaks_before_its_first_word_is_begun_again()
    {
        Server.Enqueue(ModelScript.BrokenStream(0, "never"), ModelScript.ErrorIn200("""{"error":{"message":"overloaded","code":503}}"""), ModelScript.Says("At last."));

        var asking = TextOf(StreamAsync(Chat(maxRetries: 2)));
        Clock.Advance(await Clock.TimerDueAsync(IsBackOff));
        await Server.RequestsArrivedAsync(2);
        Clock.Advance(await Clock.TimerDueAsync(IsBackOff));

        (await asking).ShouldBe("At last.");
    }

    [Fact]
    public async Task Silence_before_the_first_token_is_a_timeout()
    {
        Server.Enqueue(ModelScript.Hangs());

        var asking = CollectAsync(StreamAsync(Chat()));
        await Server.RequestsArrivedAsync(1);
        Clock.Advance(FirstToken - TimeSpan.FromMilliseconds(1));
        asking.IsCompleted.ShouldBeFalse();
        Clock.Advance(TimeSpan.FromMilliseconds(1));

        var failure = (await asking).End.ShouldBeOfType<ModelException>();
        failure.Kind.ShouldBe(ModelFailure.TimedOut);
        failure.IsTransient.ShouldBeTrue();
        failure.Message.ShouldContain("first-token timeout of 30 s");
        await Server.Requests[0].Aborted;
    }

    [Fact]
    public async Task Comments_and_roles_are_not_a_first_token()
    {
        Server.Enqueue(ModelScript.RawThenHangs("text/event-stream", ": ping\n\n", "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n"));

        var asking = CollectAsync(StreamAsync(Chat()));
        await Server.RequestsArrivedAsync(1);
        Clock.Advance(FirstToken);

        (await asking).End.ShouldBeOfType<ModelException>().Kind.ShouldBe(ModelFailure.TimedOut);
    }

    [Fact]
    public async Task After_a_timeout_before_the_first_token_the_next_attempt_may_succeed()
    {
        Server.Enqueue(ModelScript.Hangs(), ModelScript.Says("At last."));

        var asking = TextOf(StreamAsync(Chat(maxRetries: 1)));
        await Server.RequestsArrivedAsync(1);
        Clock.Advance(FirstToken);
        Clock.Advance(await Clock.TimerDueAsync(IsBackOff));

        (await asking).ShouldBe("At last.");
    }

    [Fact]
    public async Task Once_tokens_flow_only_the_total_timeout_counts()
    {
        var slow = ModelScript.SaysSlowly("one", "two");
        Server.Enqueue(slow);
        await using var updates = StreamAsync(Chat(maxRetries: 3)).GetAsyncEnumerator();

        slow.Gate!.Release();
        await updates.MoveNextAsync();
        Clock.Advance(FirstToken * 2);
        slow.Gate.Release();
        (await updates.MoveNextAsync()).ShouldBeTrue();
        updates.Current.Text.ShouldBe("two");
        var rest = updates.MoveNextAsync().AsTask();
        Clock.Advance(Total - FirstToken * 2);

        var failure = await FailureOf(rest);
        failure.Kind.ShouldBe(ModelFailure.TimedOut);
        failure.Message.ShouldContain("total timeout of 120 s");
        Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_plain_answer_may_take_as_long_as_the_total_timeout()
    {
        Server.Enqueue(ModelScript.Hangs());

        var asking = FailureOf(AskAsync(Chat(maxRetries: 2)));
        await Server.RequestsArrivedAsync(1);
        Clock.Advance(Total - TimeSpan.FromMilliseconds(1));
        asking.IsCompleted.ShouldBeFalse();
        Clock.Advance(TimeSpan.FromMilliseconds(1));

        (await asking).Kind.ShouldBe(ModelFailure.TimedOut);
        Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_total_timeout_ends_the_waits_too()
    {
        Server.Respond = static _ => ModelScript.Status(429, "", ("Retry-After", "50"));

        var asking = FailureOf(AskAsync(Chat(maxRetries: 9)));
        for (var requests = 1; requests <= 2; requests++)
        {
            await Server.RequestsArrivedAsync(requests);
            await Clock.TimerDueAsync(TimeSpan.FromSeconds(50));
            Clock.Advance(TimeSpan.FromSeconds(50));
        }

        (await asking).Attempts.ShouldBe(3);
        Server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Cancelling_is_not_a_failure_whatever_the_call_is_doing()
    {
        Server.Enqueue(ModelScript.Hangs(), ModelScript.Hangs(), ModelScript.Status(429, "", ("Retry-After", "5")), ModelScript.RawThenHangs("application/json", "{\"choices\":"));

        await CancelAsync(token => AskAsync(Chat(2), token), () => Server.RequestsArrivedAsync(1));
        await CancelAsync(token => TextOf(StreamAsync(Chat(2), token)), () => Server.RequestsArrivedAsync(2));
        await CancelAsync(token => AskAsync(Chat(2), token), () => Clock.TimerDueAsync(TimeSpan.FromSeconds(5)));
        await CancelAsync(token => AskAsync(Chat(2), token), () => Server.RequestsArrivedAsync(4));
        await Server.Requests[0].Aborted;
        await Server.Requests[1].Aborted;
        Server.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Cancelling_in_the_middle_of_a_stream_ends_the_request()
    {
        var slow = ModelScript.SaysSlowly("one", "two");
        Server.Enqueue(slow);
        using var cancelling = new CancellationTokenSource();
        await using var updates = StreamAsync(Chat(), cancelling.Token).GetAsyncEnumerator();

        slow.Gate!.Release();
        await updates.MoveNextAsync();
        var rest = updates.MoveNextAsync().AsTask();
        await cancelling.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(rest)).CancellationToken.ShouldBe(cancelling.Token);
        await Server.Requests[0].Aborted;
    }

    [Fact]
    public async Task Leaving_a_stream_early_ends_the_request()
    {
        var slow = ModelScript.SaysSlowly("one", "two");
        Server.Enqueue(slow);
        slow.Gate!.Release();

        await foreach (var _ in StreamAsync(Chat()))
            break;

        await Server.Requests[0].Aborted;
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_begins_sends_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Should.ThrowAsync<OperationCanceledException>(AskAsync(Chat(), cancelled));
        await Should.ThrowAsync<OperationCanceledException>(TextOf(StreamAsync(Chat(), cancelled)));

        Server.Requests.ShouldBeEmpty();
    }

    private static async Task CancelAsync(Func<CancellationToken, Task> call, Func<Task> until)
    {
        using var cancelling = new CancellationTokenSource();
        var running = call(cancelling.Token);
        await until();
        await cancelling.CancelAsync();
        (await Should.ThrowAsync<OperationCanceledException>(running)).CancellationToken.ShouldBe(cancelling.Token);
    }

    private static async Task<string> TextOf(Task<ChatResponse> response) => (await response).Text;

    private static async Task<string> TextOf(IAsyncEnumerable<ChatResponseUpdate> stream)
    {
        var (updates, end) = await CollectAsync(stream);
        if (end is not null)
            ExceptionDispatchInfo.Throw(end);
        return Text(updates);
    }
}
