using System.Text;
using Groundwork.Language;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>Makes terms to score out of the parts of a query.</summary>
internal static class QueryTerms
{
    // Dropping stop words loses near-verbatim queries ("list all files"); full weight loses questions ("what does the … do"). A share keeps both.
    private const float StopWordWeight = 0.4f;

    // A pasted paragraph gains nothing more from its later pairs, and each pair reads positions.
    private const int MostPairs = 32;

    /// <summary>What the languages make of one word counts as one term.</summary>
    public static VirtualTerm OfWord(SearchContext context, QueryWord word)
    {
        var terms = word.Terms.Count == 1 ? [word.Terms[0]] : Present(context, word.Terms);
        var shares = new float[terms.Length];
        Array.Fill(shares, 1f);
        return new VirtualTerm(context, LabelOf(terms), terms, shares) { Weight = word.IsStopWord ? StopWordWeight : 1f };
    }

    /// <summary>A phrase, or null when the text has no word.</summary>
    public static PhraseTerm? OfPhrase(SearchContext context, Query.Phrase phrase)
    {
        var readings = QueryWords.Phrases(context, phrase.Text, phrase.Language);
        return readings.Count == 0 ? null : new PhraseTerm(context, phrase.Text, readings);
    }

    /// <summary>The neighbouring words of a text that occur in the index, as pairs.</summary>
    public static List<PairTerm> Pairs(SearchContext context, Query.Words query)
    {
        var pairs = new List<PairTerm>();
        if (query.PairWeight <= 0) return pairs;
        foreach (var (span, readings) in QueryWords.Pairs(context, query.Text, query.Language, MostPairs))
        {
            var pair = new PairTerm(context, query.Text.Substring(span.Start, span.Length), readings) { Weight = query.PairWeight };
            if (pair.DocumentFrequency > 0) pairs.Add(pair);
        }

        return pairs;
    }

    private static string LabelOf(string[] terms) =>
        terms.Length == 1 ? $"term \"{terms[0]}\"" : $"term {string.Join('|', terms.Select(t => $"\"{t}\""))}";

    private static string[] Present(SearchContext context, IReadOnlyList<string> terms)
    {
        var present = new List<string>(terms.Count);
        foreach (var term in terms)
            if (IsPresent(context, term))
                present.Add(term);
        return present.Count == 0 ? [terms[0]] : [.. present];
    }

    private static bool IsPresent(SearchContext context, string term)
    {
        Span<byte> bytes = stackalloc byte[SegmentFormat.MostTermChars * 3];
        bytes = bytes[..Encoding.UTF8.GetBytes(term, bytes)];
        foreach (var segment in context.Segments)
            if (segment.Reader.Dictionary.Find(bytes).DocumentFrequency > 0)
                return true;
        return false;
    }
}
