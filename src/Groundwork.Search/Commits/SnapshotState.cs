using Groundwork.Language;
using Groundwork.Search.Bytes;
using Groundwork.Search.Log;
using Groundwork.Search.Searching;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Commits;

/// <summary>One commit, opened. Shared by its snapshots and counted; the last one to let go closes its segments.</summary>
internal sealed class SnapshotState
{
    private readonly SegmentCache _cache;
    private readonly int _fileCount;
    private readonly long _otherBytes;
    private int _holders = 1;
    private IndexStatus? _status;
    private SearchStatistics? _statistics;

    /// <summary>Takes over one hold on the reader of each segment file; the caller holds the state once.</summary>
    /// <param name="cache">Gets the readers back.</param>
    /// <param name="commit">The commit file.</param>
    /// <param name="commitBytes">Its bytes.</param>
    /// <param name="files">Its segments with everything that died until this commit.</param>
    /// <param name="tail">The log, read up to this commit.</param>
    /// <param name="earlier">A state whose views are used again where nothing changed.</param>
    public SnapshotState(SegmentCache cache, CommitFile commit, int commitBytes, IReadOnlyList<SegmentView> files, LogTail tail, SnapshotState? earlier)
    {
        (_cache, Commit, Number, _fileCount) = (cache, commit, tail.Commit, files.Count);
        _otherBytes = commitBytes + tail.Bytes;
        Parts = tail.Parts;
        Logs = [.. tail.Logs];
        LogEnd = tail.Offset;
        MayAppend = tail.MayAppend;
        LogEntries = tail.Entries;
        LogDeletes = tail.Deletes;
        Segments = [.. files, .. Parts.Select(p => earlier?.Part(p) ?? new SegmentView(p.Reader, deletions: null, p.Dead))];
    }

    /// <summary>The commit file; the log goes on after it.</summary>
    public CommitFile Commit { get; }

    /// <summary>Number of the commit that this is.</summary>
    public long Number { get; }

    /// <summary>Everything to search: the segment files, then the parts of the log.</summary>
    public IReadOnlyList<SegmentView> Segments { get; }

    /// <summary>The segment files, in the order of the commit file.</summary>
    public IEnumerable<SegmentView> Files => Segments.Take(_fileCount);

    /// <summary>The parts of the log.</summary>
    public IReadOnlyList<LogPart> Parts { get; }

    /// <summary>The logs since the commit file; the last one is open for appending.</summary>
    public IReadOnlyList<long> Logs { get; }

    /// <summary>Where the next record of the last log will start.</summary>
    public long LogEnd { get; }

    /// <summary>Whether the last log is of the version that this program writes.</summary>
    public bool MayAppend { get; }

    /// <summary>Entries that stand in the logs, dead ones included.</summary>
    public int LogEntries { get; }

    /// <summary>Whether a record of the logs deletes a key.</summary>
    public bool LogDeletes { get; }

    public IndexStatus Status => _status ??= Count();

    /// <summary>What every search with these options shares.</summary>
    public SearchStatistics Statistics(IndexOptions options)
    {
        var known = _statistics;
        return known is not null && ReferenceEquals(known.Options, options) ? known : _statistics = new SearchStatistics(this, options);
    }

    /// <summary>Holds the state once more, unless it is closed already.</summary>
    public bool TryHold()
    {
        while (true)
        {
            var holders = Volatile.Read(ref _holders);
            if (holders == 0) return false;
            if (Interlocked.CompareExchange(ref _holders, holders + 1, holders) == holders) return true;
        }
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) != 0) return;
        foreach (var view in Files) _cache.Release(view.Reader);
    }

    private SegmentView? Part(LogPart part) => Segments.Skip(_fileCount).FirstOrDefault(v => v.Reader == part.Reader && v.Dead == part.Dead);

    private IndexStatus Count()
    {
        var languages = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var view in Segments)
        {
            if (view.Reader.Columns.Texts(ColumnKind.Languages, "") is not { } column) continue;
            var counts = new CountedValues(column, view.Live);
            while (counts.MoveNext())
            {
                var language = Utf8.GetString(counts.Value);
                languages[language] = languages.GetValueOrDefault(language) + counts.Count;
            }
        }

        return new IndexStatus(
            Number,
            Segments.Sum(s => s.LiveCount),
            Segments.Sum(s => s.Reader.EntryCount - s.LiveCount),
            Segments.Count,
            _otherBytes + Commit.Segments.Sum(s => s.Length + (s.Deletions?.Length ?? 0)),
            [.. languages.OrderByDescending(l => l.Value).ThenBy(l => l.Key, StringComparer.Ordinal)
                .Select(l => KeyValuePair.Create(new LanguageCode(l.Key), l.Value))]);
    }
}
