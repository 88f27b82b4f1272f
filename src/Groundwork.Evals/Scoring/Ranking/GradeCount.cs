namespace Groundwork.Evals.Scoring.Ranking;

/// <summary>How many judged documents have a grade.</summary>
/// <param name="Grade">From 0.</param>
/// <param name="Count">From 1.</param>
internal sealed record GradeCount(int Grade, int Count);
