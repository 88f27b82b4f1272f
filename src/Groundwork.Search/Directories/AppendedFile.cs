using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Groundwork.Search.Directories;

/// <summary>A file of the file system that grows at its end.</summary>
/// <remarks>
/// It is filled with zeros some way ahead of its end. A flush then finds that nothing but content has changed and need not wait for the
/// file system's journal, which halves its time.
/// </remarks>
internal sealed partial class AppendedFile : IAppendFile
{
    private const int Ahead = 1 << 17;
    private static readonly byte[] Zeros = new byte[Ahead];
    private readonly SafeFileHandle _handle;
    private long _filled;
    private long _flushed;

    public AppendedFile(string path, long length)
    {
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            Length = RandomAccess.GetLength(_handle);
            if (Length < length) throw new EndOfStreamException($"The index file \"{path}\" has {Length} bytes and should go on after {length}.");
            if (Length > length)
            {
                RandomAccess.SetLength(_handle, length);
                Length = length;
            }

            _filled = _flushed = Length;
            Flush();
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> content)
    {
        var end = Length + content.Length;
        if (end > _filled)
        {
            RandomAccess.Write(_handle, Zeros, end);
            _filled = end + Zeros.Length;
        }

        RandomAccess.Write(_handle, content, Length);
        Length = end;
    }

    public void Flush()
    {
        try
        {
            // Not the times of the file: they would be another thing to wait for.
            if (OperatingSystem.IsLinux()) FlushContent();
            else RandomAccess.FlushToDisk(_handle);
        }
        catch (IOException)
        {
            TakeBack();
            throw;
        }

        _flushed = Length;
    }

    public void Dispose()
    {
        try
        {
            if (_filled > Length) RandomAccess.SetLength(_handle, Length);
        }
        catch (IOException)
        {
            // Zeros at the end say nothing.
        }

        _handle.Dispose();
    }

    /// <summary>Cuts off what could not be flushed: it could still be read, and a later flush would say that all is well, though it may never reach the disk.</summary>
    private void TakeBack()
    {
        try
        {
            RandomAccess.SetLength(_handle, _flushed);
            Length = _filled = _flushed;
        }
        catch (IOException)
        {
            // The disk refuses everything. Whoever opens the file next reads what is there.
        }
    }

    private void FlushContent()
    {
        if (FlushDescriptor(_handle) != 0) throw new IOException($"The system could not flush a file of the index (error {Marshal.GetLastPInvokeError()}), so it may not survive a power loss.");
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FlushDescriptor(SafeFileHandle descriptor);
}
