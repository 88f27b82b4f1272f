namespace Groundwork.Torture;

/// <summary>Counts what happens to the files of a data directory's indexes.</summary>
internal sealed class IndexEvents : IDisposable
{
    private readonly FileSystemWatcher _watcher;
    private readonly Lock _lock = new();
    private readonly List<(int Number, TaskCompletionSource Reached)> _waiting = [];
    private int _count;

    public IndexEvents(string data)
    {
        _watcher = new FileSystemWatcher(Path.Combine(data, "indexes"))
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.Size | NotifyFilters.LastWrite,
            InternalBufferSize = 1 << 16,
        };
        _watcher.Created += (_, _) => Happened();
        _watcher.Changed += (_, _) => Happened();
        _watcher.Renamed += (_, _) => Happened();
        _watcher.Deleted += (_, _) => Happened();
        _watcher.EnableRaisingEvents = true;
    }

    public int Count
    {
        get
        {
            lock (_lock) return _count;
        }
    }

    public Task ReachedAsync(int number)
    {
        lock (_lock)
        {
            if (_count >= number) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((number, reached));
            return reached.Task;
        }
    }

    public void Dispose() => _watcher.Dispose();

    private void Happened()
    {
        lock (_lock)
        {
            _count++;
            foreach (var (_, reached) in _waiting.Where(w => w.Number == _count)) reached.TrySetResult();
        }
    }
}
