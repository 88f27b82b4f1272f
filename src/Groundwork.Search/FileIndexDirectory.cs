using System.Text;
using Groundwork.Search.Directories;

namespace Groundwork.Search;

/// <summary>An index in a folder of the file system. The folder is created when it is not there; for reading alone it may be read-only.</summary>
/// <remarks>
/// A file is written under a temporary name, flushed to the disk and renamed, and the folder itself is flushed, so that a name
/// that exists always names a whole file. Left-over temporary files are removed by whoever takes the lock next.
/// Safe for concurrent use.
/// </remarks>
public sealed class FileIndexDirectory : IIndexDirectory
{
    private const string TemporarySuffix = ".tmp";
    private const string LockSuffix = ".lock";
    private const string HolderSuffix = ".holder";
    private const int MostSmallBytes = 64 << 20;
    private readonly string _path;
    private readonly FolderSync _sync;

    /// <summary>Opens or creates the folder.</summary>
    /// <param name="path">Path of the folder.</param>
    /// <exception cref="IOException">It cannot be created.</exception>
    public FileIndexDirectory(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = Path.GetFullPath(path);
        Directory.CreateDirectory(_path);
        _sync = new FolderSync(_path);
    }

    /// <inheritdoc />
    public IReadOnlyList<string> List()
    {
        var names = new List<string>();
        foreach (var file in Directory.EnumerateFiles(_path))
        {
            var name = Path.GetFileName(file);
            if (!IsOwn(name)) names.Add(name);
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <inheritdoc />
    public Stream Create(string name)
    {
        var path = PathOf(name);
        if (File.Exists(path)) throw new IOException($"The index file \"{path}\" exists already; files of an index are written once.");
        var temporary = path + TemporarySuffix;
        return new DurableFileStream(temporary, path, _sync);
    }

    /// <inheritdoc />
    public MappedFile Open(string name) => FileView.Open(PathOf(name));

    /// <inheritdoc />
    public byte[]? ReadSmall(string name)
    {
        var path = PathOf(name);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > MostSmallBytes)
                throw new IndexDamagedException(name, $"The index file \"{path}\" has {stream.Length} bytes, where at most {MostSmallBytes} can be.");
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return content;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Publish(string name, ReadOnlySpan<byte> content)
    {
        var path = PathOf(name);
        var temporary = path + TemporarySuffix;
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        _sync.Flush();
    }

    /// <inheritdoc />
    public PublishedFile? OpenPublished(string name) => WatchedFile.Open(PathOf(name), MostSmallBytes);

    /// <inheritdoc />
    public IAppendFile OpenAppend(string name, long length) => new AppendedFile(PathOf(name), length);

    /// <inheritdoc />
    public IGrowingFile OpenGrowing(string name) => new GrowingFile(PathOf(name));

    /// <inheritdoc />
    public void Delete(string name) => File.Delete(PathOf(name));

    /// <inheritdoc />
    public IDisposable Lock(string name)
    {
        var path = PathOf(name) + LockSuffix;
        var holder = PathOf(name) + HolderSuffix;
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new IndexLockedException(
                $"The index in \"{_path}\" is being written by process {ReadHolder(holder)}. Wait until it is done, or write through it.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The index in \"{_path}\" cannot be written: {e.Message} It can be searched as it is; to change it, make the folder writable, or free file handles.", e);
        }

        try
        {
            // The note is for people only: the lock is the open file, which the system releases when its process dies.
            File.WriteAllText(holder, FormattableString.Invariant($"{Environment.ProcessId}"), Encoding.ASCII);
            foreach (var file in Directory.EnumerateFiles(_path, "*" + TemporarySuffix)) File.Delete(file);
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        return stream;
    }

    /// <summary>Whether another open file holds the lock: EWOULDBLOCK of flock on Linux and macOS, a sharing violation on Windows.</summary>
    private static bool IsHeld(IOException problem) =>
        (problem.HResult & 0xFFFF) == (OperatingSystem.IsWindows() ? 32 : OperatingSystem.IsLinux() ? 11 : 35);

    private static string ReadHolder(string path)
    {
        try
        {
            var text = File.ReadAllText(path).Trim();
            return text.Length is > 0 and < 20 && text.All(char.IsAsciiDigit) ? text : "(unknown)";
        }
        catch (IOException)
        {
            return "(unknown)";
        }
    }

    private static bool IsOwn(string name) =>
        name.EndsWith(TemporarySuffix, StringComparison.Ordinal)
        || name.EndsWith(LockSuffix, StringComparison.Ordinal)
        || name.EndsWith(HolderSuffix, StringComparison.Ordinal);

    private string PathOf(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_'))
                throw new ArgumentException($"\"{name}\" is no name of an index file: only ASCII letters, digits, '-', '.' and '_' may stand in it.", nameof(name));
        return Path.Combine(_path, name);
    }
}
