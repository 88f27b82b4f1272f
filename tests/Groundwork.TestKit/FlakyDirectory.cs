using Groundwork.Search;

namespace Groundwork.TestKit;

/// <summary>
/// Passes everything on to another directory, until the n-th operation that changes something: that one fails, in the middle of
/// the write where it is one, and so does every later one, as after a power loss or on a full disk.
/// </summary>
/// <param name="inner">The directory that works.</param>
/// <param name="failAt">The operation that fails first, counted from 1; 0 never fails.</param>
/// <param name="recovers">True when only that one operation fails.</param>
public sealed class FlakyDirectory(IIndexDirectory inner, int failAt, bool recovers = false) : IIndexDirectory
{
    private int _operations;

    /// <summary>Operations counted so far.</summary>
    public int Operations => _operations;

    /// <summary>True when an operation has failed.</summary>
    public bool HasFailed { get; private set; }

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

    public void Delete(string name)
    {
        MayFail($"deleting {name}");
        inner.Delete(name);
    }

    private bool FailsNow()
    {
        _operations++;
        var fails = failAt > 0 && (recovers ? _operations == failAt : _operations >= failAt);
        HasFailed |= fails;
        return fails;
    }

    private void MayFail(string what)
    {
        if (FailsNow()) throw new IOException($"No space left on device ({what}, operation {_operations}).");
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
                stream.Write(buffer[..(buffer.Length / 2)]);
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
