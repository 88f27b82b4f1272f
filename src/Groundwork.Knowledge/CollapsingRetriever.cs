using Groundwork.Documents;

namespace Groundwork.Knowledge;

/// <summary>
/// Retrieval in which one document speaks for those that say nearly the same: the one with the best passage. Its first passage names the others.
/// </summary>
/// <param name="inner">Finds the passages.</param>
/// <param name="duplicates">Compares their documents.</param>
public sealed class CollapsingRetriever(IRetriever inner, DuplicateFinder duplicates) : IRetriever
{
    private const int MostWanted = 2000;

    /// <inheritdoc />
    public async ValueTask<Retrieved> RetrieveAsync(Question question, int limit, bool explain, CancellationToken cancellationToken)
    {
        for (var wanted = limit; ; wanted = Math.Min(2 * wanted, MostWanted))
        {
            var found = await inner.RetrieveAsync(question, wanted, explain, cancellationToken);
            var kept = await CollapseAsync(found.Passages, cancellationToken);

            // Others fill the places of what was left out.
            if (kept.Count >= limit || found.Passages.Count < wanted || wanted >= MostWanted) return found with { Passages = [.. kept.Take(limit)] };
        }
    }

    private async ValueTask<List<Passage>> CollapseAsync(IReadOnlyList<Passage> passages, CancellationToken cancellationToken)
    {
        DocumentId[] documents = [.. passages.Select(passage => passage.Chunk.Document).Distinct()];
        var repeated = await duplicates.AmongAsync(documents, DuplicateFinder.DefaultThreshold, cancellationToken);
        if (repeated.Count == 0) return [.. passages];
        var standsFor = repeated.ToLookup(pair => pair.Value, pair => pair.Key);
        var kept = new List<Passage>();
        var named = new HashSet<DocumentId>();
        foreach (var passage in passages)
        {
            var document = passage.Chunk.Document;
            if (repeated.ContainsKey(document)) continue;
            kept.Add(standsFor[document].Any() && named.Add(document)
                ? passage with { StandsFor = [.. standsFor[document].OrderBy(id => id.Value, StringComparer.Ordinal)] }
                : passage);
        }

        return kept;
    }
}
