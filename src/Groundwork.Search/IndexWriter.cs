using Groundwork.Search.Bytes;
using Groundwork.Search.Commits;
using Groundwork.Search.Segments;
using Groundwork.Search.Writing;

namespace Groundwork.Search;

/// <summary>Changes an index. Changes are visible to snapshots after <see cref="Commit"/>, all of them or none.</summary>
/// <remarks>
/// For one thread at a time. Disposing without a commit loses the pending changes. After a failed read or write the writer
/// refuses further work: dispose it and open another one, which continues from the last commit. Cancellation and refused
/// entries leave it usable.
/// </remarks>
public sealed class IndexWriter : IDisposable
{
    private const string LockName = "writer";
    private const int MostTouchedKeys = 1 << 16;
    private readonly IDisposable _lock;
    private readonly SegmentCache _cache;
    private readonly IndexOptions _options;
    private readonly AnalyzerSet _analyzers = new();
    private readonly HashSet<string> _touchedKeys = new(StringComparer.Ordinal);
    private readonly List<WriterSegment> _segments = [];
    private CommitFile _commit;
    private EntryBuffer _buffer;
    private long _nextFile;
    private bool _isFailed;
    private bool _isDisposed;

    private IndexWriter(IDisposable heldLock, SegmentCache cache, IndexOptions options, CommitFile commit)
    {
        (_lock, _cache, _options, _commit, _nextFile) = (heldLock, cache, options, commit, commit.NextFile);
        _buffer = new EntryBuffer(commit.Schema, _analyzers);
    }

    private IIndexDirectory Directory => _cache.Directory;

    /// <summary>Adds an entry, in place of an earlier one with the same key.</summary>
    /// <param name="entry">The entry. Nothing of it is kept by reference.</param>
    /// <exception cref="ArgumentException">The key is empty, a text names no text field, or a value cannot be stored.</exception>
    /// <exception cref="VectorRefusedException">The vector does not fit the index; the message names key and value.</exception>
    /// <exception cref="IOException">Pending entries had to be written and could not be.</exception>
    public void Upsert(IndexEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        MustBeUsable();
        _buffer.Add(entry);
        Touch(entry.Key);
        if (_buffer.Bytes > _options.SpillBytes) Guarded(() => Spill(CancellationToken.None));
    }

    /// <summary>Removes an entry; nothing happens when there is none with this key.</summary>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public void Delete(EntryKey key)
    {
        _ = EntryBuffer.KeyBytes(key);
        MustBeUsable();
        _buffer.Remove(key);
        Touch(key);
    }

    /// <summary>Removes every entry.</summary>
    public void DeleteAll()
    {
        MustBeUsable();
        _buffer = new EntryBuffer(_commit.Schema, _analyzers);
        _touchedKeys.Clear();
        ReplaceSegments([.. _segments], replacement: null);
    }

    /// <summary>Makes all changes so far visible and durable.</summary>
    /// <param name="cancellationToken">Ends the work early; the changes stay pending then.</param>
    /// <returns>The commit number; the same as before when nothing changed.</returns>
    /// <exception cref="IOException">A file could not be written. After reopening, the index is at the old or the new commit.</exception>
    public long Commit(CancellationToken cancellationToken)
    {
        MustBeUsable();
        Guarded(() =>
        {
            Spill(cancellationToken);
            DropEmptySegments();
            if (!HasChanged()) return;
            Merge(MergeChoice.Choose(_segments, _options.MaxSegments), cancellationToken);
            Publish(cancellationToken);
        });
        return _commit.Number;
    }

    /// <summary>Commits, then rewrites every segment that holds deleted entries, so that their bytes are in no file any more.</summary>
    /// <remarks>
    /// Files that open snapshots still read vanish from the folder at once, and from the disk when those snapshots are disposed.
    /// </remarks>
    /// <param name="cancellationToken">Ends the work early; what was deleted may still stand in files then.</param>
    /// <returns>The commit number; the same as before when nothing changed and nothing was deleted.</returns>
    /// <exception cref="IOException">A file could not be written or removed.</exception>
    public long Purge(CancellationToken cancellationToken)
    {
        Commit(cancellationToken);
        Guarded(() =>
        {
            foreach (var segment in _segments.Where(s => s.DeadCount > 0).ToList()) Merge([segment], cancellationToken);
            if (HasChanged()) Publish(cancellationToken);
            RemoveUnusedFiles(mustSucceed: true);
        });
        return _commit.Number;
    }

    /// <summary>Gives the lock back. What was not committed is lost.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        foreach (var segment in _segments) _cache.Release(segment.Reader);
        _segments.Clear();
        _lock.Dispose();
    }

    internal static IndexWriter Open(SegmentCache cache, IndexSchema asked, IndexOptions options)
    {
        var heldLock = cache.Directory.Lock(LockName);
        IndexWriter? writer = null;
        try
        {
            writer = new IndexWriter(heldLock, cache, options, ReadOrMakeCommit(cache.Directory, asked));
            writer.OpenSegments();
            writer.RemoveUnusedFiles(mustSucceed: false);
            return writer;
        }
        catch
        {
            writer?.Dispose();
            if (writer is null) heldLock.Dispose();
            throw;
        }
    }

    private static CommitFile ReadOrMakeCommit(IIndexDirectory directory, IndexSchema asked)
    {
        if (directory.ReadSmall(CommitFile.Name) is { } bytes)
        {
            var commit = CommitFile.Decode(bytes);
            commit.Schema.MustServe(asked);
            return commit;
        }

        var first = new CommitFile(0, 1, asked, []);
        directory.Publish(CommitFile.Name, first.Encode());
        return first;
    }

    private void OpenSegments()
    {
        foreach (var record in _commit.Segments)
        {
            try
            {
                var reader = _cache.Acquire(record, _commit.Schema.Fields.Count, _commit.Schema.Dimensions);
                var segment = new WriterSegment(reader) { Saved = record.Deletions };
                _segments.Add(segment);
                if (record.Deletions is { } deletions) segment.Dead = DeletionsFile.Read(Directory, deletions, record.Entries);
                segment.DeadCount = record.Deletions?.Count ?? 0;
            }
            catch (FileNotFoundException e)
            {
                throw Damage.Of(record.FileName, "it or its file of deletions is missing, though the commit names it", e);
            }
        }

        foreach (var name in Directory.List())
            if (SegmentFormat.NumberOf(name) is { } number)
                _nextFile = Math.Max(_nextFile, number + 1);
    }

    private void Touch(EntryKey key)
    {
        if (_segments.Count == 0) return;
        _touchedKeys.Add(key.Value);
        if (_touchedKeys.Count >= MostTouchedKeys) Guarded(ApplyTouchedKeys);
    }

    /// <summary>Marks the entries that newer ones replace, or that were deleted, in the segments that are there already.</summary>
    private void ApplyTouchedKeys()
    {
        foreach (var key in _touchedKeys)
        {
            var bytes = Utf8.GetBytes(key);
            foreach (var segment in _segments)
            {
                if (segment.Reader.EntryOf(bytes) is not { } entry) continue;
                segment.Dead ??= new Bitset(segment.Reader.EntryCount);
                if (!segment.Dead.Add(entry)) continue;
                segment.DeadCount++;
                segment.IsDirty = true;
            }
        }

        _touchedKeys.Clear();
    }

    private void Spill(CancellationToken cancellationToken)
    {
        ApplyTouchedKeys();
        if (_buffer.EntryCount == 0) return;
        if (WriteSegment([_buffer], cancellationToken) is { } written) _segments.Add(written);
        _buffer = new EntryBuffer(_commit.Schema, _analyzers);
    }

    private WriterSegment? WriteSegment(IReadOnlyList<SegmentInput> inputs, CancellationToken cancellationToken)
    {
        var number = _nextFile++;
        var schema = _commit.Schema;
        SegmentRecord? record;
        try
        {
            record = SegmentAssembler.Write(Directory, number, inputs, schema.Definitions(_options), schema.Dimensions, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Directory.Delete(SegmentFormat.SegmentName(number));
            throw;
        }

        return record is null ? null : new WriterSegment(_cache.Acquire(record, schema.Fields.Count, schema.Dimensions));
    }

    private void DropEmptySegments()
    {
        var empty = _segments.Where(s => s.DeadCount == s.Reader.EntryCount).ToList();
        if (empty.Count > 0) ReplaceSegments(empty, replacement: null);
    }

    private void Merge(IReadOnlyList<WriterSegment> chosen, CancellationToken cancellationToken)
    {
        if (chosen.Count == 0) return;
        var merged = WriteSegment([.. chosen.Select(s => new LiveSegment(s.Reader, s.Dead))], cancellationToken);
        ReplaceSegments(chosen, merged);
    }

    private void ReplaceSegments(IReadOnlyList<WriterSegment> replaced, WriterSegment? replacement)
    {
        foreach (var segment in replaced)
        {
            _segments.Remove(segment);
            _cache.Release(segment.Reader);
        }

        if (replacement is not null) _segments.Add(replacement);
    }

    private bool HasChanged() =>
        _segments.Count != _commit.Segments.Count
        || _segments.Any(s => s.IsDirty)
        || _segments.Zip(_commit.Segments).Any(pair => pair.First.Reader.Record.Number != pair.Second.Number);

    private void Publish(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var segment in _segments.Where(s => s.IsDirty))
        {
            segment.Saved = DeletionsFile.Write(Directory, _nextFile++, segment.Dead!);
            segment.IsDirty = false;
        }

        var commit = new CommitFile(
            _commit.Number + 1, _nextFile, _commit.Schema, [.. _segments.Select(s => s.Reader.Record with { Deletions = s.Saved })]);
        Directory.Publish(CommitFile.Name, commit.Encode());
        _commit = commit;
        RemoveUnusedFiles(mustSucceed: false);
    }

    /// <summary>Removes files that the commit does not name.</summary>
    private void RemoveUnusedFiles(bool mustSucceed)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var record in _commit.Segments)
        {
            used.Add(record.FileName);
            if (record.Deletions is { } deletions) used.Add(deletions.FileName);
        }

        foreach (var name in Directory.List())
        {
            if (SegmentFormat.NumberOf(name) is null || used.Contains(name)) continue;
            try
            {
                Directory.Delete(name);
            }
            catch (Exception e) when (!mustSucceed && e is (IOException or UnauthorizedAccessException))
            {
                // The commit stands. The file is in nobody's way and the next commit or writer tries again.
                return;
            }
        }
    }

    private void MustBeUsable()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
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
            _isFailed |= !isDone;
        }
    }
}
