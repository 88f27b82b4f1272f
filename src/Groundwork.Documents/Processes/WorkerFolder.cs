namespace Groundwork.Documents.Processes;

/// <summary>
/// The temporary folder of a reading process. Its owner, the process that started the reading one, holds a lock in it. The system lets go of the
/// lock when the owner dies, however it dies, so a folder whose lock can be had belongs to nobody: no process ids, which come again.
/// </summary>
internal sealed class WorkerFolder : IDisposable
{
    public const string Prefix = "groundwork-worker-";

    private const string LockName = ".owner";

    // Between the making of a folder and that of its lock lies a moment.
    private static readonly TimeSpan s_longestMaking = TimeSpan.FromDays(1);

    private readonly DirectoryInfo _folder;
    private readonly FileStream _held;

    private WorkerFolder(DirectoryInfo folder, FileStream held) => (_folder, _held) = (folder, held);

    public string Path => _folder.FullName;

    /// <summary>Makes a folder among the temporary ones of the system.</summary>
    public static WorkerFolder Create()
    {
        var folder = Directory.CreateTempSubdirectory(Prefix);
        try
        {
            return new WorkerFolder(folder, new FileStream(System.IO.Path.Combine(folder.FullName, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Removes the folders whose owner is gone.</summary>
    /// <param name="among">Where they lie.</param>
    /// <param name="now">The time, to tell a folder that is just being made.</param>
    public static void RemoveStale(string among, DateTimeOffset now)
    {
        foreach (var folder in new DirectoryInfo(among).EnumerateDirectories(Prefix + "*", new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            try
            {
                if (IsStale(folder, now)) folder.Delete(recursive: true);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // It has its owner, is another user's, or somebody else removes it now.
            }
        }
    }

    /// <summary>Removes the folder with everything in it.</summary>
    public void Dispose()
    {
        _held.Dispose();
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Something still writes there, or cleaned up first; the next start removes it.
        }
    }

    private static bool IsStale(DirectoryInfo folder, DateTimeOffset now)
    {
        var file = System.IO.Path.Combine(folder.FullName, LockName);
        if (!File.Exists(file)) return folder.LastWriteTimeUtc < now.UtcDateTime - s_longestMaking;
        using var free = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        return true;
    }
}
