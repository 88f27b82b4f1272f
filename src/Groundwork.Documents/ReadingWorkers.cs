using Groundwork.Documents.Processes;

namespace Groundwork.Documents;

/// <summary>
/// Reads documents in processes of their own, each under a memory limit. A process that passes the deadline, dies or grows is replaced;
/// all end with this one, also when it is killed, because their standard input closes then.
/// </summary>
public sealed class ReadingWorkers : IDocumentReading
{
    private readonly ReadingWorkerOptions _options;
    private readonly ReaderSet _readers;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _places;
    private readonly Lock _gate = new();
    private readonly Stack<WorkerProcess> _idle = new();
    private int _hasStarted;
    private bool _isDisposed;

    /// <summary>Starts nothing yet.</summary>
    /// <param name="options">Command, number, deadline and memory.</param>
    /// <param name="readers">The readers of this process; a worker with others is refused.</param>
    /// <param name="time">Clock for the deadline.</param>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    public ReadingWorkers(ReadingWorkerOptions options, ReaderSet readers, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } problems) throw new ArgumentException(string.Join(' ', problems), nameof(options));
        (_options, _readers, _time) = (options, readers, time);
        _places = new SemaphoreSlim(options.Workers);
    }

    /// <inheritdoc />
    public async ValueTask<Document> ReadAsync(SourceInfo source, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        await _places.WaitAsync(cancellationToken);
        WorkerProcess? worker = null;
        var isWell = false;
        try
        {
            // What an earlier process left that was killed.
            if (Interlocked.Exchange(ref _hasStarted, 1) == 0) WorkerFolder.RemoveStale(Path.GetTempPath(), _time.GetUtcNow());
            worker = TakeIdle() ?? await WorkerProcess.StartAsync(_options, _readers, _time, cancellationToken);
            var document = await worker.ReadAsync(source, content, _options.Deadline, _time, cancellationToken);
            isWell = true;
            return document;
        }
        catch (DocumentUnreadableException problem) when (problem.Reason != UnreadableReason.TimedOut)
        {
            isWell = true;
            throw;
        }
        catch (ReaderEndedException end)
        {
            throw new ReaderEndedException($"Reading \"{source.Path}\" failed: {end.Message}.", end);
        }
        finally
        {
            if (worker is not null) PutBack(worker, isWell);
            _places.Release();
        }
    }

    /// <inheritdoc />
    public ValueTask RestAsync()
    {
        while (TakeIdle() is { } worker) worker.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        lock (_gate) _isDisposed = true;
        await RestAsync();
        _places.Dispose();
    }

    private WorkerProcess? TakeIdle()
    {
        lock (_gate) return _idle.TryPop(out var worker) ? worker : null;
    }

    private void PutBack(WorkerProcess worker, bool isWell)
    {
        lock (_gate)
        {
            if (isWell && !_isDisposed && worker.HeldBytes <= _options.KeptBytes)
            {
                _idle.Push(worker);
                return;
            }
        }

        worker.Dispose();
    }
}
