namespace Groundwork.Evals;

/// <summary>What one scorer says about one observation.</summary>
/// <param name="Scores">One for each metric of the scorer, in its order.</param>
public sealed record ScoredObservation(IReadOnlyList<Score> Scores)
{
    /// <summary>What the scores rest on, as JSON, like the claim matrix or a judge's reasons; null for none. Kept beside the scores, so that more can be derived later.</summary>
    public string? Evidence { get; init; }
}
