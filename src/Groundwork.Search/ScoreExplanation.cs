namespace Groundwork.Search;

/// <summary>A score as a tree: each value follows from its parts in the way its name says.</summary>
/// <param name="Name">Like <c>bm25f</c>, <c>term "retriev"</c>, <c>idf</c>, <c>cosine</c>.</param>
/// <param name="Value">The value at this node.</param>
/// <param name="Parts">What it follows from.</param>
public sealed record ScoreExplanation(string Name, float Value, IReadOnlyList<ScoreExplanation> Parts);
