using Groundwork.Language;
using Groundwork.Search;

namespace Groundwork.Knowledge.Understanding;

/// <summary>What the newest commit of a collection knows of words.</summary>
/// <param name="knowledge">All collections.</param>
/// <param name="name">The collection.</param>
internal sealed class CollectionWords(KnowledgeBase knowledge, CollectionName name)
{
    /// <summary>Reads in the newest commit.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<PinnedCollection, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        using var pinned = await knowledge.PinAsync(name, cancellationToken);
        try
        {
            return await read(pinned);
        }
        catch (IndexDamagedException problem)
        {
            throw IndexDamage.Of(name, problem);
        }
    }

    /// <summary>Whether a text can become a vector like those of the collection's passages: by what it learnt from itself, or by the embedder that made them.</summary>
    /// <param name="configured">The configured embedder; null for none.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    public async ValueTask<bool> CanEmbedAsync(EmbedderIdentity? configured, CancellationToken cancellationToken) =>
        (await knowledge.Collections.GetAsync(name, cancellationToken)).Embedder switch
        {
            { Kind: EmbedderKind.Fitted } => true,
            { Kind: EmbedderKind.Endpoint } made => made == configured,
            _ => false,
        };

    /// <summary>How much each of some words tells: ln(1 + entries / entries with it); 0 for one the index does not know.</summary>
    public ValueTask<IReadOnlyDictionary<string, double>> RarityAsync(IReadOnlyCollection<string> words, CancellationToken cancellationToken) => ReadAsync<IReadOnlyDictionary<string, double>>(
        pinned =>
        {
            var (snapshot, rarity) = (pinned.Snapshot, new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase));
            double entries = Math.Max(1, snapshot.Status.Entries);
            var text = string.Join('\n', words);
            foreach (var word in snapshot.Words(text, cancellationToken))
                rarity[word.Span.Of(text)] = word.Entries == 0 ? 0 : Math.Log(1 + (entries / word.Entries));
            return ValueTask.FromResult<IReadOnlyDictionary<string, double>>(rarity);
        },
        cancellationToken);
}
