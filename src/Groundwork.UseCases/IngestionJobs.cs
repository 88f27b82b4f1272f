using System.Threading.Channels;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>
/// Ingestions that outlive the request that asked for them. They wait in memory, at most <see cref="MaxWaiting"/>; each collection has one
/// worker, so jobs of one collection run in the order they came, and those of different collections side by side.
/// </summary>
/// <param name="workspace">The data directory.</param>
/// <remarks>Safe for concurrent use. Nothing runs until <see cref="RunAsync"/> does.</remarks>
public sealed class IngestionJobs(Workspace workspace)
{
    /// <summary>Most jobs that may wait.</summary>
    public const int MaxWaiting = 100;

    /// <summary>Jobs remembered after they ended.</summary>
    public const int KeptJobs = 50;

    private readonly Lock _gate = new();
    private readonly List<IngestionJob> _jobs = [];
    private readonly Channel<IngestionJob> _queue = Channel.CreateUnbounded<IngestionJob>();
    private readonly long _firstNumber = workspace.Time.GetUtcNow().ToUnixTimeMilliseconds();
    private int _made;

    /// <summary>Takes a job on.</summary>
    /// <exception cref="QueueFullException">Too many wait already.</exception>
    /// <exception cref="CollectionNameException">The collection's name is none.</exception>
    /// <exception cref="SourcePathException">A path does not exist.</exception>
    public IngestionJob Start(IngestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Paths.Count == 0) throw new InvalidRequestException("Nothing to ingest: name at least one file or folder.");
        var collection = CollectionName.Parse(request.Collection).Value;
        foreach (var path in request.Paths)
            if (!Path.Exists(path)) throw new SourcePathException($"There is no file or folder \"{path}\" (looked for {Path.GetFullPath(path)}). Check the spelling.");
        lock (_gate)
        {
            var waiting = _jobs.Count(j => j.State == JobState.Queued);
            if (waiting >= MaxWaiting) throw new QueueFullException(waiting);
            var job = new IngestionJob(FormattableString.Invariant($"{_firstNumber:x}-{++_made}"), request with { Collection = collection }, workspace.Time.GetUtcNow());
            _jobs.Add(job);
            ForgetOldLocked();
            _queue.Writer.TryWrite(job);
            return job;
        }
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

    /// <summary>Takes up uploaded files that a crash left between upload and ingestion. Called once, before <see cref="RunAsync"/>.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        foreach (var request in (await new UploadRecovery(workspace).FindAsync(cancellationToken)).Take(MaxWaiting)) Start(request);
    }

    /// <summary>Works until it is told to stop.</summary>
    /// <param name="stopping">Cancels what runs; what waits is forgotten, and its uploaded files are found again at the next start.</param>
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
        }
    }

    private async Task RunAfterAsync(Task previous, IngestionJob job, CancellationToken stopping)
    {
        await Task.Yield();
        await previous;
        if (!job.TryStart(workspace.Time.GetUtcNow())) return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, job.Cancelled);
        try
        {
            await foreach (var update in new IngestFolder(workspace).RunAsync(job.Request, either.Token)) job.Add(update);
            job.End(JobState.Done, workspace.Time.GetUtcNow());
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            job.End(JobState.Cancelled, workspace.Time.GetUtcNow());
        }
        catch (Exception problem)
        {
            job.End(JobState.Failed, workspace.Time.GetUtcNow(), ErrorCatalog.ReplyFor(problem).Error);
        }
    }

    private void ForgetOldLocked()
    {
        var surplus = _jobs.Count(j => j.IsFinished) - KeptJobs;
        if (surplus > 0) _jobs.RemoveAll(j => j.IsFinished && surplus-- > 0);
    }
}
