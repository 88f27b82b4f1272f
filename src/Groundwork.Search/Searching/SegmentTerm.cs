using Groundwork.Search.Bytes;

namespace Groundwork.Search.Searching;

/// <summary>A query term in one segment. Quickest when ranges are asked for in ascending order.</summary>
internal abstract class SegmentTerm
{
    /// <summary>The first entry, not before the given one, that may hold the term; <see cref="int.MaxValue"/> for none.</summary>
    public abstract int Next(int from);

    /// <summary>At least the score of every entry in a range; 0 when none of them holds the term.</summary>
    public abstract float Bound(int from, int to);

    /// <summary>Adds the score of every entry in a range to a window that starts with the range.</summary>
    /// <param name="window">The window.</param>
    /// <param name="from">First entry.</param>
    /// <param name="to">After the last one.</param>
    /// <param name="pruning">What is not worth it: an entry whose bound does not reach the best may be left out.</param>
    /// <param name="others">The most that all other terms add to any of these entries.</param>
    public abstract void AddTo(ScoreWindow window, int from, int to, in Pruning pruning, double others);

    /// <summary>Adds the term's score to those of these entries that hold it, and marks them.</summary>
    /// <param name="entries">Ascending.</param>
    /// <param name="scores">By place in <paramref name="entries"/>.</param>
    /// <param name="matched">By place in <paramref name="entries"/>.</param>
    /// <param name="pruning">As for <see cref="AddTo"/>.</param>
    /// <param name="others">The most that is still to be added after this term.</param>
    public abstract void AddAt(ReadOnlySpan<int> entries, Span<float> scores, Span<bool> matched, in Pruning pruning, double others);

    /// <summary>Adds every entry that holds the term.</summary>
    public abstract void MarkIn(Bitset set);

    /// <summary>Gives memory back.</summary>
    public virtual void Release(SearchScratch scratch) { }
}
