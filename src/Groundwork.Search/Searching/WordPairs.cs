using Groundwork.Language;

namespace Groundwork.Search.Searching;

/// <summary>Neighbouring words of a query as phrases of two, so that entries with the words side by side come before those with them apart.</summary>
internal static class WordPairs
{
    // A pasted paragraph gains nothing more from its later pairs, and each pair reads positions.
    private const int MostPairs = 32;

    /// <summary>The pairs that occur in the index.</summary>
    public static IEnumerable<QueryTerm> Gather(SearchContext context, Query.Words query)
    {
        if (query.PairWeight <= 0) yield break;
        var words = WordSplitter.Split(query.Text);
        for (var i = 0; i + 1 < words.Count && i < MostPairs; i++)
        {
            var text = query.Text[words[i].Start..words[i + 1].End];
            var readings = QueryWords.Phrases(context, text, query.Language).Where(r => r.Count > 1).ToList();
            if (readings.Count == 0) continue;
            var pair = PhraseSearch.Gather(context, text, readings, query.PairWeight);
            if (pair.DocumentFrequency > 0) yield return pair;
        }
    }
}
