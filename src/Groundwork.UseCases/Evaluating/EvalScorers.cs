using Groundwork.Evals;
using Groundwork.Models;

namespace Groundwork.UseCases.Evaluating;

/// <summary>Scorers by the names that people give them, those that ask a judge among them.</summary>
internal static class EvalScorers
{
    private static readonly ScorerInfo s_claims = new("claims", "The claim matrix: faithfulness, context recall and precision, correctness, noise, hallucination, self-knowledge, utilisation", "claims", "answers with passages; a reference for half of it");
    private static readonly ScorerInfo s_citations = new("citations", "Whether citations hold, and whether what they cite supports what is said", "citations", "answers that cite");
    private static readonly ScorerInfo s_abstention = new("abstention", "Whether the subject declines when it should, and only then", "abstention", "samples that say whether they can be answered");

    /// <summary>Every scorer there is, by name.</summary>
    public static IReadOnlyList<ScorerInfo> All { get; } = [.. Scorers.All.Concat([s_claims, s_citations, s_abstention]).OrderBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>What suits a subject when nobody says otherwise.</summary>
    public static IReadOnlyList<string> Suiting(SubjectKind kind) => kind switch
    {
        SubjectKind.Retrieval => ["ranking"],
        SubjectKind.Answers => ["tokens", "citations", "abstention", "claims"],
        _ => ["exact", "tokens"],
    };

    /// <summary>Makes scorers.</summary>
    /// <exception cref="ScorerSpecException">There is no such scorer.</exception>
    public static async ValueTask<IReadOnlyList<IScorer>> OfAsync(Workspace workspace, IReadOnlyList<string> specs, string? judge, string subjectModel, CancellationToken cancellationToken)
    {
        if (specs.Count == 0) throw new InvalidRequestException($"No scorer is named. Choose from {string.Join(", ", All.Select(s => s.Name))}.");
        var entailment = await EntailmentAsync(workspace, judge, subjectModel, cancellationToken);
        var further = new Dictionary<string, ScorerMaker>(StringComparer.Ordinal)
        {
            [s_claims.Name] = new(s_claims, _ => new ClaimMatrixScorer(entailment)),
            [s_citations.Name] = new(s_citations, _ => new CitationScorer(entailment)),
            [s_abstention.Name] = new(s_abstention, _ => new AbstentionScorer()),
        };
        return [.. specs.Select(spec => Scorers.Create(spec, further))];
    }

    private static async ValueTask<IEntailment> EntailmentAsync(Workspace workspace, string? judge, string subjectModel, CancellationToken cancellationToken)
    {
        if (judge is null) return new LexicalNumericEntailment();
        var model = await JudgeRoute.OpenAsync(workspace, judge, cancellationToken);
        return new JudgeEntailment(model, JudgeOptions.Default with { Time = workspace.Time });
    }
}
