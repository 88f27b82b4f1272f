using System.Runtime.ExceptionServices;
using Groundwork.Models.Providers;
using Groundwork.TestKit;
using Microsoft.Extensions.AI;

namespace Groundwork.Models;

/// <summary>Timeouts and cancellation, all on a clock that the test moves.</summary>
public sealed class ChatTimingTests : ModelTest
{
    private static readonly TimeSpan FirstToken = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Total = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task An_error_whose_body_never_ends_is_told_by_its_status()
    {
        using var http = new HttpMessageInvoker(new EndlessError());
        var asking = FailureOf(AskAsync(ProviderClients.Chat(new ModelTarget("target", ModelProvider.OpenAi, Endpoint()), http, Clock)));
        Clock.Advance(TimeSpan.FromSeconds(2));

        (await asking).StatusCode.ShouldBe(503);
    }

    private sealed class EndlessError : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable) { Content = new StreamContent(new System.IO.Pipelines.Pipe().Reader.AsStream()) });
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
    public async Task Once_tokens_flow_only_the_total_timeout_counts()
    {
        var slow = ModelScript.SaysSlowly("one", "two");
        Server.Enqueue(slow);
        await using var updates = StreamAsync(Chat()).GetAsyncEnumerator();

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

        var asking = FailureOf(AskAsync(Chat()));
        await Server.RequestsArrivedAsync(1);
        Clock.Advance(Total - TimeSpan.FromMilliseconds(1));
        asking.IsCompleted.ShouldBeFalse();
        Clock.Advance(TimeSpan.FromMilliseconds(1));

        (await asking).Kind.ShouldBe(ModelFailure.TimedOut);
        Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Cancelling_is_not_a_failure_whatever_the_call_is_doing()
    {
        Server.Enqueue(ModelScript.Hangs(), ModelScript.Hangs(), ModelScript.RawThenHangs("application/json", "{\"choices\":"));

        await CancelAsync(token => AskAsync(Chat(), token), () => Server.RequestsArrivedAsync(1));
        await CancelAsync(token => TextOf(StreamAsync(Chat(), token)), () => Server.RequestsArrivedAsync(2));
        await CancelAsync(token => AskAsync(Chat(), token), () => Server.RequestsArrivedAsync(3));
        await Server.Requests[0].Aborted;
        await Server.Requests[1].Aborted;
        Server.Requests.Count.ShouldBe(3);
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
