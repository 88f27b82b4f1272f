using Groundwork.Evals;
using Groundwork.Models;

namespace Groundwork.UseCases.Evaluating;

/// <summary>Scorers by the names that people give them, those that ask a judge among them.</summary>
internal static class EvalScorers
{
    private static readonly ScorerInfo s_claims = new("claims", "The claim matrix: faithfulness, context recall and precision, correctness, noise, hallucination, self-knowledge, utilisation", "claims", "answers with passages; a reference for half of it");
    private static readonly ScorerInfo s_citations = new("citations", "Whether citations hold, and whether what they cite supports what is said", "citations", "answers that cite");
    private static readonly ScorerInfo s_abstention = new("abstention", "Whether the subject declines when it should, and only then", "abstention", "samples that say whether they can be answered");

    private static readonly ScorerInfo s_rubric = new("rubric", "What a judge says by a rubric, a reviewed file", "rubric:FILE", "--judge ROUTE");

    /// <summary>Every scorer there is, by name.</summary>
    public static IReadOnlyList<ScorerInfo> All { get; } = [.. Scorers.All.Concat([s_claims, s_citations, s_abstention, s_rubric]).OrderBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>True for scorers whose figures rest on whether texts support statements.</summary>
    public static bool IsOfEntailment(string scorer) => string.Equals(scorer, s_claims.Name, StringComparison.Ordinal) || string.Equals(scorer, s_citations.Name, StringComparison.Ordinal);

    /// <summary>What suits a subject when nobody says otherwise.</summary>
    public static IReadOnlyList<string> Suiting(SubjectKind kind) => kind switch
    {
        SubjectKind.Retrieval => ["ranking", "permission"],
        SubjectKind.Answers => ["includes", "citations", "abstention", "permission", "claims"],
        _ => ["exact", "includes", "tokens"],
    };

    /// <summary>Makes scorers.</summary>
    /// <param name="workspace">The data directory.</param>
    /// <param name="specs">Their names with what they are told.</param>
    /// <param name="judge">Route of the judge; null for the baseline without a model.</param>
    /// <param name="folder">Folder that file names are relative to; null for those who may name no files.</param>
    /// <param name="cancellationToken">Makes none.</param>
    /// <exception cref="ScorerSpecException">There is no such scorer.</exception>
    public static async ValueTask<IReadOnlyList<IScorer>> OfAsync(Workspace workspace, IReadOnlyList<string> specs, string? judge, string? folder, CancellationToken cancellationToken)
    {
        if (specs.Count == 0) throw new InvalidRequestException($"No scorer is named. Choose from {string.Join(", ", All.Select(s => s.Name))}.");
        if (folder is null && specs.FirstOrDefault(ReadsFile) is { } reading) throw new ScorerSpecException($"The scorer \"{reading}\" reads a file. Scorers that read files can be asked for on the command line only.");
        var model = judge is null ? null : await JudgeRoute.OpenAsync(workspace, judge, cancellationToken);
        var options = JudgeOptions.Default with { Time = workspace.Time };
        IEntailment entailment = model is null ? new LexicalNumericEntailment() : new JudgeEntailment(model, options);
        var further = new Dictionary<string, ScorerMaker>(StringComparer.Ordinal)
        {
            [s_claims.Name] = new(s_claims, _ => new ClaimMatrixScorer(entailment)),
            [s_citations.Name] = new(s_citations, _ => new CitationScorer(entailment)),
            [s_abstention.Name] = new(s_abstention, _ => new AbstentionScorer()),
            [s_rubric.Name] = new(s_rubric, spec => RubricOf(spec, model, options)),
        };
        List<IScorer> scorers = [.. specs.Select(spec => Scorers.Create(spec, further, folder))];
        if (scorers.GroupBy(s => s.Fingerprint, StringComparer.Ordinal).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
            throw new ScorerSpecException($"The scorer \"{twice.First().Name}\" is named twice and would say the same twice. Name it once.");
        return scorers;
    }

    // As a part too: "pass@3:json-schema:FILE" reads the same file.
    private static bool ReadsFile(string spec) => spec.Split(':', StringSplitOptions.TrimEntries).Any(part => part is "json-schema" or "rubric");

    private static RubricJudge RubricOf(ScorerSpec spec, JudgeModel? model, JudgeOptions options)
    {
        if (model is null) throw new ScorerSpecException($"The scorer \"{spec.Text}\" asks a judge. Name its route with --judge.");
        if (spec.Rest.Length == 0) throw new ScorerSpecException("The scorer \"rubric\" needs a file: write rubric:FILE.");
        if (spec.Folder is not { } folder) throw new ScorerSpecException("Scorers that read files can be asked for on the command line only.");
        return new RubricJudge(model, RubricFile.Read(Path.GetFullPath(spec.Rest, folder)), options);
    }
}
