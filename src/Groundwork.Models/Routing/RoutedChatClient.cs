using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

/// <summary>A chat client that asks the targets of a route, bound to a context.</summary>
internal sealed class RoutedChatClient(RouteState route, CallContext context) : IChatClient
{
    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return await new RouteRun<ChatResponse>(route, context, new WholeChatCall(ListOf(messages), options), cancellationToken).RunAsync();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var call = new StreamedChatCall(ListOf(messages), options);
        await using var stream = await new RouteRun<OpenedStream>(route, context, call, cancellationToken).RunAsync();
        foreach (var update in stream.Opening)
            yield return update;
        var updates = stream.Updates;
        while (!stream.IsEnded)
        {
            bool hasNext;
            try
            {
                hasNext = await updates.MoveNextAsync();
            }
            catch (Exception thrown)
            {
                throw stream.Fail(route.Route, thrown);
            }

            if (!hasNext)
                break;

            var update = updates.Current;
            stream.Received(update);
            yield return update;
        }

        call.Complete(stream);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("groundwork", null, route.Route.Name)
            : serviceType == typeof(ModelRoute) ? route.Route
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Does nothing: the gateway owns what is behind.</summary>
    public void Dispose()
    {
    }

    private static IReadOnlyList<ChatMessage> ListOf(IEnumerable<ChatMessage> messages) => messages as IReadOnlyList<ChatMessage> ?? [.. messages];
}
