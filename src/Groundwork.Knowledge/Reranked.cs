namespace Groundwork.Knowledge;

/// <summary>Passages in a new order.</summary>
/// <param name="Passages">Best first.</param>
/// <param name="IsUsed">Whether the order may be another one than before.</param>
/// <param name="What">How the order came about, or why it stayed, for people.</param>
public sealed record Reranked(IReadOnlyList<Passage> Passages, bool IsUsed, string What);
