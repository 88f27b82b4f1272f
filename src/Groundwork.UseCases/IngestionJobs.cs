using System.Text.Json;
using System.Threading.Channels;
using Groundwork.Documents;
using Groundwork.Knowledge;
using Groundwork.Search;
using Groundwork.Storage;
using Groundwork.UseCases.Wiring;

namespace Groundwork.UseCases;

/// <summary>
/// Ingestions that outlive the request that asked for them, and the server too: those that wait or run when it ends are taken up at the
/// next start. At most <see cref="MaxWaiting"/> wait; each collection has one worker, so jobs of one collection run in the order they
/// came, and those of different collections side by side.
/// </summary>
/// <param name="workspace">The data directory.</param>
/// <remarks>Safe for concurrent use. Nothing runs until <see cref="RunAsync"/> does.</remarks>
public sealed class IngestionJobs(Workspace workspace) : IDisposable
{
    /// <summary>Most jobs that may wait.</summary>
    public const int MaxWaiting = 100;

    /// <summary>Jobs remembered after they ended.</summary>
    public const int KeptJobs = 50;

    // A request that has ended this many servers is not started again.
    private const int MaxStarts = 5;
    private static readonly TimeSpan s_lease = TimeSpan.FromDays(365);

    private readonly Lock _gate = new();
    private readonly List<IngestionJob> _jobs = [];
    private readonly Channel<IngestionJob> _queue = Channel.CreateUnbounded<IngestionJob>();
    private readonly long _firstNumber = workspace.Time.GetUtcNow().ToUnixTimeMilliseconds();
    private IDisposable? _alone;
    private int _made;

    private string Owner => FormattableString.Invariant($"{_firstNumber:x}");

    /// <summary>Takes a job on. When this returns, it survives the end of the server.</summary>
    /// <exception cref="QueueFullException">Too many wait already.</exception>
    /// <exception cref="CollectionNameException">The collection's name is none.</exception>
    /// <exception cref="SourcePathException">A path does not exist.</exception>
    public async ValueTask<IngestionJob> StartAsync(IngestRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Paths.Count == 0) throw new InvalidRequestException("Nothing to ingest: name at least one file or folder.");
        var collection = CollectionName.Parse(request.Collection).Value;
        foreach (var path in request.Paths)
            if (!Path.Exists(path)) throw new SourcePathException($"There is no file or folder \"{path}\" (looked for {Path.GetFullPath(path)}). Check the spelling.");
        return await EnqueueAsync(new JobPayload(request with { Collection = collection, Paths = [.. request.Paths.Select(Path.GetFullPath)] }), cancellationToken);
    }

    /// <summary>Takes a synchronisation on. When this returns, it survives the end of the server.</summary>
    /// <exception cref="QueueFullException">Too many wait already.</exception>
    /// <exception cref="InvalidRequestException">It is a dry run, which needs no job.</exception>
    public async ValueTask<IngestionJob> StartAsync(SyncRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.DryRun) throw new InvalidRequestException("A dry run changes nothing and is answered at once; it is no job.");
        var collection = CollectionName.Parse(request.Collection);
        await workspace.Knowledge.Collections.GetAsync(collection, cancellationToken);
        return await EnqueueAsync(new JobPayload(new IngestRequest([], collection.Value, RetryFailed: request.RetryFailed), request with { Collection = collection.Value }), cancellationToken);
    }

    /// <summary>Jobs that wait or run, and the last that ended; the newest first.</summary>
    public JobsReply List()
    {
        lock (_gate) return new JobsReply([.. Enumerable.Reverse(_jobs).Select(j => j.ToReply())]);
    }

    /// <summary>A job by its id.</summary>
    /// <exception cref="JobNotFoundException">There is none.</exception>
    public IngestionJob Get(string id)
    {
        lock (_gate) return _jobs.Find(j => string.Equals(j.Id, id, StringComparison.Ordinal)) ?? throw new JobNotFoundException(id);
    }

    /// <summary>Stops a job. What it stored before stays searchable; a job that has ended stays as it ended.</summary>
    /// <exception cref="JobNotFoundException">There is none.</exception>
    public IngestionJob Cancel(string id)
    {
        var job = Get(id);
        job.Cancel(workspace.Time.GetUtcNow());
        return job;
    }

    /// <summary>Takes up what an earlier server left: jobs, and uploaded files that came to no job. Called once, before <see cref="RunAsync"/>.</summary>
    /// <remarks>Does nothing while another server works in the same data directory: what is left may be its own.</remarks>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        try
        {
            _alone = new FileIndexDirectory(workspace.Settings.DataDirectory).Lock("ingestions.lock");
        }
        catch (IndexLockedException)
        {
            return;
        }

        var left = new List<IngestRequest>();
        await workspace.Ingestions.TakeOverAsync(Owner, cancellationToken);
        await workspace.Ingestions.PoisonAbandonedAsync(
            MaxStarts, nameof(UnreadableReason.GaveUp),
            FormattableString.Invariant($"The server was ended {MaxStarts} times while this waited or ran, and not in an orderly way, so it is not started again. Look into the server's log, then ask for it again."), cancellationToken);
        await ListGivenUpAsync(cancellationToken);
        while (await workspace.Ingestions.LeaseAsync(Owner, MaxWaiting, s_lease, cancellationToken) is { Count: > 0 } jobs)
            foreach (var job in jobs)
            {
                var payload = JsonSerializer.Deserialize(job.Payload, JobJson.Default.JobPayload)!;
                left.Add(payload.Ingest);
                Add(job.Key, payload);
            }

        foreach (var lost in (await new UploadRecovery(workspace).FindAsync(cancellationToken)).Take(MaxWaiting))
        {
            var known = left.Where(r => string.Equals(r.Collection, lost.Collection, StringComparison.Ordinal)).SelectMany(r => r.Paths).ToHashSet(StringComparer.Ordinal);
            if (lost.Paths.Where(path => !known.Contains(path)).ToList() is not { Count: > 0 } rest) continue;
            if (left.Count >= MaxWaiting) break; // The next start finds them again.
            left.Add(lost);
            await StartAsync(lost with { Paths = rest }, cancellationToken);
        }
    }

    /// <summary>Works until it is told to stop.</summary>
    /// <param name="stopping">Cancels what runs. That and what waits are taken up at the next start.</param>
    public async Task RunAsync(CancellationToken stopping)
    {
        var last = new Dictionary<string, Task>(StringComparer.Ordinal);
        try
        {
            await foreach (var job in _queue.Reader.ReadAllAsync(stopping))
                last[job.Request.Collection] = RunAfterAsync(last.GetValueOrDefault(job.Request.Collection, Task.CompletedTask), job, stopping);
        }
        finally
        {
            await Task.WhenAll(last.Values);
            string[] ended;
            lock (_gate) ended = [.. _jobs.Where(j => j.Cancelled.IsCancellationRequested).Select(j => j.Id)];
            try
            {
                // What is left was interrupted in an orderly way: that is no failed try.
                await workspace.Ingestions.RemoveAsync(ended, CancellationToken.None);
                await workspace.Ingestions.ReleaseAsync(Owner, CancellationToken.None);
            }
            finally
            {
                _alone?.Dispose();
            }
        }
    }

    // They stay in the list across starts, the newest of them, until so many others have come that they are forgotten.
    private async ValueTask ListGivenUpAsync(CancellationToken cancellationToken)
    {
        var given = await workspace.Ingestions.ListAsync(QueuedJobState.Poisoned, null, int.MaxValue, cancellationToken);
        await workspace.Ingestions.RemoveAsync([.. given.Take(Math.Max(0, given.Count - KeptJobs)).Select(j => j.Key)], cancellationToken);
        foreach (var queued in given.TakeLast(KeptJobs))
        {
            var job = JobOf(queued.Key, JsonSerializer.Deserialize(queued.Payload, JobJson.Default.JobPayload)!);
            job.End(JobState.Failed, workspace.Time.GetUtcNow(), new ErrorDetail(ErrorCatalog.OfReading(UnreadableReason.GaveUp).Code, queued.Message!));
            lock (_gate) _jobs.Add(job);
        }
    }

    /// <summary>Lets another server of the data directory take over.</summary>
    public void Dispose() => _alone?.Dispose();

    private async Task RunAfterAsync(Task previous, IngestionJob job, CancellationToken stopping)
    {
        await Task.Yield();
        await previous;
        if (!job.TryStart(workspace.Time.GetUtcNow()))
        {
            await ForgetFailedAsync(job);
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, job.Cancelled);
        try
        {
            var updates = job.Sync is { } sync ? new SyncSources(workspace).RunAsync(sync, reply => job.Synced = reply, either.Token) : new IngestFolder(workspace).RunAsync(job.Request, either.Token);
            await foreach (var update in updates) job.Add(update);
            await workspace.Ingestions.RemoveAsync([job.Id], CancellationToken.None);
            job.End(JobState.Done, workspace.Time.GetUtcNow());
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Only a person ends a job; the end of the server interrupts it.
            if (job.Cancelled.IsCancellationRequested) await ForgetFailedAsync(job);
            job.End(JobState.Cancelled, workspace.Time.GetUtcNow());
        }
        catch (Exception problem)
        {
            await ForgetFailedAsync(job);
            job.End(JobState.Failed, workspace.Time.GetUtcNow(), ErrorCatalog.ReplyFor(problem).Error);
        }
    }

    // What failed is told, not tried again by itself; when even that cannot be noted, the next start tries once more.
    private async ValueTask ForgetFailedAsync(IngestionJob job)
    {
        try
        {
            await workspace.Ingestions.RemoveAsync([job.Id], CancellationToken.None);
        }
        catch (StorageException)
        {
        }
    }

    private void RefuseWhenFull()
    {
        lock (_gate)
            if (_jobs.Count(j => j.State == JobState.Queued) is >= MaxWaiting and var waiting) throw new QueueFullException(waiting);
    }

    private async ValueTask<IngestionJob> EnqueueAsync(JobPayload payload, CancellationToken cancellationToken)
    {
        RefuseWhenFull();
        var id = FormattableString.Invariant($"{_firstNumber:x}-{Interlocked.Increment(ref _made)}");
        await workspace.Ingestions.EnqueueAsync([new NewJob(id, JsonSerializer.Serialize(payload, JobJson.Default.JobPayload))], cancellationToken);
        return Add(id, payload);
    }

    private IngestionJob JobOf(string id, JobPayload payload) => new(id, payload.Ingest, workspace.Time.GetUtcNow()) { Sync = payload.Sync };

    private IngestionJob Add(string id, JobPayload payload)
    {
        lock (_gate)
        {
            var job = JobOf(id, payload);
            _jobs.Add(job);
            ForgetOldLocked();
            _queue.Writer.TryWrite(job);
            return job;
        }
    }

    private void ForgetOldLocked()
    {
        var surplus = _jobs.Count(j => j.IsFinished) - KeptJobs;
        if (surplus > 0) _jobs.RemoveAll(j => j.IsFinished && surplus-- > 0);
    }
}
