using Microsoft.Win32.SafeHandles;

namespace Groundwork.Search.Directories;

/// <summary>A file of the file system that somebody else may append to.</summary>
internal sealed class GrowingFile(string path) : IGrowingFile
{
    private readonly SafeFileHandle _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    public long Length => RandomAccess.GetLength(_handle);

    public int Read(long offset, Span<byte> buffer)
    {
        var done = 0;
        while (done < buffer.Length)
        {
            var count = RandomAccess.Read(_handle, buffer[done..], offset + done);
            if (count == 0) break;
            done += count;
        }

        return done;
    }

    public void Dispose() => _handle.Dispose();
}
