using Groundwork.Search.Bytes;
using Groundwork.Search.Log;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Commits;

/// <summary>Keeps the newest commit of a directory open, whoever makes it. Shared by an index and its writers, and counted.</summary>
/// <remarks>Safe for concurrent use. When nothing changed, asking costs two system calls and reads nothing.</remarks>
internal sealed class CommitFollower
{
    private readonly Lock _gate = new();
    private readonly IndexOptions _options;
    private readonly IndexSchema _asked;
    private readonly SegmentCache _cache;
    private PublishedFile? _published;
    private LogTail? _tail;
    private SnapshotState? _state;
    private int _holders = 1;

    public CommitFollower(IIndexDirectory directory, IndexOptions options, IndexSchema asked, long checkedBytes)
    {
        (_options, _asked) = (options, asked);
        _cache = new SegmentCache(directory, checkedBytes);
        _state = Load();
    }

    public IIndexDirectory Directory => _cache.Directory;

    public SegmentCache Cache => _cache;

    /// <summary>The newest commit; the caller releases it.</summary>
    public SnapshotState Pin()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_holders == 0, this);
            var state = Refresh();
            if (!state.TryHold()) throw new InvalidOperationException("The state of an open index was closed.");
            return state;
        }
    }

    /// <summary>Keeps following until <see cref="Release"/> was called once more.</summary>
    public void Hold()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_holders == 0, this);
            _holders++;
        }
    }

    public void Release()
    {
        lock (_gate)
        {
            if (--_holders > 0) return;
            _state?.Release();
            _state = null;
            _tail?.Dispose();
            _published?.Dispose();
        }
    }

    private SnapshotState Refresh()
    {
        if (_state is not { } state || !IsCurrent()) return Load();
        if (!_tail!.HasNews) return state;
        try
        {
            var marks = state.Files.Select(f => new DeadMarks(f.Reader, f.Dead)).ToList();
            if (!_tail.ReadOn(marks)) return state;
            return Take(Build(state.Commit, marks, state));
        }
        catch (FileNotFoundException e) when (IsOurs(e))
        {
            // The log goes on in a file that a newer commit has made needless.
            return Load();
        }
        catch
        {
            // Nobody knows how far the log was read.
            Drop();
            throw;
        }
    }

    /// <summary>Whether a file of the index is missing, and not one of the program.</summary>
    private static bool IsOurs(FileNotFoundException problem) => SegmentFormat.NumberOf(Path.GetFileName(problem.FileName) ?? string.Empty) is not null;

    private bool IsCurrent() =>
        _published is not null ? _published.IsCurrent : Directory.OpenPublished(CommitFile.Name) is not { } made || Ended(made);

    private static bool Ended(PublishedFile made)
    {
        made.Dispose();
        return false;
    }

    private void Drop()
    {
        _state?.Release();
        _state = null;
        _tail?.Forget();
    }

    private SnapshotState Take(SnapshotState state)
    {
        _state?.Release();
        return _state = state;
    }

    /// <summary>The state of the newest commit file and the log after it.</summary>
    private SnapshotState Load()
    {
        while (true)
        {
            var published = Directory.OpenPublished(CommitFile.Name);
            try
            {
                var commit = published is null ? EmptyCommit() : CommitFile.Decode(published.Content.Span);
                commit.Schema.MustServe(_asked);
                var state = Take(Open(commit, published?.Content.Length ?? 0));
                _published?.Dispose();
                _published = published;
                return state;
            }
            catch (FileNotFoundException e) when (IsOurs(e))
            {
                // A writer may have replaced the commit and removed its files between the two reads; then the newer one is read.
                var isNewest = published?.IsCurrent ?? true;
                published?.Dispose();
                Drop();
                if (isNewest) throw Damage.Of(Path.GetFileName(e.FileName)!, "it is missing, though the commit names it", e);
            }
            catch
            {
                published?.Dispose();
                Drop();
                throw;
            }
        }
    }

    private SnapshotState Open(CommitFile commit, int commitBytes)
    {
        _tail ??= new LogTail(Directory, commit.Schema, _options);
        if (_state is not null && !SameSchema(_state.Commit.Schema, commit.Schema))
        {
            _tail.Dispose();
            _tail = new LogTail(Directory, commit.Schema, _options);
        }

        var isSame = _tail.Rebase(commit);
        var readers = new List<SegmentReader>();
        try
        {
            var marks = new List<DeadMarks>();
            foreach (var record in commit.Segments)
            {
                var reader = _cache.Acquire(record, commit.Schema.Fields.Count, commit.Schema.Dimensions);
                readers.Add(reader);
                marks.Add(Marks(record, reader, isSame));
            }

            _tail.ReadOn(marks);
            return new SnapshotState(_cache, commit, commitBytes, Views(commit, marks), _tail, _state);
        }
        catch
        {
            foreach (var reader in readers) _cache.Release(reader);
            throw;
        }
    }

    private DeadMarks Marks(SegmentRecord record, SegmentReader reader, bool isSame)
    {
        if (isSame && _state!.Files.FirstOrDefault(f => f.Reader == reader) is { } known) return new DeadMarks(reader, known.Dead);
        var marks = new DeadMarks(reader, record.Deletions is { } deletions ? DeletionsFile.Read(Directory, deletions, record.Entries) : null);
        _tail!.Replay(marks);
        return marks;
    }

    private SnapshotState Build(CommitFile commit, IReadOnlyList<DeadMarks> marks, SnapshotState earlier)
    {
        var views = Views(commit, marks);
        foreach (var record in commit.Segments) _cache.Acquire(record, commit.Schema.Fields.Count, commit.Schema.Dimensions);
        return new SnapshotState(_cache, commit, _published?.Content.Length ?? 0, views, _tail!, earlier);
    }

    private List<SegmentView> Views(CommitFile commit, IReadOnlyList<DeadMarks> marks)
    {
        var views = new List<SegmentView>(marks.Count);
        for (var i = 0; i < marks.Count; i++)
        {
            var (mark, deletions) = (marks[i], commit.Segments[i].Deletions);
            views.Add(_state?.Files.FirstOrDefault(f => f.Reader == mark.Reader && f.Dead == mark.Dead && f.Deletions == deletions)
                      ?? new SegmentView(mark.Reader, deletions, mark.Dead));
        }

        return views;
    }

    private static bool SameSchema(IndexSchema left, IndexSchema right) =>
        left.Vectors == right.Vectors && left.Fields.SequenceEqual(right.Fields, StringComparer.Ordinal);

    private CommitFile EmptyCommit()
    {
        // A writer publishes commit 0 before it writes anything else, so files without a commit are what is left of an index.
        foreach (var name in Directory.List())
            if (SegmentFormat.NumberOf(name) is not null && Directory.ReadSmall(CommitFile.Name) is null)
                Damage.Throw(CommitFile.Name, $"it is missing, though \"{name}\" is there");
        return new CommitFile(0, 1, 0, _asked, []);
    }
}
