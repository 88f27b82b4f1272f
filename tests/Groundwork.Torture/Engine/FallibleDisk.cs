using Groundwork.Search;

namespace Groundwork.Torture.Engine;

/// <summary>
/// An index directory in memory that fails at a chosen operation, and knows what a power loss would leave: appended bytes count
/// only after a flush, removals only after the folder was flushed, files that were not closed do not exist.
/// </summary>
internal sealed class FallibleDisk : IIndexDirectory
{
    private const int SectorBytes = 512;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _flushed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _removed = new(StringComparer.Ordinal);
    private readonly int _failAt;
    private readonly PowerCut _cut;
    private readonly Random _random;
    private bool _isLocked;
    private string? _half;

    /// <param name="before">Files that are there and safe.</param>
    /// <param name="failAt">The operation that fails, counted from 1; 0 for none.</param>
    /// <param name="cut">How.</param>
    /// <param name="random">Decides what is left.</param>
    public FallibleDisk(IReadOnlyDictionary<string, byte[]> before, int failAt, PowerCut cut, Random random)
    {
        foreach (var (name, content) in before) _files.Add(name, content);
        (_failAt, _cut, _random) = (failAt, cut, random);
    }

    /// <summary>Operations so far.</summary>
    public int Operations { get; private set; }

    /// <summary>True once the chosen operation was reached.</summary>
    public bool HasFailed => _failAt > 0 && Operations >= _failAt;

    /// <summary>What the next start finds.</summary>
    public Dictionary<string, byte[]> Remains()
    {
        lock (_gate)
        {
            var remains = new Dictionary<string, byte[]>(_files, StringComparer.Ordinal);
            if (_cut != PowerCut.Unplugged) return remains;
            foreach (var (name, content) in _removed)
                if (_random.Next(2) == 0)
                    remains.TryAdd(name, content);
            foreach (var (name, flushed) in _flushed)
                if (remains.TryGetValue(name, out var content) && content.Length > flushed)
                    remains[name] = Torn(content, flushed);
            return remains;
        }
    }

    public IReadOnlyList<string> List()
    {
        lock (_gate) return [.. _files.Keys];
    }

    public Stream Create(string name)
    {
        lock (_gate)
        {
            MayFail(name);
            if (_files.ContainsKey(name)) throw new IOException($"The file \"{name}\" exists already.");
        }

        return new NewFile(this, name);
    }

    public MappedFile Open(string name)
    {
        lock (_gate) return new View(Find(name));
    }

    public byte[]? ReadSmall(string name)
    {
        lock (_gate) return _files.GetValueOrDefault(name);
    }

    public PublishedFile? OpenPublished(string name)
    {
        lock (_gate) return _files.TryGetValue(name, out var content) ? new Published(this, name, content) : null;
    }

    public void Publish(string name, ReadOnlySpan<byte> content)
    {
        lock (_gate)
        {
            MayFail(name);
            _files[name] = content.ToArray();
            FlushFolder();
            MayFail(name);
        }
    }

    public IAppendFile OpenAppend(string name, long length)
    {
        lock (_gate)
        {
            MayFail(name);
            var content = Find(name);
            if (content.Length > length) _files[name] = content[..(int)length];
            _flushed[name] = (int)length;
        }

        return new Log(this, name);
    }

    public IGrowingFile OpenGrowing(string name)
    {
        lock (_gate) return new Growing(this, name, Find(name));
    }

    public void Delete(string name)
    {
        lock (_gate)
        {
            MayFail(name);
            if (_files.Remove(name, out var content)) _removed[name] = content;
        }
    }

    public IDisposable Lock(string name)
    {
        lock (_gate)
        {
            if (_isLocked) throw new IndexLockedException("The index is locked.");
            _isLocked = true;
        }

        return new Held(this);
    }

    private byte[] Find(string name) => _files.TryGetValue(name, out var content) ? content : throw new FileNotFoundException($"There is no file \"{name}\".", name);

    private void FlushFolder() => _removed.Clear();

    private bool FailsNow()
    {
        Operations++;
        return _failAt > 0 && (_cut == PowerCut.Full ? Operations == _failAt : Operations >= _failAt);
    }

    private void MayFail(string name)
    {
        if (FailsNow()) throw new IOException($"The disk failed at operation {Operations} ({name}).");
    }

    /// <summary>Some of the sectors that were not flushed are on the disk, others are zeros, or the file is shorter.</summary>
    private byte[] Torn(byte[] content, int flushed)
    {
        byte[] torn = [.. content.AsSpan(0, _random.Next(2) == 0 ? content.Length : _random.Next(flushed, content.Length + 1))];
        for (var at = flushed; at < torn.Length; at = ((at / SectorBytes) + 1) * SectorBytes)
        {
            if (_random.Next(3) > 0) continue;
            torn.AsSpan(at, Math.Min(torn.Length, ((at / SectorBytes) + 1) * SectorBytes) - at).Clear();
        }

        return torn;
    }

    private sealed class NewFile(FallibleDisk disk, string name) : MemoryStream
    {
        private bool _isDone;
        private bool _isBroken;

        // Writing a span ends up here too: that is how a memory stream treats those who derive from it.
        public override void Write(byte[] buffer, int offset, int count)
        {
            lock (disk._gate)
            {
                if (disk.FailsNow())
                {
                    _isBroken = true;
                    throw new IOException($"The disk failed while {name} was written.");
                }
            }

            base.Write(buffer, offset, count);
        }

        protected override void Dispose(bool disposing)
        {
            if (!disposing || _isDone) return;
            _isDone = true;
            lock (disk._gate)
            {
                if (_isBroken) return;
                disk.MayFail(name);
                disk._files[name] = ToArray();
                disk.FlushFolder();
                disk.MayFail(name);
            }
        }
    }

    private sealed class Log(FallibleDisk disk, string name) : IAppendFile
    {
        public long Length
        {
            get
            {
                lock (disk._gate) return disk._files.GetValueOrDefault(name)?.Length ?? 0;
            }
        }

        public void Append(ReadOnlySpan<byte> content)
        {
            lock (disk._gate)
            {
                if (!disk._files.TryGetValue(name, out var before)) return;
                var fails = disk.FailsNow();
                if (fails && disk._half is not null) throw new IOException($"The disk failed before {name} was appended to.");
                if (fails) disk._half = name;
                disk._files[name] = [.. before, .. fails ? content[..disk._random.Next(content.Length + 1)] : content];
                if (fails) throw new IOException($"The disk failed while {name} was appended to.");
            }
        }

        public void Flush()
        {
            lock (disk._gate)
            {
                disk.MayFail(name);
                if (disk._files.TryGetValue(name, out var content)) disk._flushed[name] = content.Length;
                disk.MayFail(name);
            }
        }

        public void Dispose() { }
    }

    private sealed class Growing(FallibleDisk disk, string name, byte[] first) : IGrowingFile
    {
        private byte[] _last = first;

        public long Length => Content.Length;

        private byte[] Content
        {
            get
            {
                lock (disk._gate) return _last = disk._files.GetValueOrDefault(name) ?? _last;
            }
        }

        public int Read(long offset, Span<byte> buffer)
        {
            var content = Content;
            var count = (int)Math.Clamp(content.Length - offset, 0, buffer.Length);
            if (count > 0) content.AsSpan((int)offset, count).CopyTo(buffer);
            return count;
        }

        public void Dispose() { }
    }

    private sealed class Published(FallibleDisk disk, string name, byte[] content) : PublishedFile
    {
        public override ReadOnlyMemory<byte> Content => content;

        public override bool IsCurrent
        {
            get
            {
                lock (disk._gate) return ReferenceEquals(disk._files.GetValueOrDefault(name), content);
            }
        }

        protected override void Dispose(bool disposing) { }
    }

    private sealed class View(byte[] content) : MappedFile
    {
        public override long Length => content.Length;

        public override ReadOnlySpan<byte> Slice(long offset, int length) => content.AsSpan(checked((int)offset), length);

        protected override void Dispose(bool disposing) { }
    }

    private sealed class Held(FallibleDisk disk) : IDisposable
    {
        public void Dispose()
        {
            lock (disk._gate) disk._isLocked = false;
        }
    }
}
