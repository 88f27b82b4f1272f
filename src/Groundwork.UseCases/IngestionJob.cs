using System.Runtime.CompilerServices;

namespace Groundwork.UseCases;

/// <summary>One ingestion that runs on its own. Whoever listens, early or late, hears everything that happened in it.</summary>
/// <remarks>Safe for concurrent use. Made and run by <see cref="IngestionJobs"/>.</remarks>
public sealed class IngestionJob
{
    // Progress of every file of a large folder is worth nothing once newer progress is there: beyond this, every second one is dropped.
    private const int KeptProgress = 256;

    private readonly Lock _gate = new();
    private readonly List<JobNews> _news = [];
    private readonly CancellationTokenSource _cancelled = new();
    private TaskCompletionSource _changed = NewSignal();
    private JobState _state = JobState.Queued;
    private long _lastNumber;
    private int _progressKept;
    private DateTimeOffset? _startedAt;
    private DateTimeOffset? _finishedAt;
    private int? _files;
    private IngestUpdate.Advanced? _progress;
    private IngestReply? _reply;
    private ErrorDetail? _error;

    internal IngestionJob(string id, IngestRequest request, DateTimeOffset queuedAt)
    {
        Id = id;
        Request = request;
        QueuedAt = queuedAt;
    }

    /// <summary>Its id, unique within a run of the server.</summary>
    public string Id { get; }

    /// <summary>What is ingested.</summary>
    public IngestRequest Request { get; }

    /// <summary>The synchronisation that it is; null for an ingestion of paths.</summary>
    public SyncRequest? Sync { get; internal init; }

    /// <summary>What came of each source; null until a synchronisation is done.</summary>
    public SyncReply? Synced { get; internal set; }

    /// <summary>When it was asked for, UTC.</summary>
    public DateTimeOffset QueuedAt { get; }

    /// <summary>How far it is.</summary>
    public JobState State
    {
        get
        {
            lock (_gate) return _state;
        }
    }

    internal bool IsFinished => State is JobState.Done or JobState.Failed or JobState.Cancelled;

    internal CancellationToken Cancelled => _cancelled.Token;

    /// <summary>Everything that happened after a number, then what happens until the job ends.</summary>
    /// <param name="afterNumber">0 for all; else the number of the last news heard.</param>
    /// <param name="cancellationToken">Ends the listening; the job goes on.</param>
    public async IAsyncEnumerable<JobNews> ListenAsync(long afterNumber, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            JobNews[] news;
            Task changed;
            bool isFinished;
            lock (_gate)
            {
                news = [.. _news.Where(n => n.Number > afterNumber)];
                changed = _changed.Task;
                isFinished = _finishedAt is not null;
            }

            foreach (var item in news)
            {
                yield return item;
                afterNumber = item.Number;
            }

            if (isFinished) yield break;
            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The job as it stands.</summary>
    public JobReply ToReply()
    {
        lock (_gate)
        {
#pragma warning disable CA1308 // The wire form of a state is lower case.
            return new JobReply(Id, Request.Collection, Request.Paths, _state.ToString().ToLowerInvariant(), QueuedAt, _startedAt, _finishedAt, _files, _progress, _reply, _error);
#pragma warning restore CA1308
        }
    }

    /// <summary>Asks the job to stop; false when it has ended already.</summary>
    internal bool Cancel(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_finishedAt is not null) return false;
            if (_state == JobState.Queued) EndLocked(JobState.Cancelled, now);
        }

        _cancelled.Cancel();
        return true;
    }

    /// <summary>Marks the beginning of work; false when the job was cancelled while it waited.</summary>
    internal bool TryStart(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_finishedAt is not null) return false;
            _state = JobState.Running;
            _startedAt = now;
            SignalLocked();
            return true;
        }
    }

    internal void Add(IngestUpdate update)
    {
        lock (_gate)
        {
            switch (update)
            {
                case IngestUpdate.Planned planned:
                    _files = planned.Files;
                    break;
                case IngestUpdate.Advanced advanced:
                    _progress = advanced;
                    if (++_progressKept > KeptProgress) ThinProgressLocked();
                    break;
                case IngestUpdate.Done done:
                    _reply = done.Reply;
                    break;
            }

            _news.Add(new JobNews(++_lastNumber, update));
            SignalLocked();
        }
    }

    internal void End(JobState state, DateTimeOffset now, ErrorDetail? error = null)
    {
        lock (_gate)
        {
            _error = error;
            EndLocked(state, now);
        }
    }

    private void EndLocked(JobState state, DateTimeOffset now)
    {
        _state = state;
        _finishedAt = now;
        SignalLocked();
    }

    private void ThinProgressLocked()
    {
        var isKept = false;
        _progressKept -= _news.RemoveAll(n => n.Update is IngestUpdate.Advanced && (isKept = !isKept));
    }

    private void SignalLocked()
    {
        _changed.SetResult();
        _changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
