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
    /// <summary>Sections of a segment up to this size are verified whenever the segment is opened; 256 KiB take about 20 µs.</summary>
    internal const long DefaultCheckedBytes = 256 << 10;

    private readonly IndexOptions _options;
    private readonly IndexSchema _asked;
    private readonly CommitFollower _follower;
    private readonly ScratchPool _scratches = new();
    private int _isDisposed;

    private SearchIndex(IIndexDirectory directory, IndexOptions options, long checkedBytes)
    {
        (_options, _asked) = (options, IndexSchema.Of(options));
        _follower = new CommitFollower(directory, options, _asked, checkedBytes);
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
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
        return IndexWriter.Open(_follower, _asked, _options);
    }

    /// <summary>Pins the newest commit, also one made by another process. When nothing changed this costs some microseconds and reads nothing.</summary>
    /// <remarks>
    /// A commit of this process is seen as soon as <see cref="IndexWriter.Commit"/> has returned. One of another process may be
    /// seen a moment before it is durable there.
    /// </remarks>
    /// <exception cref="IndexDamagedException">A file is missing, truncated or fails its checksum.</exception>
    /// <exception cref="IndexMismatchException">Another process replaced the index by one made with other choices.</exception>
    public Snapshot OpenSnapshot() => new(Pin(), _options, _scratches);

    /// <summary>Reads every file of the newest commit, compares checksums and checks what must hold inside.</summary>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="IndexDamagedException">The first thing found wrong.</exception>
    public void Verify(CancellationToken cancellationToken)
    {
        var state = Pin();
        try
        {
            SnapshotVerification.Run(_follower.Directory, state, cancellationToken);
        }
        finally
        {
            state.Release();
        }
    }

    /// <summary>Lets go of the files that no snapshot and no writer reads.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0) _follower.Release();
    }

    private SnapshotState Pin()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
        return _follower.Pin();
    }
}
