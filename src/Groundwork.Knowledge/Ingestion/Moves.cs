using Groundwork.Language;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>Finds for new bytes a file that held the same and is gone.</summary>
internal sealed class Moves
{
    private readonly Dictionary<ContentHash, Queue<string>> _gone = [];

    public Moves(Dictionary<string, KnownFile> catalog, IEnumerable<string> gone)
    {
        foreach (var path in gone)
            if (catalog[path].Hash is { } hash)
            {
                if (!_gone.TryGetValue(hash, out var paths)) _gone.Add(hash, paths = []);
                paths.Enqueue(path);
            }
    }

    /// <summary>Where these bytes lay; null when nowhere. Each place is given once.</summary>
    public string? From(ContentHash hash) => _gone.TryGetValue(hash, out var paths) && paths.TryDequeue(out var path) ? path : null;
}
