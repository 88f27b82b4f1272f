using Groundwork.Search.Bytes;

namespace Groundwork.Search.Searching;

/// <summary>One part of a query, ready to be evaluated on a snapshot.</summary>
internal abstract class Leg
{
    /// <summary>The best matches among the allowed entries, best first, equal scores in the order of their keys.</summary>
    /// <param name="allowed">By segment: the entries that may match, or null for all.</param>
    /// <param name="limit">Most matches returned, ≥ 1.</param>
    public abstract IReadOnlyList<Found> Best(IReadOnlyList<Bitset?> allowed, int limit);

    /// <summary>Adds the leg's score to each of these entries of one segment, and marks the ones that match.</summary>
    /// <param name="segment">Number of the segment.</param>
    /// <param name="entries">Entries of it, ascending.</param>
    /// <param name="scores">By place in <paramref name="entries"/>; left alone where the entry does not match.</param>
    /// <param name="matched">By place in <paramref name="entries"/>; set where the entry matches, never cleared.</param>
    public abstract void ScoreAt(int segment, ReadOnlySpan<int> entries, Span<float> scores, Span<bool> matched);

    /// <summary>The allowed entries of one segment that match. The caller may change the set.</summary>
    public abstract Bitset Matches(int segment, Bitset? allowed);

    /// <summary>Draws the pool of a leg whose scores depend on one; comes before <see cref="ScoreAt"/>.</summary>
    public virtual void Prepare(IReadOnlyList<Bitset?> allowed, int limit) { }

    /// <summary>How the score of a match came about. Called after <see cref="Best"/> or <see cref="Prepare"/>.</summary>
    public abstract ScoreExplanation Explain(Found match);
}
