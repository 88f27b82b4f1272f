namespace Groundwork.Search.Directories;

/// <summary>A file that gets its name only when it is whole and on the disk, at <see cref="Stream.Dispose()"/>.</summary>
internal sealed class DurableFileStream(string temporary, string path, FolderSync folder) : Stream
{
    private readonly FileStream _file = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
    private bool _isDone;
    private bool _hasFailed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !_isDone;

    public override long Length => _file.Length;

    public override long Position
    {
        get => _file.Position;
        set => throw new NotSupportedException("A file of an index is written from start to end.");
    }

    public override void Flush() => _file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A file of an index is not read while it is written.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A file of an index is written from start to end.");

    public override void SetLength(long value) => throw new NotSupportedException("A file of an index is written from start to end.");

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _file.Write(buffer);
        }
        catch (IOException)
        {
            _hasFailed = true;
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing || _isDone) return;
        _isDone = true;
        if (_hasFailed)
        {
            // A file with a hole in it must never get its name. Disposing may fail once more on the same full disk.
            try
            {
                _file.Dispose();
            }
            catch (IOException)
            {
                return;
            }

            return;
        }

        using (_file) _file.Flush(flushToDisk: true);
        File.Move(temporary, path, overwrite: false);
        folder.Flush();
    }
}
