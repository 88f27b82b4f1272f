using Groundwork.Search;

namespace Groundwork.TestKit;

/// <summary>An index directory in memory, as durable as the process. Its files can be damaged on purpose.</summary>
public sealed class MemoryIndexDirectory : IIndexDirectory
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _locks = new(StringComparer.Ordinal);

    public MemoryIndexDirectory() { }

    private MemoryIndexDirectory(SortedDictionary<string, byte[]> files) => _files = files;

    /// <summary>A directory with the same files, on its own from now on; nobody holds its locks.</summary>
    public MemoryIndexDirectory Copy()
    {
        lock (_gate)
        {
            var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
            foreach (var (name, content) in _files) files.Add(name, [.. content]);
            return new MemoryIndexDirectory(files);
        }
    }

    /// <summary>Puts other bytes in place of a file, as a failing disk would.</summary>
    public void Replace(string name, byte[] content)
    {
        lock (_gate) _files[name] = content;
    }

    public IReadOnlyList<string> List()
    {
        lock (_gate) return [.. _files.Keys];
    }

    public Stream Create(string name)
    {
        lock (_gate)
            if (_files.ContainsKey(name))
                throw new IOException($"The file \"{name}\" exists already.");
        return new NewFile(this, name);
    }

    public MappedFile Open(string name)
    {
        lock (_gate) return _files.TryGetValue(name, out var content) ? new View(content) : throw new FileNotFoundException($"There is no file \"{name}\".", name);
    }

    public byte[]? ReadSmall(string name)
    {
        lock (_gate) return _files.TryGetValue(name, out var content) ? [.. content] : null;
    }

    public void Publish(string name, ReadOnlySpan<byte> content)
    {
        lock (_gate) _files[name] = content.ToArray();
    }

    public PublishedFile? OpenPublished(string name)
    {
        lock (_gate) return _files.TryGetValue(name, out var content) ? new Published(this, name, content) : null;
    }

    public IAppendFile OpenAppend(string name, long length)
    {
        lock (_gate)
        {
            var content = _files.TryGetValue(name, out var found) ? found : throw new FileNotFoundException($"There is no file \"{name}\".", name);
            if (content.Length < length) throw new EndOfStreamException($"The file \"{name}\" has {content.Length} bytes and should go on after {length}.");
            if (content.Length > length) _files[name] = content[..(int)length];
        }

        return new Appended(this, name);
    }

    public IGrowingFile OpenGrowing(string name)
    {
        lock (_gate)
            if (!_files.ContainsKey(name))
                throw new FileNotFoundException($"There is no file \"{name}\".", name);
        return new Growing(this, name);
    }

    public void Delete(string name)
    {
        lock (_gate) _files.Remove(name);
    }

    public IDisposable Lock(string name)
    {
        lock (_gate)
            if (!_locks.Add(name))
                throw new IndexLockedException($"\"{name}\" is locked in this process.");
        return new Held(this, name);
    }

    private sealed class NewFile(MemoryIndexDirectory owner, string name) : MemoryStream
    {
        private bool _isDone;

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_isDone)
            {
                _isDone = true;
                owner.Replace(name, ToArray());
            }

            base.Dispose(disposing);
        }
    }

    private sealed class View(byte[] content) : MappedFile
    {
        private bool _isDisposed;

        public override long Length => content.Length;

        public override ReadOnlySpan<byte> Slice(long offset, int length)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (offset < 0 || length < 0 || offset > content.Length - length) throw new ArgumentOutOfRangeException(nameof(offset));
            return content.AsSpan((int)offset, length);
        }

        protected override void Dispose(bool disposing) => _isDisposed = true;
    }

    private sealed class Published(MemoryIndexDirectory owner, string name, byte[] content) : PublishedFile
    {
        public override ReadOnlyMemory<byte> Content => content;

        public override bool IsCurrent
        {
            get
            {
                lock (owner._gate) return owner._files.TryGetValue(name, out var now) && ReferenceEquals(now, content);
            }
        }

        protected override void Dispose(bool disposing) { }
    }

    private sealed class Appended(MemoryIndexDirectory owner, string name) : IAppendFile
    {
        public long Length
        {
            get
            {
                lock (owner._gate) return owner._files[name].Length;
            }
        }

        public void Append(ReadOnlySpan<byte> content)
        {
            lock (owner._gate)
            {
                // Deleted files go on living for those who have them open; here nobody would ever see the rest.
                if (owner._files.TryGetValue(name, out var before)) owner._files[name] = [.. before, .. content];
            }
        }

        public void Flush() { }

        public void Dispose() { }
    }

    private sealed class Growing(MemoryIndexDirectory owner, string name) : IGrowingFile
    {
        private byte[] _last = [];

        public long Length => Content.Length;

        private byte[] Content
        {
            get
            {
                lock (owner._gate) return _last = owner._files.TryGetValue(name, out var now) ? now : _last;
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

    private sealed class Held(MemoryIndexDirectory owner, string name) : IDisposable
    {
        public void Dispose()
        {
            lock (owner._gate) owner._locks.Remove(name);
        }
    }
}
