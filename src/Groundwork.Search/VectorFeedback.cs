namespace Groundwork.Search;

/// <summary>
/// Pseudo-relevance feedback in the vector space: the query's vector moves towards the vectors of the best entries by words, each counting by
/// its score (Rocchio 1971, without its negative part). Both are taken at length 1 first. Only under cosine similarity.
/// </summary>
/// <param name="Entries">Best entries by words that are looked at, 1..100; those without a vector say nothing.</param>
/// <param name="Weight">Weight of their direction, ≥ 0, where the query's own has 1.</param>
public sealed record VectorFeedback(int Entries, float Weight);
