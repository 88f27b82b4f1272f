namespace Groundwork.Evals;

/// <summary>How far scoring is.</summary>
/// <param name="Due">Scores that are needed: stored observations times scorers.</param>
/// <param name="Scored">Scores that are stored.</param>
/// <param name="Computed">Those among them that were computed just now.</param>
public sealed record ScoringProgress(long Due, long Scored, long Computed);
