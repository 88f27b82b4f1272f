using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Telemetry;

/// <summary>Records each call as an activity and as measures. When nobody listens, calls pass straight through.</summary>
internal sealed class TelemetryChatClient(IChatClient inner, TelemetryScope scope) : DelegatingChatClient(inner)
{
    private const string Operation = "chat";

    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GenAiSignals.AreHeard ? RecordedAsync(messages, options, cancellationToken) : InnerClient.GetResponseAsync(messages, options, cancellationToken);

    /// <inheritdoc/>
    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GenAiSignals.AreHeard ? RecordedStreamAsync(messages, options, cancellationToken) : InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken);

    private async Task<ChatResponse> RecordedAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        using var call = new RecordedCall(scope, Operation);
        call.Asked(messages, options);
        try
        {
            var response = await InnerClient.GetResponseAsync(messages, options, cancellationToken);
            call.Answered(response);
            return response;
        }
        catch (Exception thrown)
        {
            call.Failed(thrown);
            throw;
        }
    }

    private async IAsyncEnumerable<ChatResponseUpdate> RecordedStreamAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var call = new RecordedCall(scope, Operation);
        call.Asked(messages, options);
        var seen = new List<ChatResponseUpdate>();
        var isWhole = false;
        var updates = InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            while (true)
            {
                try
                {
                    isWhole = !await updates.MoveNextAsync();
                }
                catch (Exception thrown)
                {
                    call.Failed(thrown);
                    throw;
                }

                if (isWhole)
                    break;
                if (seen.Count == 0)
                    call.Began(RouteTrace.Of(updates.Current.AdditionalProperties));
                seen.Add(updates.Current);
                yield return updates.Current;
            }
        }
        finally
        {
            if (isWhole)
                call.Answered(seen.ToChatResponse());
            await updates.DisposeAsync();
        }
    }
}
