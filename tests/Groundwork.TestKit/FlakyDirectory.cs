using Groundwork.Search;

namespace Groundwork.TestKit;

/// <summary>
/// Passes everything on to another directory, until the n-th operation that changes something: that one fails, in the middle of
/// the write where it is one, and so does every later one, as after a power loss or on a full disk.
/// </summary>
/// <param name="inner">The directory that works.</param>
/// <param name="failAt">The operation that fails first, counted from 1; 0 never fails.</param>
/// <param name="recovers">True when only that one operation fails.</param>
/// <param name="tornShare">Share of a write that is done before it fails, 0..1.</param>
public sealed class FlakyDirectory(IIndexDirectory inner, int failAt, bool recovers = false, double tornShare = 0.5) : IIndexDirectory
{
    private readonly double _tornShare = tornShare;
    private int _failAt = failAt;
    private bool _recovers = recovers;
    private int _operations;

    /// <summary>Operations counted so far.</summary>
    public int Operations => _operations;

    /// <summary>True when an operation has failed.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Fails at another operation from now on.</summary>
    public void FailAt(int operation, bool recovers) => (_failAt, _recovers) = (operation, recovers);

    public IReadOnlyList<string> List() => inner.List();

    public MappedFile Open(string name) => inner.Open(name);

    public byte[]? ReadSmall(string name) => inner.ReadSmall(name);

    public IDisposable Lock(string name) => inner.Lock(name);

    public Stream Create(string name)
    {
        MayFail($"creating {name}");
        return new FlakyStream(this, inner.Create(name), name);
    }

    public void Publish(string name, ReadOnlySpan<byte> content)
    {
        MayFail($"before publishing {name}");
        inner.Publish(name, content);
        MayFail($"after publishing {name}");
    }

    public PublishedFile? OpenPublished(string name) => inner.OpenPublished(name);

    public IGrowingFile OpenGrowing(string name) => inner.OpenGrowing(name);

    public IAppendFile OpenAppend(string name, long length)
    {
        MayFail($"opening {name} to append");
        return new FlakyLog(this, inner.OpenAppend(name, length), name);
    }

    public void Delete(string name)
    {
        MayFail($"deleting {name}");
        inner.Delete(name);
    }

    private bool FailsNow()
    {
        _operations++;
        var fails = _failAt > 0 && (_recovers ? _operations == _failAt : _operations >= _failAt);
        HasFailed |= fails;
        return fails;
    }

    private void MayFail(string what)
    {
        if (FailsNow()) throw new IOException($"No space left on device ({what}, operation {_operations}).");
    }

    private sealed class FlakyLog(FlakyDirectory owner, IAppendFile file, string name) : IAppendFile
    {
        public long Length => file.Length;

        public void Append(ReadOnlySpan<byte> content)
        {
            if (owner.FailsNow())
            {
                file.Append(content[..(int)(content.Length * owner._tornShare)]);
                throw new IOException($"No space left on device (in the middle of appending to {name}).");
            }

            file.Append(content);
        }

        public void Flush()
        {
            owner.MayFail($"before flushing {name}");
            file.Flush();
            owner.MayFail($"after flushing {name}");
        }

        public void Dispose() => file.Dispose();
    }

    private sealed class FlakyStream(FlakyDirectory owner, Stream stream, string name) : Stream
    {
        private bool _isDone;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => stream.Length;

        public override long Position
        {
            get => stream.Position;
            set => throw new NotSupportedException();
        }

        public override void Flush() => stream.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (owner.FailsNow())
            {
                stream.Write(buffer[..(int)(buffer.Length * owner._tornShare)]);
                throw new IOException($"No space left on device (in the middle of writing {name}).");
            }

            stream.Write(buffer);
        }

        protected override void Dispose(bool disposing)
        {
            if (_isDone || !disposing) return;
            _isDone = true;
            stream.Dispose();
            owner.MayFail($"closing {name}");
        }
    }
}
