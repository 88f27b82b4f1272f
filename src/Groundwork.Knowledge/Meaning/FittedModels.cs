using Groundwork.Search;

namespace Groundwork.Knowledge.Meaning;

/// <summary>The files of what was learnt, one for each collection beside its index; the last one read of each is kept in memory.</summary>
/// <param name="indexes">Folder with a folder for each collection.</param>
internal sealed class FittedModels(string indexes)
{
    private const string Prefix = "learnt-";
    private const string Suffix = ".gwf";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, FittedEmbedder> _read = new(StringComparer.Ordinal);

    /// <summary>What a collection's vectors were made with.</summary>
    /// <exception cref="FittedModelDamagedException">Its file is missing or cannot be read; says how to learn anew.</exception>
    public FittedEmbedder Of(Collection collection)
    {
        var identity = collection.Embedder!;
        lock (_gate)
        {
            if (_read.TryGetValue(collection.Name.Value, out var known) && known.Identity == identity) return known;
            return _read[collection.Name.Value] = Read(collection.Name, identity);
        }
    }

    /// <summary>Keeps a model durably. The collection's database row makes it the one in use.</summary>
    public void Keep(CollectionName name, FittedEmbedder learnt)
    {
        DirectoryOf(name).Publish(FileOf(learnt.Identity.Model), learnt.ToBytes());
        lock (_gate) _read[name.Value] = learnt;
    }

    /// <summary>Removes the files that are not in use: what was learnt before, and what a broken-off learning left.</summary>
    public void RemoveOthers(Collection collection)
    {
        var used = collection.Embedder is { Kind: EmbedderKind.Fitted } identity ? FileOf(identity.Model) : null;
        var directory = DirectoryOf(collection.Name);
        foreach (var file in directory.List())
            if (file.StartsWith(Prefix, StringComparison.Ordinal) && file.EndsWith(Suffix, StringComparison.Ordinal) && !string.Equals(file, used, StringComparison.Ordinal))
                directory.Delete(file);
        if (used is not null) return;
        lock (_gate) _read.Remove(collection.Name.Value);
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
