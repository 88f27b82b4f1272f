namespace Groundwork.Evals.Scoring;

/// <summary>The scorers that code alone decides.</summary>
internal static class BuiltInScorers
{
    public static IReadOnlyList<ScorerMaker> Makers { get; } =
    [
        Ranking.RankingScorer.Maker,
        Answers.ExactScorer.Maker,
        Answers.IncludesScorer.Maker,
        Answers.TokenScorer.Maker,
        Answers.NumericScorer.Maker,
        Overlap.RougeScorer.Maker,
        Overlap.ChrFScorer.Maker,
        Overlap.BleuScorer.Maker,
        Structure.JsonScorer.Maker,
        Structure.SchemaScorer.Maker,
        Checks.RegexScorer.Maker,
        Checks.ChecksScorer.Maker,
        Permissions.PermissionScorer.Maker,
        Tools.ToolScorer.Maker,
        Tools.EndStateScorer.Maker,
        Tools.AttackScorer.Maker,
        Tools.PassScorer.AnyMaker,
        Tools.PassScorer.AllMaker,
        .. Costs.CostScorer.Makers,
    ];
}
