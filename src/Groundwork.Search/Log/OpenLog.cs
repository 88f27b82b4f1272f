using Groundwork.Search.Bytes;
using Groundwork.Search.Commits;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Log;

/// <summary>The logs since the commit file, the last of them open for appending. Whoever calls holds the gate of <see cref="CommitHead"/>.</summary>
internal sealed class OpenLog(IIndexDirectory directory, IndexOptions options) : IDisposable
{
    private readonly List<long> _numbers = [];
    private IAppendFile? _file;
    private int _entries;
    private bool _isSealed = true;
    private bool _isOutdated;

    /// <summary>Numbers of the logs, oldest first; none between a commit by files and the next small one.</summary>
    public IReadOnlyList<long> Numbers => _numbers;

    /// <summary>How many they are. Anybody may ask; the answer may be a moment old.</summary>
    public int Waiting => _numbers.Count;

    public bool IsOpen => _file is not null;

    /// <summary>Entries in the last log.</summary>
    public int Entries => _entries;

    /// <summary>Whether there is a log with anything in it.</summary>
    public bool HasRecords => _file is not null && (_numbers.Count > 1 || _file.Length > LogFile.HeaderBytes);

    /// <summary>Whether commits should go on in another log.</summary>
    public bool IsFull => _file is not null && (_isOutdated || _file.Length > options.LogBytes || _entries > options.LogEntries);

    /// <summary>Goes on with the logs that are there.</summary>
    public void Resume(SnapshotState state)
    {
        if (state.Logs.Count == 0) return;
        _numbers.AddRange(state.Logs);
        _entries = state.LogEntries;
        _isOutdated = !state.MayAppend;
        _file = Open(state.Logs[^1], state.LogEnd);
    }

    /// <summary>Starts the first log after a commit file, which names it already.</summary>
    public void Begin(long number)
    {
        _numbers.Add(number);
        _file = Open(number, LogFile.HeaderBytes);
    }

    /// <summary>Appends a commit; it is durable afterwards.</summary>
    public void Append(LogRecordKind kind, long commit, ReadOnlySpan<byte> body, int entries)
    {
        _file!.Append(LogFile.Encode(kind, commit, body));
        _file.Flush();
        _entries += entries;
        _isSealed = false;
    }

    /// <summary>Goes on in another log, which is on the disk already.</summary>
    public void Continue(long next, IAppendFile file, long commit)
    {
        var body = new ByteBuffer(10);
        body.VarInt((ulong)next);
        _file!.Append(LogFile.Encode(LogRecordKind.Continues, commit, body.Written));
        _file.Flush();
        _file.Dispose();
        (_file, _entries, _isSealed, _isOutdated) = (file, 0, true, false);
        _numbers.Add(next);
    }

    /// <summary>Forgets the logs before one: a commit file is about to name that one.</summary>
    public void ForgetBefore(long number) => _numbers.RemoveAll(n => n < number);

    /// <summary>Ends all logs: a commit file holds what stood in them.</summary>
    public void End()
    {
        _file?.Dispose();
        _numbers.Clear();
        (_file, _entries, _isSealed, _isOutdated) = (null, 0, true, false);
    }

    public IAppendFile Open(long number, long length) => directory.OpenAppend(SegmentFormat.LogName(number), length);

    /// <summary>Notes that the writer ends in peace.</summary>
    public void Seal(long commit)
    {
        if (_file is null || _isSealed) return;
        try
        {
            _file.Append(LogFile.Encode(LogRecordKind.Closed, commit, []));
            _isSealed = true;
        }
        catch (IOException)
        {
            // It only tells damage from a torn end, and every commit before it is durable.
        }
    }

    public void Dispose() => _file?.Dispose();
}
