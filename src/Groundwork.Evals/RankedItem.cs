namespace Groundwork.Evals;

/// <summary>A document in a ranking.</summary>
/// <param name="Document">Its id, as judgements name it.</param>
/// <param name="Score">Finite; higher is better. Rank is decided by score, ties by id.</param>
public sealed record RankedItem(string Document, double Score);
