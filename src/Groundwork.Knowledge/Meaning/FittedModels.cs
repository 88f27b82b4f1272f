using Groundwork.Search;

namespace Groundwork.Knowledge.Meaning;

/// <summary>The files of what was learnt, one for each collection beside its index; those in use are kept in memory.</summary>
/// <param name="indexes">Folder with a folder for each collection.</param>
internal sealed class FittedModels(string indexes)
{
    private const string Prefix = "learnt-";
    private const string Suffix = ".gwf";

    private readonly Lock _gate = new();
    private readonly Dictionary<(CollectionName Collection, string Model), FittedEmbedder> _read = [];

    /// <summary>What the vectors of a collection's generation were made with.</summary>
    /// <exception cref="FittedModelDamagedException">Its file is missing or cannot be read; says how to learn anew.</exception>
    public FittedEmbedder Of(CollectionName name, EmbedderIdentity identity)
    {
        lock (_gate)
        {
            if (_read.TryGetValue((name, identity.Model), out var known) && known.Identity == identity) return known;
            return _read[(name, identity.Model)] = Read(name, identity);
        }
    }

    /// <summary>Keeps a model durably. A generation's row makes it one in use.</summary>
    public void Keep(CollectionName name, FittedEmbedder learnt)
    {
        DirectoryOf(name).Publish(FileOf(learnt.Identity.Model), learnt.ToBytes());
        lock (_gate) _read[(name, learnt.Identity.Model)] = learnt;
    }

    /// <summary>Removes the files that no generation uses: what was learnt before, and what a broken-off learning left.</summary>
    public void RemoveOthers(CollectionName name, IEnumerable<Generation> live)
    {
        var used = live.Select(g => g.Embedder).OfType<EmbedderIdentity>().Where(e => e.Kind == EmbedderKind.Fitted).Select(e => e.Model).ToHashSet(StringComparer.Ordinal);
        var files = used.Select(FileOf).ToHashSet(StringComparer.Ordinal);
        var directory = DirectoryOf(name);
        foreach (var file in directory.List())
            if (file.StartsWith(Prefix, StringComparison.Ordinal) && file.EndsWith(Suffix, StringComparison.Ordinal) && !files.Contains(file))
                directory.Delete(file);
        lock (_gate)
            foreach (var known in _read.Keys.Where(k => k.Collection == name && !used.Contains(k.Model)).ToList()) _read.Remove(known);
    }

    private FittedEmbedder Read(CollectionName name, EmbedderIdentity identity)
    {
        var file = FileOf(identity.Model);
        try
        {
            var content = DirectoryOf(name).ReadSmall(file) ?? throw new FittedModelDamagedException("The file is missing.");
            var embedder = FittedEmbedder.Read(content);
            return embedder.Identity == identity ? embedder : throw new FittedModelDamagedException($"The file holds {embedder.Identity} where {identity} belongs.");
        }
        catch (Exception problem) when (problem is FittedModelDamagedException or IndexDamagedException or IOException or UnauthorizedAccessException)
        {
            throw new FittedModelDamagedException($"What was learnt from the collection \"{name}\" cannot be read from {file}: {problem.Message} \"groundwork reindex --collection {name}\" learns it anew; searches by words go on meanwhile.");
        }
    }

    private static string FileOf(string fingerprint) => $"{Prefix}{fingerprint}{Suffix}";

    private FileIndexDirectory DirectoryOf(CollectionName name) => new(Path.Combine(indexes, name.Value));
}
