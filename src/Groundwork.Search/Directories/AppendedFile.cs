using Microsoft.Win32.SafeHandles;

namespace Groundwork.Search.Directories;

/// <summary>A file of the file system that grows at its end.</summary>
internal sealed class AppendedFile : IAppendFile
{
    private readonly SafeFileHandle _handle;

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
        RandomAccess.Write(_handle, content, Length);
        Length += content.Length;
    }

    public void Flush() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => _handle.Dispose();
}
