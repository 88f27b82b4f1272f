using Microsoft.Win32.SafeHandles;

namespace Groundwork.Search.Directories;

/// <summary>A published file of the file system.</summary>
/// <remarks>
/// The file stays open, so its identity (device and inode) cannot pass to another one, and one system call without any reading
/// tells whether the name has moved on. Where the system does not tell identities, the content is compared instead.
/// </remarks>
internal sealed class WatchedFile : PublishedFile
{
    private readonly string _path;
    private readonly FileIdentity? _identity;
    private readonly SafeFileHandle? _handle;
    private readonly byte[] _content;

    private WatchedFile(string path, byte[] content, SafeFileHandle? handle, FileIdentity? identity) =>
        (_path, _content, _handle, _identity) = (path, content, handle, identity);

    public override ReadOnlyMemory<byte> Content => _content;

    public override bool IsCurrent => _identity is not null ? _identity.IsStillAt : Read(_path, int.MaxValue) is { } now && now.AsSpan().SequenceEqual(_content);

    public static WatchedFile? Open(string path, int mostBytes)
    {
        if (Handle(path) is not { } handle) return null;
        try
        {
            var content = Read(handle, path, mostBytes);
            var identity = FileIdentity.Of(handle, path);
            if (identity is null) handle.Dispose();
            return new WatchedFile(path, content, identity is null ? null : handle, identity);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    protected override void Dispose(bool disposing) => _handle?.Dispose();

    private static byte[]? Read(string path, int mostBytes)
    {
        using var handle = Handle(path);
        return handle is null ? null : Read(handle, path, mostBytes);
    }

    private static byte[] Read(SafeFileHandle handle, string path, int mostBytes)
    {
        var length = RandomAccess.GetLength(handle);
        if (length > mostBytes)
            throw new IndexDamagedException(Path.GetFileName(path), $"The index file \"{path}\" has {length} bytes, where at most {mostBytes} can be.");
        var content = new byte[length];
        var done = 0;
        while (done < content.Length && RandomAccess.Read(handle, content.AsSpan(done), done) is var count and > 0) done += count;
        return content[..done];
    }

    private static SafeFileHandle? Handle(string path)
    {
        // An index without a commit is asked for its commit before every search; a thrown exception costs more than the question.
        if (!File.Exists(path)) return null;
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
