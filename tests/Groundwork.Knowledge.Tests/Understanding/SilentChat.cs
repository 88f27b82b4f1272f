using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge.Tests.Understanding;

/// <summary>A model that takes a question and never answers.</summary>
internal sealed class SilentChat(TaskCompletionSource asked) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        asked.SetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        yield break;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
