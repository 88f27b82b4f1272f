using System.Runtime.CompilerServices;
using Groundwork.Documents;
using Groundwork.Search;
using Groundwork.Sources;
using Groundwork.Storage;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>One ingestion: list, compare, put into the queue, read, store, take away what is gone.</summary>
internal sealed class IngestRun : IDisposable
{
    private const int BatchDocuments = 64;
    private const int BatchCharacters = 2 << 20;
    private const int CommitChunks = 10_000;
    private const int LeasedFiles = 64;
    private const int PlannedAtOnce = 512;
    private const long BytesUnderWay = 6 << 20;

    // What takes longer than a moment to make searchable is left to the next writer when an ingestion is broken off.
    private const int PartingChunks = 5_000;

    private static readonly TimeSpan s_lease = TimeSpan.FromHours(1);
    private static readonly RetryPolicy s_retry = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), GaveUp.MaxAttempts);
    private static long s_runs;

    private readonly CollectionWriter _writer;
    private readonly ReaderSet _readers;
    private readonly IDocumentReading _place;
    private readonly IngestOptions _options;
    private readonly TimeProvider _time;
    private readonly IngestStore _store;
    private readonly JobQueue _jobs;
    private readonly string _owner;
    private readonly string _reading;
    private readonly DocumentDesk _desk;
    private readonly List<(ReadDocument Read, ReadWork.Source Source)> _batch = [];
    private readonly List<FinishedFile> _finished = [];
    private readonly FileProblems _problems = new();
    private readonly Growth _growth = new();
    private readonly Dictionary<string, string> _movedFrom = new(StringComparer.Ordinal);
    private Dictionary<string, KnownFile> _catalog = [];

    // Set between the source of a file and its end.
    private ReaderEndedException? _ended;
    private DocumentIds _ids = null!;
    private IngestCounts _counts = new();
    private int _batchCharacters;
    private int _filesDone;
    private long _bytesDone;
    private long _renewed;

    public IngestRun(CollectionWriter writer, ReaderSet readers, IDocumentReading place, IngestOptions options)
    {
        (_writer, _readers, _place, _options, _time) = (writer, readers, place, options, writer.Documents.Time);
        _store = new IngestStore(writer.Documents.Database, writer.Collection.Name, _time);
        _jobs = ReadingQueue.Of(writer.Documents.Database, writer.Collection.Name, _time);
        _owner = FormattableString.Invariant($"{Environment.ProcessId}.{_time.GetUtcNow().UtcTicks:x}.{Interlocked.Increment(ref s_runs)}");
        _reading = readers.Fingerprint;
        _desk = new DocumentDesk(writer, readers, place, options, _reading);
    }

    public async IAsyncEnumerable<IngestEvent> RunAsync(IReadOnlyList<ISource> sources, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _catalog = await _store.LoadAsync(cancellationToken);
        var listing = await Listing.OfAsync(sources, _catalog, _reading, _options.RetriesFailed, cancellationToken);
        var gone = _catalog.Keys.Where(listing.IsGone).Order(StringComparer.Ordinal).ToList();
        _ids = new DocumentIds(_writer.Documents, _catalog.Count == 0, path => listing.IsGone(path) || (Path.IsPathFullyQualified(path) && !File.Exists(path)));
        var left = await TakeUpAsync(listing, cancellationToken);
        yield return new IngestEvent.Planned(listing.Present.Count, listing.Present.Sum(p => p.Bytes ?? 0));

        var isSettled = false;
        try
        {
            foreach (var news in await OutOfReachAsync(listing, cancellationToken)) yield return news;
            var needed = new Dictionary<string, SourceItem.Present>(StringComparer.Ordinal);
            await foreach (var news in PlanAsync(listing, gone, left, needed, cancellationToken)) yield return news;
            foreach (var news in await FlushAsync(cancellationToken)) yield return news;
            await _jobs.RemoveAsync([.. left.Waiting.Where(path => !needed.ContainsKey(path))], cancellationToken);
            await foreach (var news in WorkAsync(needed, cancellationToken)) yield return news;
            await RemoveGoneAsync(gone, cancellationToken);
            var commit = await _writer.CommitAsync(cancellationToken);
            isSettled = true;
            _writer.Settle(cancellationToken);
            yield return new IngestEvent.Finished(_counts, commit);
        }
        finally
        {
            if (!isSettled) await PartAsync();
        }
    }

    public void Dispose() => _desk.Dispose();

    // The writer of a collection excludes every other, so whoever holds a lease of its queue is dead.
    private async ValueTask<LeftJobs> TakeUpAsync(Listing listing, CancellationToken cancellationToken)
    {
        await _jobs.TakeOverAsync(_owner, cancellationToken);
        await _jobs.PoisonAbandonedAsync(GaveUp.MaxAbandoned, nameof(UnreadableReason.GaveUp), "The program ended each time.", cancellationToken);
        var left = await LeftJobs.LoadAsync(_jobs, _catalog, cancellationToken);

        // Left by an ingestion of other paths: a file can be opened without its source.
        foreach (var (path, name) in left.Names)
            if (!listing.Holds(path) && await PathSources.LeftAsync(path, name, cancellationToken) is { } file) listing.AddLeft(file);
        return left;
    }

    private async ValueTask<List<IngestEvent>> OutOfReachAsync(Listing listing, CancellationToken cancellationToken)
    {
        var news = new List<IngestEvent>();
        foreach (var skipped in listing.Skipped)
        {
            await _ids.KeepAsync(skipped.Path, _catalog.GetValueOrDefault(skipped.Path), cancellationToken);
            news.Add(new IngestEvent.Skipped(skipped.Path, skipped.Reason));
        }

        foreach (var unavailable in listing.Unavailable)
        {
            await _ids.KeepAsync(unavailable.Path, _catalog.GetValueOrDefault(unavailable.Path), cancellationToken);
            var problem = FileProblem.Of(SourceProblems.Of(unavailable.Problem));
            if (!unavailable.HidesBelow) Note(new FinishedFile(unavailable.Path, null, null, 0, [problem]));
            news.Add(problem.ToEvent(unavailable.Path));
        }

        foreach (var unchanged in listing.Unchanged)
            if (_catalog.TryGetValue(unchanged.Path, out var known)) news.AddRange(await KeepAsync(unchanged.Path, known, cancellationToken));
        return news;
    }

    private async IAsyncEnumerable<IngestEvent> PlanAsync(
        Listing listing, List<string> gone, LeftJobs left, Dictionary<string, SourceItem.Present> needed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var plan = new IngestPlan(_writer.Documents, _catalog, _readers, _reading, _options.RetriesFailed, gone.Count > 0, left.GivenUp);
        var moves = new Moves(_catalog, gone);
        var waiting = new List<NewJob>();
        var steps = ReadAhead.RunAsync(
            listing.Present.ToAsyncEnumerable(), item => plan.DecideAsync(item, cancellationToken), item => item.Bytes ?? 1, depth: 2 * _options.Parallel, BytesUnderWay, cancellationToken);
        await foreach (var step in steps)
        {
            var path = step.Item.Path;
            switch (step)
            {
                case PlanStep.Read read:
                    if (read.Hash is { } hash && moves.From(hash) is { } from) _movedFrom[path] = from;
                    needed.Add(path, read.Item);
                    waiting.Add(new NewJob(path, read.Item.Name));
                    if (waiting.Count >= PlannedAtOnce) await EnqueueAsync(waiting, cancellationToken);
                    continue;
                case PlanStep.Unchanged unchanged:
                    foreach (var news in await KeepAsync(path, unchanged.Known, cancellationToken)) yield return news;
                    if (unchanged.Note is { } note) Note(note);
                    break;
                case PlanStep.Skip skip:
                    yield return new IngestEvent.Skipped(path, skip.Reason);
                    break;
                case PlanStep.Fail fail:
                    await _ids.KeepAsync(path, _catalog.GetValueOrDefault(path), cancellationToken);
                    var problem = FileProblem.Of(fail.Problem);
                    Note(new FinishedFile(path, fail.Hash, step.Item.Version, step.Item.Bytes ?? 0, [problem]));
                    yield return problem.ToEvent(path);
                    break;
            }

            if (_finished.Count >= PlannedAtOnce)
                foreach (var news in await FlushAsync(cancellationToken)) yield return news;
            yield return Advance(path, step.Item.Bytes ?? 0);
        }

        await EnqueueAsync(waiting, cancellationToken);
    }

    private async ValueTask EnqueueAsync(List<NewJob> waiting, CancellationToken cancellationToken)
    {
        if (waiting.Count > 0) await _jobs.EnqueueAsync(waiting, cancellationToken);
        waiting.Clear();
    }

    private async IAsyncEnumerable<IngestEvent> WorkAsync(Dictionary<string, SourceItem.Present> needed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var steps = new FileSteps(_writer.Documents, _catalog, _ids, _readers, _reading);
        _renewed = _time.GetTimestamp();
        while (true)
        {
            var leased = await _jobs.LeaseAsync(_owner, LeasedFiles, s_lease, cancellationToken);
            if (leased.Count == 0)
            {
                if (await _jobs.NextDueAsync(cancellationToken) is not { } due) yield break;
                if (due - _time.GetUtcNow() is { Ticks: > 0 } wait) await Task.Delay(wait, _time, cancellationToken);
                continue;
            }

            await foreach (var outcome in ReadAhead.RunAsync(
                StepsOf(leased, needed, steps, cancellationToken), work => _desk.ReadAsync(work, cancellationToken), WeightOf, depth: 4 * _options.Parallel, BytesUnderWay, cancellationToken))
            {
                foreach (var news in await TakeAsync(outcome, cancellationToken)) yield return news;
                if (_batch.Count + _finished.Count >= BatchDocuments || _batchCharacters >= BatchCharacters)
                    foreach (var news in await FlushAsync(cancellationToken)) yield return news;
                if (_writer.Unsettled >= CommitChunks) await _writer.CommitAsync(cancellationToken);
                if (outcome.Document is not null && _options.Memory?.Shortage() is { } shortage)
                    await foreach (var news in MemoryPause.WaitAsync(shortage, _options.Memory, _place, _time, cancellationToken)) yield return news;
            }

            // Before the next lease: a file that was tried before is read alone, with nothing of others at stake.
            foreach (var news in await FlushAsync(cancellationToken)) yield return news;
        }
    }

    private static async IAsyncEnumerable<ReadWork> StepsOf(
        IReadOnlyList<LeasedJob> leased, Dictionary<string, SourceItem.Present> needed, FileSteps steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var job in leased)
            if (needed.TryGetValue(job.Key, out var item))
                await foreach (var step in steps.OfAsync(item, job, cancellationToken)) yield return step;
    }

    private static long WeightOf(ReadWork work) => work is ReadWork.Source source ? source.Content.Length : 0;

    private async ValueTask<IReadOnlyList<IngestEvent>> TakeAsync(ReadOutcome outcome, CancellationToken cancellationToken)
    {
        switch (outcome.Work)
        {
            case ReadWork.Unchanged:
                _counts = _counts with { Unchanged = _counts.Unchanged + 1 };
                return [];
            case ReadWork.Broken broken:
                return Fail(broken.Path, broken.Place, broken.Problem);
            case ReadWork.Source source when outcome.Ended is { } ended:
                _ended = ended;
                return [];
            case ReadWork.Source source when outcome.Problem is { } problem:
                return Fail(source.Info.Path, PlaceOf(source), problem);
            case ReadWork.Source source:
                _batch.Add((outcome.Document!, source));
                _batchCharacters += outcome.Document!.Document.Text.Length;
                Count(outcome.Document, source, 1);
                return [];
            case ReadWork.FileDone done when _ended is { } ended:
                _ended = null;
                return await LaterAsync(done.Item, done.Job, new DocumentUnreadableException(UnreadableReason.GaveUp, GaveUp.InWorker(ended.Message), ended), done.Hash, cancellationToken);
            case ReadWork.FileDone done:
                return await FinishAsync(done, cancellationToken);
            case ReadWork.FileLater later:
                return await LaterAsync(later.Item, later.Job, later.Problem, null, cancellationToken);
            default:
                throw new InvalidOperationException($"An unknown step: {outcome.Work.GetType().Name}.");
        }
    }

    private IReadOnlyList<IngestEvent> Fail(string path, string place, DocumentUnreadableException problem) => Fail(path, FileProblem.Of(problem, place));

    private IReadOnlyList<IngestEvent> Fail(string path, FileProblem problem) => _problems.Add(path, problem) ? [problem.ToEvent(path)] : [];

    // A part that has a name is told by it, with the containers inside the file on the way to it; a record by its line.
    private static string PlaceOf(ReadWork.Source source)
    {
        if (!source.IsPart) return string.Empty;
        var id = source.Info.Id.Value;
        return source.Info.PartName is null ? FormattableString.Invariant($"line {source.Info.FirstLine}")
            : id.IndexOf("!/", StringComparison.Ordinal) is > 0 and var at ? id[(at + 2)..] : source.Info.PartName;
    }

    private void Count(ReadDocument read, ReadWork.Source source, int one)
    {
        var isMoved = _movedFrom.ContainsKey(source.Info.Path);
        _counts = _counts with
        {
            Moved = _counts.Moved + (isMoved ? one : 0),
            Added = _counts.Added + (!isMoved && !source.IsKnown ? one : 0),
            Updated = _counts.Updated + (!isMoved && source.IsKnown ? one : 0),
            Chunks = _counts.Chunks + one * read.Chunks.Count,
        };
    }

    private async ValueTask<IReadOnlyList<IngestEvent>> FinishAsync(ReadWork.FileDone done, CancellationToken cancellationToken)
    {
        var path = done.Item.Path;
        var news = new List<IngestEvent>();
        if (done.MayLeaveDocuments && _catalog.TryGetValue(path, out var known) && known.Documents > 0)
        {
            // Only now is it known which parts of a container no longer exist.
            news.AddRange(await FlushAsync(cancellationToken));
            await RemoveAsync([.. (await _writer.Documents.FromPathAsync(path, cancellationToken)).Select(d => d.Id).Where(id => !_ids.HasSeenIn(path, id))], isMoved: false, cancellationToken);
        }

        var problems = _problems.Take(path, out var rest);
        if (rest is not null) news.Add(rest.ToEvent(path));
        Note(new FinishedFile(path, done.Hash, done.Item.Version, done.Bytes, problems, done.Job));
        news.Add(Advance(path, done.Bytes));
        return news;
    }

    private async ValueTask<IReadOnlyList<IngestEvent>> LaterAsync(
        SourceItem.Present item, LeasedJob job, DocumentUnreadableException problem, Language.ContentHash? hash, CancellationToken cancellationToken)
    {
        var failed = await _jobs.FailAsync(_owner, job, problem.Reason.ToString(), problem.Message, s_retry, cancellationToken);
        if (failed is { State: QueuedJobState.Waiting }) return [];
        await _ids.KeepAsync(item.Path, _catalog.GetValueOrDefault(item.Path), cancellationToken);
        var final = FileProblem.Of(problem);
        Note(new FinishedFile(item.Path, hash, item.Version, item.Bytes ?? 0, [final]));
        return [final.ToEvent(item.Path), Advance(item.Path, item.Bytes ?? 0)];
    }

    private async ValueTask<IReadOnlyList<IngestEvent>> KeepAsync(string path, KnownFile known, CancellationToken cancellationToken)
    {
        await _ids.KeepAsync(path, known, cancellationToken);
        _counts = _counts with { Unchanged = _counts.Unchanged + (known.Problems.Exists(p => p.Place.Length == 0) ? 0 : known.Documents) };
        return [.. known.Problems.Select(p => p.ToEvent(path))];
    }

    private IngestEvent.Advanced Advance(string path, long bytes)
    {
        _bytesDone += bytes;
        return new IngestEvent.Advanced(++_filesDone, _bytesDone, _counts, path);
    }

    // What is on record already is not written again, so that an ingestion without news leaves the database untouched.
    private void Note(FinishedFile file)
    {
        var isKnown = file is { Hash: null, Job: null } && _catalog.TryGetValue(file.Path, out var known) && known.Problems.SequenceEqual(file.Problems);
        if (!isKnown) _finished.Add(file);
    }

    // Documents first, then the files that count as read: after a crash in between, a file is merely read again.
    private async ValueTask<IReadOnlyList<IngestEvent>> FlushAsync(CancellationToken cancellationToken)
    {
        var news = new List<IngestEvent>();
        if (_batch.Count > 0)
            foreach (var (document, reason) in await _writer.PutAsync([.. _batch.Select(b => b.Read)], cancellationToken)) news.AddRange(Refuse(document, reason));
        if (_finished.Count > 0) await _store.FinishAsync(_finished, _reading, _jobs, _owner, cancellationToken);
        _batch.Clear();
        _finished.Clear();
        _batchCharacters = 0;
        _growth.GiveBack();
        if (_time.GetElapsedTime(_renewed) < s_lease / 4) return news;
        await _jobs.RenewAsync(_owner, s_lease, cancellationToken);
        _renewed = _time.GetTimestamp();
        return news;
    }

    // Its file may be done already, or have further parts.
    private IReadOnlyList<IngestEvent> Refuse(DocumentId document, string reason)
    {
        var (read, source) = _batch.FindLast(b => b.Read.Document.Id == document);
        Count(read, source, -1);
        var path = source.Info.Path;
        var problem = new FileProblem(PlaceOf(source), UnreadableReason.Refused, $"The embedder refuses the text of \"{document}\": {reason}");
        var done = _finished.FindIndex(f => string.Equals(f.Path, path, StringComparison.Ordinal));
        if (done < 0) return Fail(path, problem);
        _finished[done] = _finished[done] with { Problems = [.. _finished[done].Problems, problem] };
        return [problem.ToEvent(path)];
    }

    private async ValueTask RemoveGoneAsync(List<string> gone, CancellationToken cancellationToken)
    {
        var moved = _movedFrom.Values.ToHashSet(StringComparer.Ordinal);
        foreach (var paths in gone.Chunk(PlannedAtOnce))
        {
            await RemoveAsync(await DocumentsOfAsync([.. paths.Where(moved.Contains)], cancellationToken), isMoved: true, cancellationToken);
            await RemoveAsync(await DocumentsOfAsync([.. paths.Where(p => !moved.Contains(p))], cancellationToken), isMoved: false, cancellationToken);
            await _store.ForgetAsync(paths, _jobs, cancellationToken);
        }
    }

    private async ValueTask<List<DocumentId>> DocumentsOfAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var found = new List<DocumentId>();
        foreach (var path in paths)
            if (_catalog[path].Documents > 0)
                found.AddRange((await _writer.Documents.FromPathAsync(path, cancellationToken)).Select(d => d.Id).Where(id => !_ids.HasSeen(id)));
        return found;
    }

    // A document that moved to a file which is still being read is removed here and put again there: with this file noted as read, a
    // crash in between must not leave it under its old path. It counts as updated.
    private async ValueTask RemoveAsync(IReadOnlyList<DocumentId> documents, bool isMoved, CancellationToken cancellationToken)
    {
        if (documents.Count == 0) return;
        await _writer.RemoveAsync(documents, cancellationToken);
        if (!isMoved) _counts = _counts with { Removed = _counts.Removed + documents.Count(id => !_ids.HasSeen(id)) };
    }

    // After a cancellation or an error, what is already in the database becomes searchable too, if that takes no longer than a moment.
    // When it fails as well, the first failure is the one to tell, and the next writer settles what is left.
    private async ValueTask PartAsync()
    {
        try
        {
            await _jobs.ReleaseAsync(_owner, CancellationToken.None);
            if (_writer.Unsettled is > 0 and <= PartingChunks) await _writer.CommitAsync(CancellationToken.None);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidOperationException or StorageException or IndexDamagedException)
        {
        }
    }
}
