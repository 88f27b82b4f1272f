namespace Groundwork.Evals.Scoring;

/// <summary>The scorers that code alone decides.</summary>
internal static class BuiltInScorers
{
    public static IReadOnlyList<ScorerMaker> Makers { get; } =
    [
        Ranking.RankingScorer.Maker,
    ];
}
