namespace Groundwork.Knowledge;

/// <summary>What becomes of a sentence of a draft that its evidence does not carry.</summary>
public enum UnsupportedPolicy
{
    /// <summary>It is left out of the answer and kept in <see cref="Answer.Removed"/>.</summary>
    Remove,

    /// <summary>It stays, behind it the mark <see cref="Answer.UnsupportedMark"/>, as a claim without citations.</summary>
    Mark,
}
