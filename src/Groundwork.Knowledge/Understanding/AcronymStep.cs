using Groundwork.Documents;
using Groundwork.Search;

namespace Groundwork.Knowledge.Understanding;

/// <summary>A short form in the question is searched with its long form too, and a long form with its short one, as the collection itself explains them: under a filter, as the passages that pass it do.</summary>
internal sealed class AcronymStep(CollectionWords words, AcronymBooks books, CollectionName name) : IUnderstandingStep
{
    private const float Weight = 0.5f;
    private const int MostAdded = 4;
    private const int MostCharacters = 4000;
    private const int MostLookedUp = 8;
    private const int PassagesPerPair = 20;

    public RetrievalStep Step => RetrievalStep.Acronyms;

    public async ValueTask<Understood> ApplyAsync(Question question, CancellationToken cancellationToken)
    {
        var book = await books.OfAsync(name, cancellationToken);
        var others = book.OthersOf(ContentWords.Head(question.Text, MostCharacters)).DistinctBy(o => o.Other, StringComparer.OrdinalIgnoreCase).Take(MostLookedUp).ToArray();
        if (question.Within is { } filter && others.Length > 0) others = await words.ReadAsync(pinned => ExplainedAsync(pinned, filter, others, cancellationToken), cancellationToken);
        WeightedText[] also = [.. others.Take(MostAdded).Select(o => new WeightedText(o.Other, Weight))];
        return also.Length == 0
            ? Understood.Unchanged(question, "the collection explains no short form of the question")
            : Understood.Changed(question with { Also = [.. question.Also, .. also] }, $"searched with other forms: {ContentWords.List(also)}");
    }

    // What only documents outside the filter explain must not be told.
    private static async ValueTask<(string Other, string Short, string Long)[]> ExplainedAsync(
        PinnedCollection pinned, Filter filter, (string Other, string Short, string Long)[] others, CancellationToken cancellationToken)
    {
        var explained = new List<(string Other, string Short, string Long)>();
        foreach (var other in others)
        {
            var both = new Query.Every([new Query.Words(other.Short), new Query.Words(other.Long)]);
            var hits = pinned.Snapshot.Search(new SearchRequest(both, filter, PassagesPerPair), cancellationToken);
            var passages = await pinned.Documents.ChunksAsync([.. hits.Select(h => new ChunkId(h.Key.Value))], cancellationToken);
            var key = AcronymBook.Key(other.Long);
            if (passages.Values.SelectMany(p => AcronymPairs.In(p.Chunk.Text)).Any(p => string.Equals(p.Short, other.Short, StringComparison.Ordinal) && string.Equals(AcronymBook.Key(p.Long), key, StringComparison.Ordinal)))
                explained.Add(other);
        }

        return [.. explained];
    }
}
