using Microsoft.Win32.SafeHandles;

namespace Groundwork.Sources.Folders;

/// <summary>A file that says so when it changed while it was read, instead of handing on half of the old and half of the new.</summary>
/// <remarks>The check happens when the last byte was read: length, time of writing and (where the system tells) inode are those of the moment of opening.</remarks>
internal sealed class SteadyFile : Stream
{
    private const int BufferBytes = 1 << 16;
    private readonly string _path;
    private readonly FileStream _content;
    private readonly SafeFileHandle _handle;
    private readonly FileState _opened;

    private SteadyFile(string path, FileStream content)
    {
        _path = path;
        _content = content;
        _handle = content.SafeFileHandle;
        _opened = FileState.Of(_handle);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => _opened.Bytes;

    /// <inheritdoc/>
    public override long Position
    {
        get => _content.Position;
        set => _content.Position = value;
    }

    /// <summary>Opens an ordinary file; the caller disposes it.</summary>
    /// <exception cref="SourceException">It is not there, may not be read, or is no ordinary file.</exception>
    public static Stream Open(string path)
    {
        // Asked before opening: opening a pipe waits for its other end.
        var state = LocalPath.StateOf(path, throughLinks: true) ?? throw new SourceException(SourceFailure.NotFound, $"\"{path}\" is no longer there.");
        if (state.Kind != FileKind.File) throw new SourceException(SourceFailure.Forbidden, $"\"{path}\" is {LocalPath.WordFor(state.Kind)}, not a file.");
        FileStream? content = null;
        try
        {
            content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);
            return new SteadyFile(path, content);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            content?.Dispose();
            throw LocalPath.Problem(path, "opened", failure);
        }
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Checked(_content.Read(buffer), buffer.Length);
        }
        catch (IOException failure)
        {
            throw LocalPath.Problem(_path, "read to its end", failure);
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Checked(await _content.ReadAsync(buffer, cancellationToken), buffer.Length);
        }
        catch (IOException failure)
        {
            throw LocalPath.Problem(_path, "read to its end", failure);
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => _content.Seek(offset, origin);

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("A source is only read.");

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A source is only read.");

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _content.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _content.Dispose();
        base.Dispose(disposing);
    }

    private int Checked(int read, int asked)
    {
        var isAtEnd = (read == 0 && asked > 0) || (read > 0 && _content.Position >= _opened.Bytes);
        if (!isAtEnd) return read;
        if (_content.Position != _opened.Bytes && read == 0 && _content.Position < _opened.Bytes)
            throw new SourceException(SourceFailure.Changed, FormattableString.Invariant($"\"{_path}\" ended at byte {_content.Position} although it had {_opened.Bytes} when it was opened. It is read again next time."));
        if (FileState.Of(_handle) == _opened && _content.Position <= _opened.Bytes && LocalPath.StateOf(_path, throughLinks: true) == _opened) return read;
        throw new SourceException(SourceFailure.Changed, $"\"{_path}\" changed while it was read. It is read again next time.");
    }
}
