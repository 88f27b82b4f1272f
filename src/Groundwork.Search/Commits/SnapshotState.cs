using Groundwork.Language;
using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Commits;

/// <summary>One commit, opened. Shared by its snapshots and counted; the last one to let go closes its segments.</summary>
internal sealed class SnapshotState
{
    private readonly SegmentCache _cache;
    private readonly int _commitBytes;
    private int _holders = 1;
    private IndexStatus? _status;

    private SnapshotState(SegmentCache cache, CommitFile commit, int commitBytes, IReadOnlyList<SegmentView> segments) =>
        (_cache, Commit, _commitBytes, Segments) = (cache, commit, commitBytes, segments);

    public CommitFile Commit { get; }

    public IReadOnlyList<SegmentView> Segments { get; }

    public IndexStatus Status => _status ??= Count();

    /// <summary>Opens every segment of a commit; the caller holds the state once.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="IndexDamagedException">A file is not what the commit names.</exception>
    public static SnapshotState Open(SegmentCache cache, CommitFile commit, int commitBytes, SnapshotState? earlier)
    {
        var views = new List<SegmentView>();
        try
        {
            foreach (var record in commit.Segments)
            {
                var reader = cache.Acquire(record, commit.Schema.Fields.Count, commit.Schema.Dimensions);
                try
                {
                    views.Add(new SegmentView(reader, record.Deletions, DeadOf(cache.Directory, record, earlier)));
                }
                catch
                {
                    cache.Release(reader);
                    throw;
                }
            }

            return new SnapshotState(cache, commit, commitBytes, views);
        }
        catch
        {
            foreach (var view in views) cache.Release(view.Reader);
            throw;
        }
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
        foreach (var view in Segments) _cache.Release(view.Reader);
    }

    private static Bitset? DeadOf(IIndexDirectory directory, SegmentRecord record, SnapshotState? earlier)
    {
        if (record.Deletions is not { } deletions) return null;
        var same = earlier?.Segments.FirstOrDefault(s => s.Reader.Record.Number == record.Number && s.Deletions == deletions);
        return same is null ? DeletionsFile.Read(directory, deletions, record.Entries) : same.Dead;
    }

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
            Commit.Number,
            Commit.Segments.Sum(s => s.Live),
            Commit.Segments.Sum(s => s.Entries - s.Live),
            Commit.Segments.Count,
            _commitBytes + Commit.Segments.Sum(s => s.Length + (s.Deletions?.Length ?? 0)),
            [.. languages.OrderByDescending(l => l.Value).ThenBy(l => l.Key, StringComparer.Ordinal)
                .Select(l => KeyValuePair.Create(new LanguageCode(l.Key), l.Value))]);
    }
}
