using Groundwork.Language;

namespace Groundwork.Search;

/// <summary>What is asked of an index. A closed set.</summary>
public abstract record Query
{
    private Query() { }

    /// <summary>Any of the words of a text, scored by BM25F over all text fields.</summary>
    /// <param name="Text">The words, in any language.</param>
    /// <param name="Language">Language of the words; null analyses them in each language the index holds.</param>
    /// <param name="PairWeight">
    /// What neighbouring words add when they stand next to each other in an entry too, as a share of a phrase's score, 0..1; 0 looks at
    /// single words alone, and words joined by a hyphen count fully. After the sequential dependence model of Metzler and Croft 2005, section
    /// 3.1, with BM25F for both parts; a pair is taken to be as rare as its rarer word.
    /// </param>
    public sealed record Words(string Text, LanguageCode? Language = null, float PairWeight = 0) : Query;

    /// <summary>The words of a text next to each other and in order, within one field.</summary>
    /// <param name="Text">The phrase.</param>
    /// <param name="Language">As in <see cref="Words"/>.</param>
    public sealed record Phrase(string Text, LanguageCode? Language = null) : Query;

    /// <summary>The words that begin with the last word of a text: <c>conf</c> finds <c>config</c> and <c>configuration</c>.</summary>
    /// <remarks>
    /// Compared with the terms of the index, which are stems where the language of a text has a stemmer. At most 64 terms, the exact one
    /// and then the most frequent, count as one word together.
    /// </remarks>
    /// <param name="Text">The beginning of a word; words before the last one count as in <see cref="Words"/>.</param>
    public sealed record Prefix(string Text) : Query;

    /// <summary>The words that differ from the last word of a text by a few characters inserted, left out or replaced.</summary>
    /// <remarks>
    /// Compared with the terms of the index, as in <see cref="Prefix"/>. At most 64 terms, the nearest and then the most frequent, count
    /// as one word together, a term at distance d with the share 1 / (1 + d).
    /// </remarks>
    /// <param name="Text">The word, perhaps misspelt; words before the last one count as in <see cref="Words"/>.</param>
    /// <param name="Distance">The most characters that may differ, 0..2.</param>
    public sealed record Fuzzy(string Text, int Distance = 1) : Query;

    /// <summary>Any part may match; scores add up.</summary>
    /// <param name="Parts">Words, phrases, prefixes, fuzzy words, weighted parts, or these once more in this way.</param>
    public sealed record Any(IReadOnlyList<Query> Parts) : Query;

    /// <summary>Words, phrases, prefixes, fuzzy words or any of these, whose scores count by a factor: what is meant less surely, or was not asked for in these words.</summary>
    /// <param name="Part">What is asked.</param>
    /// <param name="Weight">The factor, more than 0 and at most 100; 1 changes nothing.</param>
    public sealed record Weighted(Query Part, float Weight) : Query;

    /// <summary>The entries nearest to a vector of the index's space. Scores are exact; on a large index the choice is nearly so.</summary>
    /// <param name="Vector">The vector.</param>
    /// <param name="Effort">
    /// Candidates a graph search keeps on its way (ef of Malkov and Yashunin 2018): higher is slower and misses less. 1..10,000; at least
    /// the number of hits asked for is used. Null chooses one with which about 98 of 100 of the ten nearest are found.
    /// </param>
    public sealed record Nearest(ReadOnlyMemory<float> Vector, int? Effort = null) : Query;

    /// <summary>All parts must match; scores add up. Words OR phrases that must be present are combined this way.</summary>
    public sealed record Every(IReadOnlyList<Query> Parts) : Query;

    /// <summary>Words and nearness as one score, over a pool of the best of both; every candidate gets its exact score on each leg.</summary>
    /// <param name="Text">The lexical leg.</param>
    /// <param name="Near">The vector leg.</param>
    /// <param name="VectorWeight">Share of the vector leg, 0..1; the lexical leg has the rest.</param>
    /// <param name="Method">How the two become one.</param>
    public sealed record Fused(Query Text, Nearest Near, float VectorWeight, FusionMethod Method = FusionMethod.Convex) : Query
    {
        /// <summary>Whether the best entries by words tell the vector leg where to look; null for the query's vector alone.</summary>
        public VectorFeedback? Feedback { get; init; }
    }
}
