using System.IO.MemoryMappedFiles;

namespace Groundwork.Search.Directories;

/// <summary>A file mapped into memory. Its pages belong to the system's page cache, not to the process.</summary>
internal sealed unsafe class FileView : MappedFile
{
    private readonly MemoryMappedFile? _map;
    private readonly MemoryMappedViewAccessor? _view;
    private byte* _start;
    private int _isDisposed;

    private FileView(MemoryMappedFile? map, MemoryMappedViewAccessor? view, long length)
    {
        (_map, _view, Length) = (map, view, length);
        if (view is null) return;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += view.PointerOffset;
        PageAdvice.Scattered(_start, length);
    }

    public override long Length { get; }

    public static FileView Open(string path)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new FileNotFoundException($"There is no index file \"{path}\".", path, e);
        }

        MemoryMappedFile? map = null;
        try
        {
            var length = stream.Length;
            if (length == 0)
            {
                stream.Dispose();
                return new FileView(map: null, view: null, 0);
            }

            map = MemoryMappedFile.CreateFromFile(stream, mapName: null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            return new FileView(map, map.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read), length);
        }
        catch
        {
            map?.Dispose();
            stream.Dispose();
            throw;
        }
    }

    public override ReadOnlySpan<byte> Slice(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        if (offset < 0 || length < 0 || offset > Length - length)
            throw new ArgumentOutOfRangeException(nameof(offset), offset, $"A slice of {length} bytes leaves a file of {Length} bytes.");
        return new ReadOnlySpan<byte>(_start + offset, length);
    }

    public override void ReadAhead(long offset, long length)
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        PageAdvice.Soon(_start + offset, Math.Min(length, Length - offset));
    }

    public override void ReadThrough()
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        PageAdvice.InOrder(_start, Length);
    }

    public override void LetGo()
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        PageAdvice.Unneeded(_start, Length);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing || Interlocked.Exchange(ref _isDisposed, 1) != 0) return;
        if (_view is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
        }

        _map?.Dispose();
    }
}
