using Groundwork.Language;

namespace Groundwork.Search.Searching;

/// <summary>Makes terms to score out of the parts of a query.</summary>
internal static class QueryTerms
{
    // Dropping stop words loses near-verbatim queries ("list all files"); full weight loses questions ("what does the … do"). A share keeps both.
    private const float StopWordWeight = 0.4f;

    // An identifier alone is one word: its parts only decide among entries that hold it, and find others. In a question they say what it is about.
    private const float PartWeight = 0.3f;

    // A pasted paragraph gains nothing more from its later pairs, and each pair reads positions.
    private const int MostPairs = 32;

    private static readonly float[] One = [1f];

    /// <summary>The words of a text, without those that the index does not hold.</summary>
    public static List<QueryTerm> Words(SearchContext context, QueryText text)
    {
        var words = QueryWords.Words(context, text);
        var terms = new List<QueryTerm>(words.Count);
        // Where nothing but one known identifier is asked for, whoever holds many of its parts must not come before it.
        var isIdentifier = words.Count > 1 && IsKnown(context, words[0]);
        for (var i = 1; i < words.Count && isIdentifier; i++) isIdentifier = words[i].Whole == 0;
        for (var i = 0; i < words.Count; i++)
        {
            var term = OfWord(context, words[i], isIdentifier && i > 0 ? PartWeight : 1f);
            if (term.DocumentFrequency > 0) terms.Add(term);
        }

        return terms;
    }

    /// <summary>What the languages make of one word counts as one term.</summary>
    public static VirtualTerm OfWord(SearchContext context, QueryWord word, float weight = 1f)
    {
        var terms = word.Terms.Count == 1 ? [word.Terms[0]] : Present(context, word.Terms);
        var shares = terms.Length == 1 ? One : [.. terms.Select(_ => 1f)];
        return new VirtualTerm(context, label: null, terms, shares) { Weight = word.IsStopWord ? StopWordWeight * weight : weight };
    }

    /// <summary>A phrase, or null when the text has no word.</summary>
    public static PhraseTerm? OfPhrase(SearchContext context, Query.Phrase phrase)
    {
        var readings = QueryWords.Phrases(context, QueryText.Of(context, phrase.Text, phrase.Language));
        return readings.Count == 0 ? null : new PhraseTerm(context, phrase.Text, readings);
    }

    /// <summary>The neighbouring words of a text that occur in the index, as pairs.</summary>
    /// <param name="context">The search.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="text">Its text, analysed.</param>
    public static List<PairTerm> Pairs(SearchContext context, Query.Words query, QueryText text)
    {
        var pairs = new List<PairTerm>();
        if (query.PairWeight <= 0) return pairs;
        foreach (var (span, isHyphenated, readings) in QueryWords.Pairs(context, text, MostPairs))
        {
            var pair = new PairTerm(context, query.Text, span, readings) { Weight = isHyphenated ? 1f : query.PairWeight };
            if (pair.DocumentFrequency > 0) pairs.Add(pair);
        }

        return pairs;
    }

    private static bool IsKnown(SearchContext context, QueryWord word)
    {
        foreach (var term in word.Terms)
            if (IsPresent(context, term))
                return true;
        return false;
    }

    private static bool IsPresent(SearchContext context, string term) => context.Terms.DocumentFrequency(context.Terms.NumberOf(term)) > 0;

    private static string[] Present(SearchContext context, IReadOnlyList<string> terms)
    {
        var present = new List<string>(terms.Count);
        foreach (var term in terms)
            if (IsPresent(context, term))
                present.Add(term);
        return present.Count == 0 ? [terms[0]] : [.. present];
    }
}
