namespace Groundwork.Search.Searching;

/// <summary>Turns a query into legs.</summary>
internal static class QueryPlanner
{
    private const int MostDepth = 32;

    /// <summary>Plans a query and its parts.</summary>
    /// <exception cref="ArgumentException">The query cannot be answered; the message says why.</exception>
    /// <exception cref="VectorRefusedException">A vector does not fit the index.</exception>
    public static Leg Plan(SearchContext context, Query query, int depth = 0)
    {
        if (depth > MostDepth) throw new ArgumentException($"A query may be nested {MostDepth} deep, not deeper.", nameof(query));
        switch (query)
        {
            case Query.Words { Text: not null } words:
                if (words.PairWeight is not (>= 0 and <= 1))
                    throw new ArgumentException($"The pair weight {words.PairWeight} of a query must lie in 0..1.", nameof(query));
                return new LexicalLeg(context, Words(context, words), QueryTerms.Pairs(context, words));
            case Query.Phrase { Text: not null } phrase:
                return new LexicalLeg(context, QueryTerms.OfPhrase(context, phrase) is { } term ? [term] : [], []);
            case Query.Nearest nearest:
                return new NearestLeg(context, nearest);
            case Query.Every { Parts.Count: > 0 } every:
                return new EveryLeg(context, [.. every.Parts.Select(p => Plan(context, p, depth + 1))]);
            case Query.Every:
                throw new ArgumentException("A query of every part needs at least one part.", nameof(query));
            case Query.Fused { Near: not null } fused:
                return new FusedLeg(context, Plan(context, fused.Text, depth + 1), fused);
            default:
                throw new ArgumentException("A part of the query is null.", nameof(query));
        }
    }

    private static List<QueryTerm> Words(SearchContext context, Query.Words query)
    {
        var words = QueryWords.Words(context, query.Text, query.Language);
        var terms = new List<QueryTerm>(words.Count);
        foreach (var word in words)
            if (QueryTerms.OfWord(context, word) is { DocumentFrequency: > 0 } term)
                terms.Add(term);
        return terms;
    }
}
