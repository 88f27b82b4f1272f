using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Caching;

/// <summary>
/// One call that several callers read, each from its beginning. It runs as long as anybody reads: whoever asked first may go without spoiling it
/// for the others, and when the last one goes it is cancelled.
/// </summary>
internal sealed class SharedCall : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<ChatResponseUpdate> _updates = [];
    private readonly CancellationTokenSource _abandoned = new();
    private TaskCompletionSource? _news;
    private ExceptionDispatchInfo? _failure;
    private bool _isEnded;
    private bool _wasJoined;
    private int _readers = 1;

    /// <summary>Cancelled when nobody reads any more.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <summary>Everything that came; changes until the call has succeeded.</summary>
    public IReadOnlyList<ChatResponseUpdate> Updates => _updates;

    /// <summary>The answer, where it came whole: whoever asked first takes it from there, and whoever joined reads it as updates.</summary>
    public ChatResponse? Whole { get; set; }

    /// <summary>Readers at the moment.</summary>
    public int Readers
    {
        get
        {
            lock (_gate) return _readers;
        }
    }

    /// <summary>One reader more; false when the last one has left, or nothing more comes.</summary>
    public bool TryJoin()
    {
        lock (_gate)
        {
            if (_readers == 0 || _isEnded) return false;
            _wasJoined = true;
            _readers++;
            return true;
        }
    }

    /// <summary>A reader leaves. Called once per reader.</summary>
    public void Leave()
    {
        bool isLast, isRunning;
        lock (_gate) (isLast, isRunning) = (--_readers == 0, !_isEnded);
        if (isLast && isRunning) _abandoned.Cancel();
    }

    public void Add(ChatResponseUpdate update)
    {
        lock (_gate)
        {
            _updates.Add(update);
            TellLocked();
        }
    }

    /// <summary>Nothing more comes, and nobody joins any more.</summary>
    public void End(Exception? failure)
    {
        lock (_gate)
        {
            if (_wasJoined && Whole is { } whole) _updates.AddRange(UpdatesOf(whole));
            _isEnded = true;
            _failure = failure is null ? null : ExceptionDispatchInfo.Capture(failure);
            TellLocked();
        }
    }

    /// <summary>Everything that came and comes.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var next = 0; ;)
        {
            ChatResponseUpdate? update = null;
            Task? news = null;
            lock (_gate)
            {
                if (next < _updates.Count) update = _updates[next++];
                else if (_isEnded && _failure is null) yield break;
                else _failure?.Throw();
                if (update is null) news = (_news ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            if (update is not null) yield return update;
            else await news!.WaitAsync(cancellationToken);
        }
    }

    public void Dispose() => _abandoned.Dispose();

    private void TellLocked()
    {
        _news?.SetResult();
        _news = null;
    }

    // The trace of a whole answer stands in the first update of a stream.
    private static ChatResponseUpdate[] UpdatesOf(ChatResponse response)
    {
        var updates = response.ToChatResponseUpdates();
        if (updates.Length > 0 && response.AdditionalProperties is { } properties && updates[0].AdditionalProperties is null) updates[0].AdditionalProperties = new AdditionalPropertiesDictionary(properties);
        return updates;
    }
}
