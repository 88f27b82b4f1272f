using System.Runtime.ExceptionServices;

namespace Groundwork.Search.Writing;

/// <summary>Work that one thread does when it is asked to, step by step. The thread starts with the first request.</summary>
/// <param name="name">Name of the thread.</param>
/// <param name="step">One step; returns true when there may be another one. Ends early when its token is cancelled.</param>
internal sealed class BackgroundWork(string name, Func<CancellationToken, bool> step) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ManualResetEventSlim _wake = new();
    private readonly ManualResetEventSlim _idle = new(initialState: true);
    private Thread? _thread;
    private CancellationTokenSource _cancel = new();
    private ExceptionDispatchInfo? _failure;
    private int _pauses;
    private bool _isAsked;
    private bool _isEnding;

    /// <summary>Asks for the work to be done.</summary>
    public void Ask()
    {
        lock (_lock)
        {
            if (_isEnding) return;
            _isAsked = true;
            if (_thread is null)
            {
                _thread = new Thread(Run) { IsBackground = true, Name = name };
                _thread.Start();
            }

            if (_pauses == 0) _wake.Set();
        }
    }

    /// <summary>Asks only when there is something to do, so that no thread starts for nothing.</summary>
    public void AskIf(bool hasWork)
    {
        if (hasWork) Ask();
    }

    /// <summary>Waits until the work rests, for a moment at most.</summary>
    public void WaitBriefly(TimeSpan most) => _idle.Wait(most);

    /// <summary>Throws what the work failed with since the last call, if it did.</summary>
    public void ThrowFailure()
    {
        ExceptionDispatchInfo? failure;
        lock (_lock) (failure, _failure) = (_failure, null);
        failure?.Throw();
    }

    /// <summary>Breaks the work off and holds it back until the result is disposed.</summary>
    public IDisposable Pause()
    {
        lock (_lock)
        {
            _pauses++;
            _wake.Reset();
            _cancel.Cancel();
        }

        _idle.Wait();
        return new Pausing(this);
    }

    /// <summary>Breaks the work off and ends the thread.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isEnding) return;
            _isEnding = true;
            _cancel.Cancel();
            _wake.Set();
        }

        _thread?.Join();
        _cancel.Dispose();
        _wake.Dispose();
        _idle.Dispose();
    }

    private void Run()
    {
        BackgroundPriority.Take();
        while (true)
        {
            _wake.Wait();
            CancellationToken token;
            lock (_lock)
            {
                if (_isEnding) return;
                if (_pauses > 0) continue;
                _wake.Reset();
                if (!_isAsked) continue;
                _isAsked = false;
                _idle.Reset();
                token = _cancel.Token;
            }

            Work(token);
            _idle.Set();
        }
    }

    private void Work(CancellationToken token)
    {
        try
        {
            while (!token.IsCancellationRequested && step(token)) { }
            if (!token.IsCancellationRequested) return;
        }
        catch (OperationCanceledException)
        {
            // Asked again below.
        }
        catch (Exception e)
        {
            // Not lost: the next commit throws it. The process must not die of a full disk in a thread nobody watches.
            lock (_lock) _failure = ExceptionDispatchInfo.Capture(e);
            return;
        }

        // Broken off: what is left is done when the pause ends.
        lock (_lock) _isAsked = true;
    }

    private void Resume()
    {
        lock (_lock)
        {
            if (--_pauses > 0 || _isEnding) return;
            _cancel.Dispose();
            _cancel = new CancellationTokenSource();
            if (_isAsked) _wake.Set();
        }
    }

    private sealed class Pausing(BackgroundWork work) : IDisposable
    {
        private int _isDone;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDone, 1) == 0) work.Resume();
        }
    }
}
