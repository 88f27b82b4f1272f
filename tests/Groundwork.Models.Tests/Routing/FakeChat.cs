using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

/// <summary>A target that does what a test tells it, and counts how many requests are with it.</summary>
internal sealed class FakeChat : IChatClient
{
    private int _inside;
    private int _mostInside;
    private int _asked;

    public Func<int, CancellationToken, Task<ChatResponse>> Answer { get; set; } = static (_, _) => Task.FromResult(Says("yes"));

    public Func<int, CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> Stream { get; set; } = static (_, _) => Pieces("one ", "two ", "three");

    public int Asked => _asked;

    public int MostInside => _mostInside;

    public List<ChatOptions?> Options { get; } = [];

    public List<IReadOnlyList<ChatMessage>> Messages { get; } = [];

    public static ChatResponse Says(string text, long? input = 5, long? output = 1) => new(new ChatMessage(ChatRole.Assistant, text))
    {
        FinishReason = ChatFinishReason.Stop,
        Usage = input is null ? null : new UsageDetails { InputTokenCount = input, OutputTokenCount = output },
    };

    public static ModelException Fault(ModelFailure kind = ModelFailure.ServerFault, bool isTransient = true, TimeSpan? retryAfter = null) =>
        new(kind, isTransient, $"scripted {kind}") { RetryAfter = retryAfter };

    public static async IAsyncEnumerable<ChatResponseUpdate> Pieces(params string[] pieces)
    {
        foreach (var piece in pieces)
            yield return new ChatResponseUpdate(ChatRole.Assistant, piece);
        yield return new ChatResponseUpdate { Role = ChatRole.Assistant, FinishReason = ChatFinishReason.Stop };
        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 7, OutputTokenCount = pieces.Length })]);
        await Task.CompletedTask;
    }

    public static async IAsyncEnumerable<ChatResponseUpdate> BreaksAfter(Exception end, params string[] pieces)
    {
        foreach (var piece in pieces)
            yield return new ChatResponseUpdate(ChatRole.Assistant, piece);
        await Task.CompletedTask;
        throw end;
    }

    /// <summary>Says nothing until it is cancelled.</summary>
    public static async IAsyncEnumerable<ChatResponseUpdate> Silence([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        yield break;
    }

    public static async Task<ChatResponse> SilentAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return Says("never");
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var number = Enter(messages, options);
        try
        {
            return await Answer(number, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var number = Enter(messages, options);
        try
        {
            await foreach (var update in Stream(number, cancellationToken))
                yield return update;
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private int Enter(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        lock (Options)
        {
            Options.Add(options);
            Messages.Add([.. messages]);
            _mostInside = Math.Max(_mostInside, ++_inside);
            return _asked++;
        }
    }
}
