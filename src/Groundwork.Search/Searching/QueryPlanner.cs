namespace Groundwork.Search.Searching;

/// <summary>Turns a query into legs.</summary>
internal static class QueryPlanner
{
    private const int MostDepth = 32;
    private const float MostWeight = 100;

    /// <summary>Plans a query and its parts.</summary>
    /// <exception cref="ArgumentException">The query cannot be answered; the message says why.</exception>
    /// <exception cref="VectorRefusedException">A vector does not fit the index.</exception>
    public static Leg Plan(SearchContext context, Query query, int depth = 0)
    {
        if (depth > MostDepth) throw new ArgumentException($"A query may be nested {MostDepth} deep, not deeper.", nameof(query));
        switch (query)
        {
            case Query.Words or Query.Phrase or Query.Prefix or Query.Fuzzy or Query.Any or Query.Weighted:
                var (terms, pairs) = (new List<QueryTerm>(), new List<PairTerm>());
                AddLexical(context, query, terms, pairs, depth);
                return new LexicalLeg(context, terms, pairs);
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

    private static void AddLexical(SearchContext context, Query query, List<QueryTerm> terms, List<PairTerm> pairs, int depth)
    {
        if (depth > MostDepth) throw new ArgumentException($"A query may be nested {MostDepth} deep, not deeper.", nameof(query));
        switch (query)
        {
            case Query.Words { Text: not null } words:
                if (words.PairWeight is not (>= 0 and <= 1))
                    throw new ArgumentException($"The pair weight {words.PairWeight} of a query must lie in 0..1.", nameof(query));
                var text = QueryText.Of(context, words.Text, words.Language);
                terms.AddRange(QueryTerms.Words(context, text));
                pairs.AddRange(QueryTerms.Pairs(context, words, text));
                break;
            case Query.Phrase { Text: not null } phrase:
                Add(QueryTerms.OfPhrase(context, phrase), terms);
                break;
            case Query.Prefix { Text: not null } prefix:
                AddExpanded(context, prefix.Text, terms, word => TermExpansion.OfPrefix(context, word));
                break;
            case Query.Fuzzy { Text: not null } fuzzy:
                if (fuzzy.Distance is < 0 or > TermExpansion.MostDistance)
                    throw new ArgumentException($"The distance {fuzzy.Distance} of a fuzzy word must lie in 0..{TermExpansion.MostDistance}.", nameof(query));
                AddExpanded(context, fuzzy.Text, terms, word => TermExpansion.OfFuzzy(context, word, fuzzy.Distance));
                break;
            case Query.Any { Parts.Count: > 0 } any:
                foreach (var part in any.Parts) AddLexical(context, part, terms, pairs, depth + 1);
                break;
            case Query.Any:
                throw new ArgumentException("A query of any part needs at least one part.", nameof(query));
            case Query.Weighted { Part: not null } weighted:
                AddWeighted(context, weighted, terms, pairs, depth);
                break;
            case Query.Nearest or Query.Every or Query.Fused:
                throw new ArgumentException("A query of any part, and a weighted one, take words, phrases, prefixes and fuzzy words, no other parts.", nameof(query));
            default:
                throw new ArgumentException("A part of the query is null.", nameof(query));
        }
    }

    private static void AddWeighted(SearchContext context, Query.Weighted weighted, List<QueryTerm> terms, List<PairTerm> pairs, int depth)
    {
        if (weighted.Weight is not (> 0 and <= MostWeight)) throw new ArgumentException($"The weight {weighted.Weight} of a part of the query must be more than 0 and at most {MostWeight}.", nameof(weighted));
        var (firstTerm, firstPair) = (terms.Count, pairs.Count);
        AddLexical(context, weighted.Part, terms, pairs, depth + 1);
        for (var i = firstTerm; i < terms.Count; i++) terms[i].Scale(weighted.Weight);
        for (var i = firstPair; i < pairs.Count; i++) pairs[i].Scale(weighted.Weight);
    }

    private static void AddExpanded(SearchContext context, string text, List<QueryTerm> terms, Func<string, VirtualTerm> expand)
    {
        if (QueryWords.LastApart(context, text, out var last) is { } before) terms.AddRange(QueryTerms.Words(context, before));
        if (last is not null) Add(expand(last), terms);
    }

    private static void Add(QueryTerm? term, List<QueryTerm> terms)
    {
        if (term is { DocumentFrequency: > 0 }) terms.Add(term);
    }
}
