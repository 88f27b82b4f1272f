namespace Groundwork.Evals;

/// <summary>A score beside the truth.</summary>
/// <param name="Score">Finite; higher says positive. A chance in 0..1 where calibration is asked.</param>
/// <param name="IsPositive">The truth.</param>
public sealed record ScoredLabel(double Score, bool IsPositive);
