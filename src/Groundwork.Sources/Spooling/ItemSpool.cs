using System.Globalization;
using Groundwork.Sources.Folders;
using Microsoft.Win32.SafeHandles;

namespace Groundwork.Sources.Spooling;

/// <summary>Contents of one listing on disk until they are opened, so that a listing holds none of them in memory.</summary>
/// <remarks>
/// One file that is deleted when its handle is let go, which is when nothing of the listing can be opened any more: items outlive their listing, so nobody
/// can say earlier. A file that a crash left behind is deleted by the next listing.
/// </remarks>
internal sealed class ItemSpool
{
    private static int s_count;
    private readonly string _path;
    private readonly SafeFileHandle _file;
    private long _length;

    private ItemSpool(string path, SafeFileHandle file) => (_path, _file) = (path, file);

    /// <summary>A new file in a folder, which is made when needed.</summary>
    /// <exception cref="SourceException">The folder cannot be written to.</exception>
    public static ItemSpool In(string folder)
    {
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}.spool"));
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var left in Directory.EnumerateFiles(folder, "*.spool")) DeleteUnlessInUse(left);
            return new ItemSpool(path, File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw LocalPath.Problem(folder, "written to", failure);
        }
    }

    /// <summary>Puts a content down.</summary>
    /// <returns>Opens it, as often as wanted. The caller of that disposes the stream.</returns>
    public async Task<Func<CancellationToken, ValueTask<Stream>>> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var (start, length) = (_length, content.Length);
        try
        {
            await RandomAccess.WriteAsync(_file, content, start, cancellationToken);
        }
        catch (IOException failure)
        {
            throw LocalPath.Problem(_path, "written to", failure);
        }

        _length += length;
        return token => OpenAsync(start, length, token);
    }

    private async ValueTask<Stream> OpenAsync(long start, int length, CancellationToken cancellationToken)
    {
        var content = new byte[length];
        for (var read = 0; read < length;)
        {
            var more = await RandomAccess.ReadAsync(_file, content.AsMemory(read), start + read, cancellationToken);
            if (more == 0) throw new SourceException(SourceFailure.Unreachable, $"The temporary file \"{_path}\" was cut short. Run the command again.");
            read += more;
        }

        return new MemoryStream(content, writable: false);
    }

    private static void DeleteUnlessInUse(string path)
    {
        try
        {
            File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Another listing still needs it.
        }
    }
}
