namespace Groundwork.Search;

/// <summary>How a lexical and a vector leg become one score.</summary>
public enum FusionMethod
{
    /// <summary>
    /// A convex combination of normalised scores (Bruch, Gai and Ingber 2023, section 4): words as a share of the best score, and the cosine
    /// where it is positive; other similarities as their place between the least and the most of the pool.
    /// </summary>
    Convex,

    /// <summary>Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): 1 / (60 + rank) on each leg, whatever the scores are.</summary>
    ReciprocalRank,
}
