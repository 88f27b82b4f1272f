using Groundwork.Search.Bytes;

namespace Groundwork.Search.Searching;

/// <summary>One part of a query, ready to be evaluated on a snapshot.</summary>
internal abstract class Leg
{
    /// <summary>All matches among the allowed entries. The caller disposes the table.</summary>
    /// <param name="allowed">By segment: the entries that may match, or null for all.</param>
    /// <param name="limit">Hits the caller is after; only a leg that normalises over a pool needs it.</param>
    public abstract ScoreTable Score(IReadOnlyList<Bitset?> allowed, int limit);

    /// <summary>How the score of a match came about. Called after <see cref="Score"/>.</summary>
    public abstract ScoreExplanation Explain(Found match);
}
