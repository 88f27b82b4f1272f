using Groundwork.Language;
using Groundwork.Search.Bytes;
using Groundwork.Search.Commits;
using Groundwork.Search.Searching;
using Groundwork.Search.Segments;

namespace Groundwork.Search;

/// <summary>An index in a directory: one writer at a time, any number of snapshots, in any number of processes.</summary>
/// <remarks>Safe for concurrent use. Snapshots opened before it is disposed stay usable until they are disposed themselves.</remarks>
public sealed class SearchIndex : IDisposable
{
    /// <summary>Sections of a segment up to this size are verified whenever the segment is opened; 4 MiB take about a millisecond.</summary>
    internal const long DefaultCheckedBytes = 4 << 20;

    private readonly Lock _gate = new();
    private readonly IIndexDirectory _directory;
    private readonly IndexOptions _options;
    private readonly IndexSchema _asked;
    private readonly SegmentCache _cache;
    private readonly AnalyzerPool _analyzers = new();
    private byte[]? _commitBytes;
    private SnapshotState? _state;
    private bool _isDisposed;

    private SearchIndex(IIndexDirectory directory, IndexOptions options, long checkedBytes)
    {
        (_directory, _options, _asked) = (directory, options, IndexSchema.Of(options));
        _cache = new SegmentCache(directory, checkedBytes);
        _state = Refresh();
    }

    /// <summary>Opens an index. An empty directory is an empty index at commit 0; nothing is written before a writer is opened.</summary>
    /// <param name="directory">Where its files are.</param>
    /// <param name="options">What it is made of. Weights, length normalisation and k1 may differ from opening to opening.</param>
    /// <exception cref="ArgumentException">The options have problems; the message lists all of them.</exception>
    /// <exception cref="IndexMismatchException">The index was made with other fields, vectors, analysis or format.</exception>
    /// <exception cref="IndexDamagedException">A file is missing, truncated or fails its checksum.</exception>
    public static SearchIndex Open(IIndexDirectory directory, IndexOptions options) => Open(directory, options, DefaultCheckedBytes);

    /// <summary>As the public one, verifying sections up to a given size at once.</summary>
    internal static SearchIndex Open(IIndexDirectory directory, IndexOptions options, long checkedBytes)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(options);
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("Index files are little-endian and read in place; this machine is big-endian.");
        var problems = options.Validate().ToList();
        if (options.TextFields.Count > SegmentFormat.MostFields) problems.Add($"An index has at most {SegmentFormat.MostFields} text fields, not {options.TextFields.Count}.");
        if (options.TextFields.Any(f => f.Name is { } name && Utf8.TryGetBytes(name) is null)) problems.Add("The name of a text field holds half a surrogate pair.");
        if (problems.Count > 0) throw new ArgumentException(string.Join(' ', problems), nameof(options));
        return new SearchIndex(directory, options, checkedBytes);
    }

    /// <summary>Takes the writer's lock until the writer is disposed, and removes what a crashed writer left behind.</summary>
    /// <exception cref="IndexLockedException">Another writer, here or in another process, holds it.</exception>
    /// <exception cref="IndexDamagedException">A file is missing, truncated or fails its checksum.</exception>
    public IndexWriter OpenWriter()
    {
        lock (_gate) ObjectDisposedException.ThrowIf(_isDisposed, this);
        return IndexWriter.Open(_cache, _asked, _options);
    }

    /// <summary>Pins the newest commit on the disk, also one made by another process. Cheap when nothing changed.</summary>
    /// <exception cref="IndexDamagedException">A file is missing, truncated or fails its checksum.</exception>
    /// <exception cref="IndexMismatchException">Another process replaced the index by one made with other choices.</exception>
    public Snapshot OpenSnapshot() => new(Pin(), _options, _analyzers);

    /// <summary>Reads every file of the newest commit, compares checksums and checks what must hold inside.</summary>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="IndexDamagedException">The first thing found wrong.</exception>
    public void Verify(CancellationToken cancellationToken)
    {
        var state = Pin();
        try
        {
            SnapshotVerification.Run(_directory, state, cancellationToken);
        }
        finally
        {
            state.Release();
        }
    }

    /// <summary>Lets go of the files that no snapshot reads.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            _state?.Release();
            _state = null;
        }
    }

    private SnapshotState Pin()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var state = Refresh();
            _state = state;
            if (!state.TryHold()) throw new InvalidOperationException("The state of an open index was closed.");
            return state;
        }
    }

    /// <summary>The state of the newest commit; the earlier one is let go of when there is a newer one.</summary>
    private SnapshotState Refresh()
    {
        while (true)
        {
            var bytes = _directory.ReadSmall(CommitFile.Name);
            if (_state is not null && bytes.AsSpan().SequenceEqual(_commitBytes) && (bytes is null) == (_commitBytes is null)) return _state;
            var commit = bytes is null ? EmptyCommit() : CommitFile.Decode(bytes);
            commit.Schema.MustServe(_asked);
            try
            {
                var state = SnapshotState.Open(_cache, commit, bytes?.Length ?? 0, _state);
                _state?.Release();
                _commitBytes = bytes;
                return state;
            }
            catch (FileNotFoundException e)
            {
                // A writer may have replaced the commit and removed its files between the two reads; then the newer one is read.
                if (_directory.ReadSmall(CommitFile.Name).AsSpan().SequenceEqual(bytes))
                    throw Damage.Of(Path.GetFileName(e.FileName) ?? CommitFile.Name, "it is missing, though the commit names it", e);
            }
        }
    }

    private CommitFile EmptyCommit()
    {
        // A writer publishes commit 0 before it writes anything else, so files without a commit are what is left of an index.
        foreach (var name in _directory.List())
            if (SegmentFormat.NumberOf(name) is not null && _directory.ReadSmall(CommitFile.Name) is null)
                Damage.Throw(CommitFile.Name, $"it is missing, though \"{name}\" is there");
        return new CommitFile(0, 1, _asked, []);
    }
}
