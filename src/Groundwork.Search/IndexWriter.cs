using Groundwork.Search.Bytes;
using Groundwork.Search.Commits;
using Groundwork.Search.Log;
using Groundwork.Search.Segments;
using Groundwork.Search.Writing;

namespace Groundwork.Search;

/// <summary>Changes an index. Changes are visible to snapshots after <see cref="Commit"/>, all of them or none.</summary>
/// <remarks>
/// <para>
/// Safe for several threads. They share what is pending: a commit takes everything that any of them has asked for until then.
/// Commits that wait while one of them is written share the next write (group commit), so several threads that commit small
/// changes get more commits per second than one. Changes that must become visible together have to be asked for without another
/// thread's commit in between.
/// </para>
/// <para>
/// A small commit is one record appended to the log and one flush of it. A large one, and a log that has grown, become segment
/// files. Segments are merged by a thread of this writer, which starts when there is something to merge; neither a commit nor a
/// search waits for it, unless a hundred segments have gathered: then the commit helps before it goes on. What goes
/// wrong in that thread costs no commit; it is thrown by the next <see cref="Commit"/> or <see cref="Settle(CancellationToken)"/>
/// before that does anything, once, and the writer stays usable.
/// </para>
/// <para>
/// Disposing without a commit loses the pending changes. After a failed read or write of a commit the writer refuses further work:
/// dispose it and open another one, which continues from the last commit. Cancellation and refused entries leave it usable.
/// </para>
/// </remarks>
public sealed class IndexWriter : IDisposable
{
    private const string LockName = "writer";

    /// <summary>A commit of more than this part of a full log becomes a segment file at once.</summary>
    private const int LargeShare = 2;

    /// <summary>Entries of small commits after which the log is read on, so that the next snapshot finds little to do.</summary>
    private const int MostUnread = 256;

    /// <summary>Tiers' worth of segments above which a commit helps to merge.</summary>
    private const int FarTooManyTiers = 12;

    /// <summary>Logs that wait to become segments above which a commit helps with it.</summary>
    private const int FarTooManyLogs = 2;

    /// <summary>Entries of the log that a closing writer leaves to later openings.</summary>
    private const int MostLeftEntries = 128;

    private readonly IDisposable _lock;
    private readonly CommitFollower _follower;
    private readonly IndexOptions _options;
    private readonly IndexSchema _schema;
    private readonly IReadOnlyList<FieldDefinition> _fields;
    private readonly AnalyzerSet _analyzers = new();
    private readonly FileNumbers _numbers;
    private readonly BackgroundWork _rolls;
    private readonly BackgroundWork _merges;

    // Taken in this order: a merge at a time, a roll or the end of a merge at a time, a commit at a time, a change at a time.
    private readonly SemaphoreSlim _merging = new(1);
    private readonly SemaphoreSlim _rolling = new(1);
    private readonly Lock _committing = new();
    private readonly Lock _changing = new();

    private readonly List<long> _logs = [];
    private PendingChanges _pending;
    private long _asked;
    private long _done;
    private IAppendFile? _log;
    private long _number;
    private int _logEntries;
    private int _unread;
    private int _fileCount;
    private long _checkpoints;
    private bool _isSealed = true;
    private bool _isLogOutdated;
    private volatile bool _isFailed;
    private int _isDisposed;

    private IndexWriter(IDisposable heldLock, CommitFollower follower, IndexOptions options, SnapshotState state)
    {
        (_lock, _follower, _options, _schema) = (heldLock, follower, options, state.Commit.Schema);
        _fields = _schema.Definitions(options);
        var next = state.Commit.NextFile;
        foreach (var name in Directory.List())
            if (SegmentFormat.NumberOf(name) is { } number)
                next = Math.Max(next, number + 1);
        _numbers = new FileNumbers(Directory, next);
        _pending = NewPending();
        (_number, _logEntries, _fileCount) = (state.Number, state.LogEntries, state.Commit.Segments.Count);
        _logs.AddRange(state.Logs);
        _rolls = new BackgroundWork("Groundwork index log", RollStep);
        _merges = new BackgroundWork("Groundwork index merges", MergeStep);
    }

    private IIndexDirectory Directory => _follower.Directory;

    private bool IsLogFull => _log is not null && (_isLogOutdated || _log.Length > _options.LogBytes || _logEntries > _options.LogEntries);

    /// <summary>Adds an entry, in place of an earlier one with the same key.</summary>
    /// <param name="entry">The entry. Nothing of it is kept by reference.</param>
    /// <exception cref="ArgumentException">The key is empty, a text names no text field, or a value cannot be stored.</exception>
    /// <exception cref="VectorRefusedException">The vector does not fit the index; the message names key and value.</exception>
    /// <exception cref="IOException">Pending entries had to be written and could not be.</exception>
    public void Upsert(IndexEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        lock (_changing)
        {
            MustBeUsable();
            _pending.Upsert(entry);
            _asked++;
            if (_pending.Held.Bytes > _options.SpillBytes) Guarded(() => _pending.Spill(_numbers, inputs => WriteSegment(inputs, CancellationToken.None)));
        }
    }

    /// <summary>Removes an entry; nothing happens when there is none with this key.</summary>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public void Delete(EntryKey key)
    {
        _ = EntryBuffer.KeyBytes(key);
        lock (_changing)
        {
            MustBeUsable();
            _pending.Delete(key);
            _asked++;
        }
    }

    /// <summary>Removes every entry.</summary>
    public void DeleteAll()
    {
        lock (_changing)
        {
            MustBeUsable();
            _pending.DeleteAll(_numbers);
            _asked++;
        }
    }

    /// <summary>Makes all changes so far visible and durable, those of other threads too.</summary>
    /// <param name="cancellationToken">Ends the work early; the changes stay pending then.</param>
    /// <returns>The number of a commit that holds them; the same as before when nothing changed.</returns>
    /// <exception cref="IOException">A file could not be written. After reopening, the index is at the old or the new commit.</exception>
    public long Commit(CancellationToken cancellationToken)
    {
        long asked;
        lock (_changing)
        {
            MustBeUsable();
            asked = _asked;
        }

        ThrowFailure();
        Help(cancellationToken);
        long number;
        lock (_committing)
        {
            MustBeUsable();

            // Whoever held the lock before may have taken these changes along.
            if (_done < asked)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Guarded(() => CommitPending(cancellationToken));
            }

            number = _number;
            if (IsLogFull || _unread >= MostUnread)
            {
                _unread = 0;
                _rolls.Ask();
            }
        }

        return number;
    }

    /// <summary>Commits, then rewrites whatever holds deleted entries, the log too, so that their bytes are in no file any more.</summary>
    /// <remarks>
    /// Files that open snapshots still read vanish from the folder at once, and from the disk when those snapshots are disposed.
    /// Commits of other threads wait meanwhile.
    /// </remarks>
    /// <param name="cancellationToken">Ends the work early; what was deleted may still stand in files then.</param>
    /// <returns>The commit number; the same as before when nothing changed and nothing was deleted.</returns>
    /// <exception cref="IOException">A file could not be written or removed.</exception>
    public long Purge(CancellationToken cancellationToken)
    {
        Commit(cancellationToken);
        using var noRolls = _rolls.Pause();
        using var noMerges = _merges.Pause();
        _merging.Wait(cancellationToken);
        try
        {
            _rolling.Wait(cancellationToken);
            try
            {
                lock (_committing)
                {
                    MustBeUsable();
                    Guarded(() => PurgeLocked(cancellationToken));
                    return _number;
                }
            }
            finally
            {
                _rolling.Release();
            }
        }
        finally
        {
            _merging.Release();
        }
    }

    /// <summary>Turns the log into a segment and merges until nothing is left to merge. Commits and searches go on meanwhile.</summary>
    /// <remarks>Call it where a batch ends, so that whoever opens the index next finds few segments and no log to read.</remarks>
    /// <param name="cancellationToken">Ends the work early; the index is as good as before then.</param>
    /// <exception cref="IOException">A file could not be written. Nothing is lost.</exception>
    public void Settle(CancellationToken cancellationToken) => Settle(int.MaxValue, cancellationToken);

    /// <summary>As <see cref="Settle(CancellationToken)"/>, then merges on until at most so many segments are left, if <see cref="IndexOptions.MaxMergedBytes"/> allows it.</summary>
    /// <param name="mostSegments">At least 1. Reaching 1 rewrites the whole index: for one that is seldom changed and often searched.</param>
    /// <param name="cancellationToken">Ends the work early; the index is as good as before then.</param>
    /// <exception cref="IOException">A file could not be written. Nothing is lost.</exception>
    public void Settle(int mostSegments, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostSegments, 1);
        lock (_changing) MustBeUsable();
        ThrowFailure();
        Roll(isForced: true, cancellationToken);
        while (Merge(Choose, cancellationToken)) { }
        while (Merge(files => MergeChoice.ChooseDownTo(mostSegments, files, _options.MaxMergedBytes), cancellationToken)) { }
    }

    /// <summary>Breaks off merging, makes a segment of a long log, and gives the lock back. What was not committed is lost.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0) return;
        _merges.Dispose();
        _rolls.Dispose();
        RollAtEnd();
        lock (_committing)
        {
            Seal();
            _log?.Dispose();
            _log = null;
        }

        lock (_changing) _pending.Release(_numbers);
        _follower.Release();
        _merging.Dispose();
        _rolling.Dispose();
        _lock.Dispose();
    }

    internal static IndexWriter Open(CommitFollower follower, IndexSchema asked, IndexOptions options)
    {
        var heldLock = follower.Directory.Lock(LockName);
        try
        {
            follower.Hold();
        }
        catch
        {
            heldLock.Dispose();
            throw;
        }

        IndexWriter? writer = null;
        try
        {
            if (follower.Directory.ReadSmall(CommitFile.Name) is null) follower.Directory.Publish(CommitFile.Name, new CommitFile(0, 1, 0, asked, []).Encode());
            var state = follower.Pin();
            try
            {
                writer = new IndexWriter(heldLock, follower, options, state);
                writer.Sweep(state.Commit, mustSucceed: false);
                if (state.Logs.Count > 0) writer._log = follower.Directory.OpenAppend(SegmentFormat.LogName(state.Logs[^1]), state.LogEnd);
                writer._isLogOutdated = !state.MayAppend;
            }
            finally
            {
                state.Release();
            }

            writer.Roll(isForced: false, CancellationToken.None);
            return writer;
        }
        catch
        {
            if (writer is not null)
            {
                writer.Dispose();
            }
            else
            {
                follower.Release();
                heldLock.Dispose();
            }

            throw;
        }
    }

    private PendingChanges NewPending() => new(_schema, _analyzers, _follower.Cache);

    private IReadOnlyList<SegmentView> Choose(IEnumerable<SegmentView> files) => MergeChoice.Choose(files, _options.MaxSegments, _options.MaxMergedBytes);

    private void CommitPending(CancellationToken cancellationToken)
    {
        PendingChanges taken;
        long asked;
        lock (_changing)
        {
            (taken, _pending) = (_pending, NewPending());
            asked = _asked;
        }

        try
        {
            taken.Settle();
            var (entries, bytes) = taken.Held;
            var isLarge = taken.DeletesAll || taken.Spilled.Count > 0 || entries > _options.LogEntries / LargeShare || bytes > _options.LogBytes / LargeShare;
            if (isLarge) Checkpoint(taken, cancellationToken);
            else if (!taken.IsEmpty) Append(taken, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            lock (_changing)
            {
                taken.Append(_pending, _numbers);
                _pending = taken;
            }

            throw;
        }

        _done = asked;
    }

    /// <summary>Commits by one record of the log.</summary>
    private void Append(PendingChanges changes, CancellationToken cancellationToken)
    {
        var deleted = Existing(changes.Deleted);
        var body = new ByteBuffer(1 << 11);
        CommitRecord.EncodeDeleted(body, deleted);
        var (kind, entries) = EncodeEntries(body, changes.Buffers, cancellationToken);
        if (entries == 0 && deleted.Count == 0) return;
        cancellationToken.ThrowIfCancellationRequested();
        var log = _log ?? BeginLog();
        log.Append(LogFile.Encode(kind, _number + 1, body.Written));
        log.Flush();
        _number++;
        _logEntries += entries;
        _unread += kind == LogRecordKind.Entries ? entries : 1;
        _isSealed = false;
    }

    private (LogRecordKind Kind, int Entries) EncodeEntries(ByteBuffer body, IReadOnlyList<EntryBuffer> buffers, CancellationToken cancellationToken)
    {
        if (buffers is [{ EntryCount: > 0 and <= EntryRecord.MostEntries, Dead: null } few])
        {
            EntryRecord.Encode(body, few, _fields.Count);
            return (LogRecordKind.Entries, few.EntryCount);
        }

        using var image = new MemoryStream();
        var record = SegmentAssembler.Write(image, buffers, _fields, _schema.Dimensions, cancellationToken);
        CommitRecord.EncodeImage(body, record, image.GetBuffer().AsSpan(0, (int)image.Length));
        return (LogRecordKind.Image, record?.Entries ?? 0);
    }

    private List<byte[]> Existing(IReadOnlyCollection<string> keys)
    {
        var existing = new List<byte[]>();
        if (keys.Count == 0) return existing;
        var state = _follower.Pin();
        try
        {
            foreach (var key in keys)
            {
                var bytes = Utf8.GetBytes(key);
                foreach (var view in state.Segments)
                {
                    if (view.Reader.EntryOf(bytes) is not { } entry || (view.Dead is not null && view.Dead[entry])) continue;
                    existing.Add(bytes);
                    break;
                }
            }
        }
        finally
        {
            state.Release();
        }

        return existing;
    }

    /// <summary>The first log after a commit file: it stands on the disk before the commit file names it, and is named before it holds anything.</summary>
    private IAppendFile BeginLog()
    {
        var number = _numbers.Reserve();
        LogFile.Create(Directory, number);
        var state = _follower.Pin();
        try
        {
            _logs.Add(number);
            Publish(state.Commit with { Log = number });
        }
        finally
        {
            state.Release();
        }

        _numbers.Settle(number);
        return _log = Directory.OpenAppend(SegmentFormat.LogName(number), LogFile.HeaderBytes);
    }

    /// <summary>Commits by a commit file: what is pending and what the log holds become segment files, and the log ends.</summary>
    private void Checkpoint(PendingChanges changes, CancellationToken cancellationToken)
    {
        var state = _follower.Pin();
        try
        {
            var files = changes.DeletesAll ? [] : state.Files.Select(f => new DeadMarks(f.Reader, f.Dead)).ToList();
            var parts = changes.DeletesAll ? [] : state.Parts.Select(p => new DeadMarks(p.Reader, p.Dead)).ToList();
            var hasChanged = changes.DeletesAll && (state.Segments.Count > 0 || state.LogEntries > 0);
            if (!changes.DeletesAll)
            {
                changes.VisitKeys(key =>
                {
                    foreach (var part in parts) hasChanged |= part.Kill(key);
                    foreach (var file in files) hasChanged |= file.Kill(key);
                });
            }

            var hasNew = changes.Spilled.Any(s => HasLive(s.Reader.EntryCount, s.Dead)) || changes.Buffers.Any(b => HasLive(b.EntryCount, b.Dead));
            if (hasChanged || hasNew)
            {
                IReadOnlyList<SegmentInput> inputs = [.. parts.Select(p => new LiveSegment(p.Reader, p.Dead)), .. changes.Buffers];
                var written = WriteSegment(inputs, cancellationToken);
                Publish(state, _number + 1, 0, [.. files, .. changes.Spilled], written);
                EndLogs();
            }

            changes.Release(_numbers);
        }
        finally
        {
            state.Release();
        }

        _merges.AskIf(NeedsMerge());
    }

    /// <summary>Publishes a commit of these segment files, as they are marked, and a new one.</summary>
    private void Publish(SnapshotState state, long number, long log, IEnumerable<DeadMarks> files, SegmentRecord? written)
    {
        var reserved = new List<long>();
        var segments = Save(state, files, reserved);
        if (written is not null) segments.Add(written);
        Publish(new CommitFile(number, 0, log, _schema, segments));
        foreach (var one in reserved) _numbers.Settle(one);
        if (written is not null) _numbers.Settle(written.Number);
        _number = Math.Max(_number, number);
    }

    /// <summary>Writes the deletions that are not on the disk yet.</summary>
    /// <returns>What a commit has to say of the segment files; those of which nothing is left are not among them.</returns>
    private List<SegmentRecord> Save(SnapshotState state, IEnumerable<DeadMarks> files, List<long> reserved)
    {
        var saved = state.Commit.Segments.ToDictionary(s => s.Number, s => s.Deletions);
        var records = new List<SegmentRecord>();
        foreach (var file in files)
        {
            var count = file.Dead?.Count() ?? 0;
            if (count == file.Reader.EntryCount) continue;
            var deletions = saved.GetValueOrDefault(file.Reader.Record.Number);
            if (count != (deletions?.Count ?? 0))
            {
                reserved.Add(_numbers.Reserve());
                deletions = DeletionsFile.Write(Directory, reserved[^1], file.Dead!);
            }

            records.Add(file.Reader.Record with { Deletions = deletions });
        }

        return records;
    }

    private void Publish(CommitFile commit)
    {
        Directory.Publish(CommitFile.Name, (commit with { NextFile = _numbers.Next }).Encode());
        _fileCount = commit.Segments.Count;
        Sweep(commit, mustSucceed: false);
    }

    private void EndLogs()
    {
        _log?.Dispose();
        _log = null;
        _logs.Clear();
        (_logEntries, _unread, _isSealed, _isLogOutdated) = (0, 0, true, false);
        _checkpoints++;
    }

    private void Sweep(CommitFile commit, bool mustSucceed)
    {
        var used = new HashSet<long>();
        if (commit.Log > 0) used.UnionWith(_logs.Where(l => l >= commit.Log));
        foreach (var record in commit.Segments)
        {
            used.Add(record.Number);
            if (record.Deletions is { } deletions) used.Add(deletions.Number);
        }

        _numbers.Sweep(used, mustSucceed);
    }

    private SegmentRecord? WriteSegment(IReadOnlyList<SegmentInput> inputs, CancellationToken cancellationToken)
    {
        var number = _numbers.Reserve();
        SegmentRecord? record = null;
        try
        {
            return record = SegmentAssembler.Write(Directory, number, inputs, _fields, _schema.Dimensions, _options.GraphThreads, cancellationToken);
        }
        finally
        {
            if (record is null) _numbers.Abandon(number, SegmentFormat.SegmentName(number));
        }
    }

    private void PurgeLocked(CancellationToken cancellationToken)
    {
        var state = _follower.Pin();
        try
        {
            var isClean = !state.LogDeletes && state.Parts.Sum(p => p.Reader.EntryCount) == state.LogEntries && state.Segments.All(s => s.Dead is null);
            if (!isClean)
            {
                var records = new List<SegmentRecord>();
                foreach (var file in state.Files)
                    if (file.Dead is null) records.Add(file.Reader.Record);
                    else if (WriteSegment([new LiveSegment(file.Reader, file.Dead)], cancellationToken) is { } rewritten) records.Add(rewritten);
                if (WriteSegment([.. state.Parts.Select(p => new LiveSegment(p.Reader, p.Dead))], cancellationToken) is { } written) records.Add(written);
                cancellationToken.ThrowIfCancellationRequested();
                Publish(new CommitFile(_number + 1, 0, 0, _schema, records));
                foreach (var record in records) _numbers.Settle(record.Number);
                _number++;
                EndLogs();
            }
        }
        finally
        {
            state.Release();
        }

        state = _follower.Pin();
        try
        {
            Sweep(state.Commit, mustSucceed: true);
        }
        finally
        {
            state.Release();
        }
    }

    private bool RollStep(CancellationToken cancellationToken)
    {
        // Reading on keeps the parts few, whether or not anybody searches.
        _follower.Pin().Release();
        Roll(isForced: false, cancellationToken);
        _merges.AskIf(NeedsMerge());
        return false;
    }

    private bool MergeStep(CancellationToken cancellationToken) => Merge(Choose, cancellationToken);

    private bool NeedsMerge()
    {
        var state = _follower.Pin();
        try
        {
            return Choose(state.Files).Count > 0;
        }
        finally
        {
            state.Release();
        }
    }

    /// <summary>Turns what the log holds into a segment file, while commits go on in another log.</summary>
    private void Roll(bool isForced, CancellationToken cancellationToken)
    {
        _rolling.Wait(cancellationToken);
        try
        {
            lock (_committing)
                if (_isFailed || _log is null || (isForced ? _log.Length == LogFile.HeaderBytes && _logs.Count == 1 : !IsLogFull))
                    return;
            var next = _numbers.Reserve();
            var state = Switch(next, out var checkpoints);
            if (state is null)
            {
                _numbers.Abandon(next, SegmentFormat.LogName(next));
                return;
            }

            try
            {
                Roll(state, next, checkpoints, cancellationToken);
            }
            finally
            {
                state.Release();
            }
        }
        finally
        {
            _rolling.Release();
        }
    }

    /// <summary>Lets commits go on in another log.</summary>
    /// <returns>The commit that the old one ends with, or null when there is none any more.</returns>
    private SnapshotState? Switch(long next, out long checkpoints)
    {
        LogFile.Create(Directory, next);
        var log = Directory.OpenAppend(SegmentFormat.LogName(next), LogFile.HeaderBytes);
        lock (_committing)
        {
            checkpoints = _checkpoints;
            // A log that was begun meanwhile has little to roll, and goes on only in a file of a higher number.
            if (_isFailed || _log is null || _logs[^1] > next)
            {
                log.Dispose();
                return null;
            }

            Guarded(() =>
            {
                var body = new ByteBuffer(10);
                body.VarInt((ulong)next);
                _log.Append(LogFile.Encode(LogRecordKind.Continues, _number, body.Written));
                _log.Flush();
            });
            _log.Dispose();
            _log = log;
            _logs.Add(next);
            _numbers.Settle(next);
            (_logEntries, _isSealed, _isLogOutdated) = (0, true, false);
            return _follower.Pin();
        }
    }

    private void Roll(SnapshotState state, long next, long checkpoints, CancellationToken cancellationToken)
    {
        var written = WriteSegment([.. state.Parts.Select(p => new LiveSegment(p.Reader, p.Dead))], cancellationToken);
        var reserved = new List<long>();
        var segments = Save(state, state.Files.Select(f => new DeadMarks(f.Reader, f.Dead)), reserved);
        if (written is not null)
        {
            segments.Add(written);
            reserved.Add(written.Number);
        }

        lock (_committing)
        {
            // A commit file that came meanwhile holds the same entries already. Then these files are nobody's.
            if (!_isFailed && _checkpoints == checkpoints)
            {
                _logs.RemoveAll(l => l < next);
                Publish(new CommitFile(state.Number, 0, next, _schema, segments));
            }

            foreach (var number in reserved) _numbers.Settle(number);
        }
    }

    /// <summary>Merges some segments while commits go on.</summary>
    /// <returns>False when there was nothing to merge.</returns>
    private bool Merge(Func<IEnumerable<SegmentView>, IReadOnlyList<SegmentView>> choose, CancellationToken cancellationToken)
    {
        _merging.Wait(cancellationToken);
        try
        {
            var state = PinDurable();
            if (state is null) return false;
            try
            {
                var chosen = choose(state.Files);
                if (chosen.Count == 0) return false;
                var merged = WriteSegment([.. chosen.Select(s => new LiveSegment(s.Reader, s.Dead))], cancellationToken);
                _rolling.Wait(cancellationToken);
                try
                {
                    Exchange(chosen, merged);
                }
                finally
                {
                    _rolling.Release();
                }

                return true;
            }
            finally
            {
                state.Release();
            }
        }
        finally
        {
            _merging.Release();
        }
    }

    /// <summary>The newest commit while none is being written: a merge must not drop entries that die by a commit which a power loss could still take back.</summary>
    private SnapshotState? PinDurable()
    {
        lock (_committing) return _isFailed ? null : _follower.Pin();
    }

    /// <summary>Publishes a merged segment in place of those it was made of, with what died in them meanwhile.</summary>
    private void Exchange(IReadOnlyList<SegmentView> chosen, SegmentRecord? merged)
    {
        lock (_committing)
        {
            var state = _follower.Pin();
            try
            {
                var now = chosen.Select(c => state.Files.FirstOrDefault(f => f.Reader == c.Reader)).ToList();
                if (_isFailed || now.Contains(null))
                {
                    // Purged or deleted meanwhile.
                    if (merged is not null) _numbers.Abandon(merged.Number, SegmentFormat.SegmentName(merged.Number));
                    return;
                }

                var replaced = chosen.Select(c => c.Reader.Record.Number).ToHashSet();
                var segments = state.Commit.Segments.Where(s => !replaced.Contains(s.Number)).ToList();
                var reserved = _numbers.Reserve();
                if (merged is not null)
                {
                    var dead = DiedMeanwhile(chosen, now!, merged.Entries);
                    if (dead is null) segments.Add(merged);
                    else if (dead.Count() < merged.Entries) segments.Add(merged with { Deletions = DeletionsFile.Write(Directory, reserved, dead) });
                }

                Publish(state.Commit with { Segments = segments });
                _numbers.Settle(reserved);
                if (merged is not null) _numbers.Settle(merged.Number);
            }
            finally
            {
                state.Release();
            }
        }
    }

    /// <summary>The entries of a merged segment that died in its sources while it was written; null for none. It holds the live entries of the sources, in their order.</summary>
    private static Bitset? DiedMeanwhile(IReadOnlyList<SegmentView> before, IReadOnlyList<SegmentView> now, int entries)
    {
        Bitset? dead = null;
        var to = 0;
        for (var i = 0; i < before.Count; i++)
        {
            for (var entry = 0; entry < before[i].Reader.EntryCount; entry++)
            {
                if (before[i].Dead is { } gone && gone[entry]) continue;
                if (now[i].Dead is { } died && died[entry]) (dead ??= new Bitset(entries)).Add(to);
                to++;
            }
        }

        return dead;
    }

    /// <summary>Where far too much waits to be merged, the commit does some of it.</summary>
    private void Help(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _fileCount) > _options.MaxSegments * FarTooManyTiers) Merge(Choose, cancellationToken);
        bool isBehind;
        lock (_committing) isBehind = _logs.Count > FarTooManyLogs;
        if (isBehind) Roll(isForced: true, cancellationToken);
    }

    // What stands in the log costs every later opening. A failure costs nothing: the log stays.
    private void RollAtEnd()
    {
        bool isShort;
        lock (_committing) isShort = _logs.Count < 2 && _logEntries < MostLeftEntries;
        if (isShort || _isFailed) return;
        try
        {
            Roll(isForced: true, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    private void Seal()
    {
        if (_log is null || _isSealed || _isFailed) return;
        try
        {
            _log.Append(LogFile.Encode(LogRecordKind.Closed, _number, []));
            _isSealed = true;
        }
        catch (IOException)
        {
            // It only tells damage from a torn end, and every commit before it is durable.
        }
    }

    private static bool HasLive(int count, Bitset? dead) => count > (dead?.Count() ?? 0);

    private void ThrowFailure()
    {
        _rolls.ThrowFailure();
        _merges.ThrowFailure();
    }

    private void MustBeUsable()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
        if (_isFailed) throw new InvalidOperationException("The writer failed earlier, so its pending changes are lost. Dispose it and open another one.");
    }

    private void Guarded(Action work)
    {
        var isDone = false;
        try
        {
            work();
            isDone = true;
        }
        catch (OperationCanceledException)
        {
            isDone = true;
            throw;
        }
        finally
        {
            if (!isDone) _isFailed = true;
        }
    }
}
