namespace Groundwork.Evals.Scoring;

/// <summary>The scorers that code alone decides.</summary>
internal static class BuiltInScorers
{
    public static IReadOnlyList<ScorerMaker> Makers { get; } =
    [
        Ranking.RankingScorer.Maker,
        Answers.ExactScorer.Maker,
        Answers.TokenScorer.Maker,
        Answers.NumericScorer.Maker,
        Overlap.RougeScorer.Maker,
        Overlap.ChrFScorer.Maker,
        Overlap.BleuScorer.Maker,
    ];
}
