using Groundwork.Search.Bytes;
using Groundwork.Search.Commits;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Log;

/// <summary>Follows the logs of an index from the commit file on: the commits they hold, their entries and what those replace.</summary>
/// <remarks>For one thread at a time. What it hands out is never changed afterwards.</remarks>
internal sealed class LogTail(IIndexDirectory directory, IndexSchema schema, IndexOptions options) : IDisposable
{
    /// <summary>Parts of one log that a search sees at most, apart from those too large to be merged here.</summary>
    private const int MostParts = 10;

    /// <summary>Parts that may gather while many records are read at once.</summary>
    private const int MostGatheredParts = 64;

    /// <summary>Entries of a part that is merged in memory: few enough that no search waits for it longer than some milliseconds.</summary>
    private const int MostMergedEntries = 512;

    private readonly List<(long Log, long Bytes, int Entries, bool Deletes)> _logs = [];
    private readonly List<(long Log, byte[] Key)> _touched = [];
    private IGrowingFile? _file;

    /// <summary>Commit that has been reached.</summary>
    public long Commit { get; private set; }

    /// <summary>The log that is read, 0 for none.</summary>
    public long Log { get; private set; }

    /// <summary>Where the next record of it starts.</summary>
    public long Offset { get; private set; }

    /// <summary>Its entries.</summary>
    public IReadOnlyList<LogPart> Parts { get; private set; } = [];

    /// <summary>Numbers of the logs since the commit file.</summary>
    public IEnumerable<long> Logs => _logs.Select(l => l.Log);

    /// <summary>Bytes of the logs.</summary>
    public long Bytes => _logs.Sum(l => l.Bytes);

    /// <summary>Entries that stand in the logs, dead ones included.</summary>
    public int Entries => _logs.Sum(l => l.Entries);

    /// <summary>Whether a record of them deletes a key.</summary>
    public bool Deletes => _logs.Exists(l => l.Deletes);

    /// <summary>Whether the log has grown since it was read.</summary>
    public bool HasNews => _file is not null && _file.Length != Offset;

    /// <summary>Goes on from another commit file.</summary>
    /// <returns>True when everything read so far still counts, so that deletions known to it need not be read again.</returns>
    /// <exception cref="FileNotFoundException">The log is not there.</exception>
    public bool Rebase(CommitFile commit)
    {
        if (commit.Log > 0 && _logs.Exists(l => l.Log == commit.Log) && Commit >= commit.Number)
        {
            _logs.RemoveAll(l => l.Log < commit.Log);
            _touched.RemoveAll(t => t.Log < commit.Log);
            Parts = [.. Parts.Where(p => p.Log >= commit.Log)];
            return true;
        }

        Forget();
        Commit = commit.Number;
        if (commit.Log > 0) Begin(commit.Log);
        return false;
    }

    /// <summary>Forgets everything, so that the next <see cref="Rebase"/> starts anew.</summary>
    public void Forget()
    {
        _file?.Dispose();
        _file = null;
        _logs.Clear();
        _touched.Clear();
        Parts = [];
        (Commit, Log, Offset) = (0, 0, 0);
    }

    /// <summary>Marks what the records read so far replaced or deleted in a segment file that is new.</summary>
    public void Replay(DeadMarks marks)
    {
        foreach (var (_, key) in _touched) marks.Kill(key);
    }

    /// <summary>Reads all whole records that follow.</summary>
    /// <param name="files">The segment files; what the records replace in them is marked.</param>
    /// <returns>False when there was none.</returns>
    /// <exception cref="FileNotFoundException">The log goes on in a file that is not there.</exception>
    /// <exception cref="IndexDamagedException">A record is broken in the middle of a log.</exception>
    public bool ReadOn(IReadOnlyList<DeadMarks> files)
    {
        if (_file is null) return false;
        var parts = Parts.Select(p => (p.Log, Marks: new DeadMarks(p.Reader, p.Dead))).ToList();
        var hasRead = false;
        while (LogFile.Read(_file, SegmentFormat.LogName(Log), Offset, _file.Length) is { } record)
        {
            hasRead = true;
            Apply(record, files, parts);
            if (parts.Count > MostGatheredParts) Compact(parts, isManyAtOnce: true);
        }

        if (!hasRead) return false;
        if (parts.Count > MostParts) Compact(parts, isManyAtOnce: false);
        Parts = [.. parts.Select(p => new LogPart(p.Log, p.Marks.Reader, p.Marks.Dead))];
        return true;
    }

    public void Dispose() => Forget();

    private void Begin(long log)
    {
        var file = directory.OpenGrowing(SegmentFormat.LogName(log));
        try
        {
            LogFile.CheckHeader(file, log);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        _file?.Dispose();
        _file = file;
        Log = log;
        Offset = LogFile.HeaderBytes;
        _logs.Add((log, Offset, 0, false));
    }

    private void Apply(LogRecord record, IReadOnlyList<DeadMarks> files, List<(long Log, DeadMarks Marks)> parts)
    {
        var name = SegmentFormat.LogName(Log);
        var expected = record.Kind == LogRecordKind.Commit ? Commit + 1 : Commit;
        if (record.Commit != expected) Damage.Throw(name, $"its record at {Offset} is of commit {record.Commit}, not {expected}");
        var log = _logs[^1];
        _logs[^1] = log with { Bytes = record.End };
        Offset = record.End;
        switch (record.Kind)
        {
            case LogRecordKind.Commit:
                Apply(record.Body, name, files, parts);
                Commit = record.Commit;
                break;
            case LogRecordKind.Continues:
                var reader = new ByteReader(record.Body, name);
                var next = (long)reader.VarInt();
                if (next <= Log || !reader.AtEnd) Damage.Throw(name, $"it goes on in the log {next:x16}");
                Begin(next);
                break;
            case LogRecordKind.Closed:
                break;
            default:
                Damage.Throw(name, $"it has a record of the unknown kind {(int)record.Kind}");
                break;
        }
    }

    private void Apply(byte[] body, string name, IReadOnlyList<DeadMarks> files, List<(long Log, DeadMarks Marks)> parts)
    {
        var deleted = new List<byte[]>();
        CommitRecord.Decode(body, name, deleted, out var image);
        foreach (var key in deleted) Kill(key, files, parts);
        var log = _logs[^1];
        _logs[^1] = log with { Deletes = log.Deletes || deleted.Count > 0, Entries = log.Entries + (image?.Record.Entries ?? 0) };
        if (image is not { } found) return;
        var reader = SegmentReader.Open(new MemoryImage(body.AsMemory(found.Start)), name, found.Record, schema.Fields.Count, schema.Dimensions);
        for (var entry = 0; entry < reader.EntryCount; entry++) Kill(reader.KeyOf(entry).ToArray(), files, parts);
        parts.Add((Log, new DeadMarks(reader, dead: null)));
    }

    private void Kill(byte[] key, IReadOnlyList<DeadMarks> files, List<(long Log, DeadMarks Marks)> parts)
    {
        _touched.Add((Log, key));

        // A key is alive in one place at most, so the first hit is the only one. The newest are looked at first: they are the smallest.
        for (var i = parts.Count - 1; i >= 0; i--)
            if (parts[i].Marks.Kill(key))
                return;
        foreach (var file in files)
            if (file.Kill(key))
                return;
    }

    /// <summary>Merges the smallest parts of the newest log.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="isManyAtOnce">
    /// True while a long tail is read: everything small becomes one part. Otherwise parts are merged as a counter carries, so that an entry is
    /// rewritten only as often as its part has doubled.
    /// </param>
    private void Compact(List<(long Log, DeadMarks Marks)> parts, bool isManyAtOnce)
    {
        parts.RemoveAll(p => p.Log == Log && Live(p.Marks) == 0);
        var small = parts.Where(p => p.Log == Log && Live(p.Marks) <= MostMergedEntries / 2).OrderBy(p => Live(p.Marks)).ToList();
        var (count, sum) = (0, 0);
        foreach (var live in small.Select(p => Live(p.Marks)))
        {
            if (count >= 2 && ((!isManyAtOnce && live >= 2 * sum) || sum + live > MostMergedEntries)) break;
            (count, sum) = (count + 1, sum + live);
        }

        if (count < 2) return;
        small.RemoveRange(count, small.Count - count);
        using var stream = new MemoryStream();
        var inputs = small.Select(p => new LiveSegment(p.Marks.Reader, p.Marks.Dead)).ToList();
        var record = SegmentAssembler.Write(stream, inputs, schema.Definitions(options), schema.Dimensions, CancellationToken.None)!;
        var merged = SegmentReader.Open(new MemoryImage(stream.ToArray()), SegmentFormat.LogName(Log), record, schema.Fields.Count, schema.Dimensions);
        parts.RemoveAll(small.Contains);
        parts.Add((Log, new DeadMarks(merged, dead: null)));
    }

    private static int Live(DeadMarks marks) => marks.Reader.EntryCount - (marks.Dead?.Count() ?? 0);
}
