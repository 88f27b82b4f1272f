using System.Security.Cryptography;

namespace Groundwork.UseCases.Conversing;

/// <summary>
/// Tells the turns that this process answers from those of processes that died: each holds a lock on a file of its own, which the system releases when the process ends,
/// however it ends.
/// </summary>
/// <param name="directory">Where the files lie; made when needed.</param>
/// <param name="time">Clock, to tell files that nobody needs.</param>
internal sealed class ProcessMark(string directory, TimeProvider time) : IDisposable
{
    private const string Ending = ".lock";

    // A file that was made a moment ago may not be locked yet.
    private static readonly TimeSpan LeftFor = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private FileStream? _held;

    /// <summary>The name of this process; its lock is held from now on.</summary>
    public string Name
    {
        get
        {
            lock (_gate)
            {
                if (_held is null)
                {
                    Directory.CreateDirectory(directory);
                    _held = new FileStream(PathOf(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
                }

                return Path.GetFileNameWithoutExtension(_held.Name);
            }
        }
    }

    /// <summary>Whether the process of a name still runs.</summary>
    public bool IsAlive(string name)
    {
        if (name.Length == 0) return false;
        try
        {
            using var free = new FileStream(PathOf(name), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>Removes the files of processes that died long ago.</summary>
    public void RemoveStale()
    {
        if (!Directory.Exists(directory)) return;
        foreach (var file in new DirectoryInfo(directory).EnumerateFiles("*" + Ending))
            if (file.LastWriteTimeUtc < (time.GetUtcNow() - LeftFor).UtcDateTime && !IsAlive(Path.GetFileNameWithoutExtension(file.Name)))
                file.Delete();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate) _held?.Dispose();
    }

    private string PathOf(string name) => Path.Combine(directory, name + Ending);
}
