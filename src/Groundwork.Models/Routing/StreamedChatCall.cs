using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

/// <summary>A chat request whose answer comes in pieces. An attempt has succeeded once the first content is there.</summary>
internal sealed class StreamedChatCall(IReadOnlyList<ChatMessage> messages, ChatOptions? options) : ChatCall<OpenedStream>(messages, options)
{
    public override bool IsStreamed => true;

    public override async Task<OpenedStream> AttemptAsync(Attempt attempt)
    {
        var updates = attempt.State.Clients.Chat.GetStreamingResponseAsync(MessagesFor(attempt), OptionsFor(attempt), attempt.Token).GetAsyncEnumerator(attempt.Token);
        var stream = new OpenedStream(attempt, updates);
        try
        {
            await stream.OpenAsync();
            return stream;
        }
        catch
        {
            await updates.DisposeAsync();
            throw;
        }
    }

    /// <summary>The stream has ended well.</summary>
    public void Complete(OpenedStream stream) => Learn(stream.Attempt, stream.Complete());

    public override OpenedStream Explain(OpenedStream answer, RouteTrace trace)
    {
        (answer.Opening[0].AdditionalProperties ??= [])[RouteTrace.Key] = trace;
        return answer;
    }

    public override ValueTask DiscardAsync(OpenedStream answer) => answer.DisposeAsync();
}
