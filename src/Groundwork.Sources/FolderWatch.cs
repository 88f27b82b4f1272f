namespace Groundwork.Sources;

/// <summary>Tells when something below folders may have changed. What exactly is found out by listing them again.</summary>
/// <remarks>A burst of changes is one: the wait ends when it has been quiet for a while. When the system loses count of changes, or cannot watch a folder at all, that is a change too.</remarks>
public sealed class FolderWatch : IDisposable
{
    private readonly TimeProvider _time;
    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly SemaphoreSlim _changed = new(0);

    /// <param name="folders">Folders to watch, with everything below; those that cannot be watched are passed over.</param>
    /// <param name="time">Clock for quiet and periods.</param>
    public FolderWatch(IReadOnlyList<string> folders, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(folders);
        _time = time;
        foreach (var folder in folders) Watch(folder);
    }

    /// <summary>How many folders are watched.</summary>
    public int Watched => _watchers.Count;

    /// <summary>Notes a change. The system calls it; a test may.</summary>
    public void Note()
    {
        try
        {
            _changed.Release();
        }
        catch (ObjectDisposedException)
        {
            // The system may still tell of something after the watching has ended.
        }
    }

    /// <summary>Waits for a change and then for quiet, or for a time.</summary>
    /// <param name="quiet">How long nothing must have changed.</param>
    /// <param name="atMost">How long to wait when nothing changes; also how long a place that is never quiet is waited for.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    public async Task WaitAsync(TimeSpan quiet, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(atMost, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _changed.WaitAsync(either.Token);
            while (await ChangesWithinAsync(quiet, either.Token)) { }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over: everything is listed again.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var watcher in _watchers) watcher.Dispose();
        _changed.Dispose();
    }

    private async Task<bool> ChangesWithinAsync(TimeSpan quiet, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(quiet, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            await _changed.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Watch(string folder)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, InternalBufferSize = 1 << 16 };
            watcher.Changed += (_, _) => Note();
            watcher.Created += (_, _) => Note();
            watcher.Deleted += (_, _) => Note();
            watcher.Renamed += (_, _) => Note();
            watcher.Error += (_, _) => Note();
            watcher.EnableRaisingEvents = true;
            _watchers.Add(watcher);
        }
        catch (Exception failure) when (failure is ArgumentException or IOException or UnauthorizedAccessException)
        {
            watcher?.Dispose();
        }
    }
}
