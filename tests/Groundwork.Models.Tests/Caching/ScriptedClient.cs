using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Tests.Caching;

/// <summary>Answers with the number of the call, as soon as the gate opens.</summary>
internal sealed class ScriptedClient : IChatClient
{
    private int _calls;

    public int Calls => _calls;

    public TaskCompletionSource Gate { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Exception? Failure { get; set; }

    public ChatFinishReason Finish { get; set; } = ChatFinishReason.Stop;

    public Func<IEnumerable<ChatMessage>, string> Answer { get; set; } = static _ => "answer";

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var call = Interlocked.Increment(ref _calls);
        await WaitAsync(cancellationToken);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, $"{Answer(messages)} {call}")) { FinishReason = Finish, Usage = new UsageDetails { InputTokenCount = 3, OutputTokenCount = 2 } };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var call = Interlocked.Increment(ref _calls);
        yield return new ChatResponseUpdate(ChatRole.Assistant, Answer(messages));
        await WaitAsync(cancellationToken);
        yield return new ChatResponseUpdate(ChatRole.Assistant, $" {call}") { FinishReason = Finish };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Gate.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Cancelled.TrySetResult();
            throw;
        }

        if (Failure is { } failure) throw failure;
    }
}
