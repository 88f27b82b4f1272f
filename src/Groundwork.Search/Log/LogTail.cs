using Groundwork.Search.Bytes;
using Groundwork.Search.Commits;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Log;

/// <summary>Follows the logs of an index from the commit file on: the commits they hold, their entries and what those replace.</summary>
/// <remarks>For one thread at a time. What it hands out is never changed afterwards.</remarks>
internal sealed class LogTail(IIndexDirectory directory, IndexSchema schema, IndexOptions options) : IDisposable
{
    /// <summary>Entries of a part that is made in memory: few enough that no search waits for it longer than some milliseconds.</summary>
    private const int MostMadeEntries = 256;

    /// <summary>Bytes of records above which no more are gathered for one part.</summary>
    private const long MostGatheredBytes = 4 << 20;

    /// <summary>Parts of about one size that are merged into one of the next.</summary>
    private const int PartsPerTier = 8;

    private readonly List<(long Log, long Bytes, int Entries, bool Deletes)> _logs = [];
    private readonly List<(long Log, byte[] Key)> _touched = [];
    private IGrowingFile? _file;

    /// <summary>Commit that has been reached.</summary>
    public long Commit { get; private set; }

    /// <summary>The log that is read, 0 for none.</summary>
    public long Log { get; private set; }

    /// <summary>Whether that log is of the version that this program writes.</summary>
    public bool MayAppend { get; private set; }

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

    /// <summary>Whether a record follows: what a log has not been filled with yet is zeros.</summary>
    public bool HasNews
    {
        get
        {
            Span<byte> next = stackalloc byte[4];
            return _file is not null && next[.._file.Read(Offset, next)].ContainsAnyExcept((byte)0);
        }
    }

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
        var reading = new TailReading(files);
        reading.Parts.AddRange(Parts.Select(p => (p.Log, new DeadMarks(p.Reader, p.Dead))));
        var hasRead = false;
        while (LogFile.Read(_file, SegmentFormat.LogName(Log), Offset, _file.Length) is { } record)
        {
            hasRead = true;
            Apply(record, reading);
        }

        if (!hasRead) return false;
        MakePart(reading);
        MergeParts(reading.Parts);
        Parts = [.. reading.Parts.Select(p => new LogPart(p.Log, p.Marks.Reader, p.Marks.Dead))];
        return true;
    }

    public void Dispose() => Forget();

    private void Begin(long log)
    {
        var file = directory.OpenGrowing(SegmentFormat.LogName(log));
        try
        {
            MayAppend = LogFile.CheckHeader(file, log);
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

    private void Apply(LogRecord record, TailReading reading)
    {
        var name = SegmentFormat.LogName(Log);
        var isCommit = record.Kind is LogRecordKind.Image or LogRecordKind.Entries;
        var expected = isCommit ? Commit + 1 : Commit;
        if (record.Commit != expected) Damage.Throw(name, $"its record at {Offset} is of commit {record.Commit}, not {expected}");
        _logs[^1] = _logs[^1] with { Bytes = record.End };
        Offset = record.End;
        switch (record.Kind)
        {
            case LogRecordKind.Image or LogRecordKind.Entries:
                ApplyCommit(record, name, reading);
                Commit = record.Commit;
                break;
            case LogRecordKind.Continues:
                var reader = new ByteReader(record.Body, name);
                var next = (long)reader.VarInt();
                if (next <= Log || !reader.AtEnd) Damage.Throw(name, $"it goes on in the log {next:x16}");
                MakePart(reading);
                Begin(next);
                break;
            case LogRecordKind.Closed:
                break;
            default:
                Damage.Throw(name, $"it has a record of the unknown kind {(int)record.Kind}");
                break;
        }
    }

    private void ApplyCommit(LogRecord record, string name, TailReading reading)
    {
        var deleted = CommitRecord.Deleted(record.Body, name, out var start);
        foreach (var key in deleted) Kill(key, reading);
        var entries = 0;
        if (record.Kind == LogRecordKind.Entries)
        {
            reading.Gathered ??= new LoggedEntries(schema, name);
            entries = reading.Gathered.Add(record.Body, start, key => Kill(key, reading));
            if (reading.Gathered.EntryCount >= MostMadeEntries || reading.Gathered.Bytes >= MostGatheredBytes) MakePart(reading);
        }
        else if (CommitRecord.Image(record.Body, start, name) is { } image)
        {
            entries = image.Record.Entries;
            var reader = SegmentReader.Open(new MemoryImage(record.Body.AsMemory(image.Start)), name, image.Record, schema.Fields.Count, schema.Dimensions);
            for (var entry = 0; entry < reader.EntryCount; entry++) Kill(reader.KeyOf(entry).ToArray(), reading);
            reading.Parts.Add((Log, new DeadMarks(reader, dead: null)));
        }

        var log = _logs[^1];
        _logs[^1] = log with { Deletes = log.Deletes || deleted.Count > 0, Entries = log.Entries + entries };
    }

    private void Kill(byte[] key, TailReading reading)
    {
        _touched.Add((Log, key));
        reading.Kill(key);
    }

    /// <summary>Makes a part of the entries gathered.</summary>
    private void MakePart(TailReading reading)
    {
        if (reading.Gathered is not { } gathered) return;
        reading.Gathered = null;
        if (Make([gathered]) is { } made) reading.Parts.Add((Log, made));
    }

    /// <summary>Merges small parts of the newest log where many are of about one size, so that an entry is rewritten once per tier and searches see few.</summary>
    private void MergeParts(List<(long Log, DeadMarks Marks)> parts)
    {
        parts.RemoveAll(p => p.Log == Log && p.Marks.LiveCount == 0);
        for (var most = PartsPerTier; most <= MostMadeEntries; most *= PartsPerTier)
        {
            var tier = parts.Where(p => p.Log == Log && p.Marks.LiveCount < most).ToList();
            if (tier.Count <= PartsPerTier) continue;
            var merged = Make([.. tier.Select(p => new LiveSegment(p.Marks.Reader, p.Marks.Dead))])!;
            parts.RemoveAll(tier.Contains);
            parts.Add((Log, merged));
        }
    }

    private DeadMarks? Make(IReadOnlyList<SegmentInput> inputs)
    {
        using var stream = new MemoryStream();
        var record = SegmentAssembler.Write(stream, inputs, schema.Definitions(options), schema.Dimensions, CancellationToken.None);
        if (record is null) return null;
        var image = new MemoryImage(stream.GetBuffer().AsMemory(0, (int)stream.Length));
        return new DeadMarks(SegmentReader.Open(image, SegmentFormat.LogName(Log), record, schema.Fields.Count, schema.Dimensions), dead: null);
    }
}
