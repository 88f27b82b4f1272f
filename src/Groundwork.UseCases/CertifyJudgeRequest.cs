namespace Groundwork.UseCases;

/// <summary>A judge to be compared with people.</summary>
/// <param name="Route">Route of the judging model; <see cref="Baseline"/> for the entailment without a model.</param>
/// <param name="Rubric">File of the rubric it judges by; null for entailment, which needs none.</param>
/// <param name="Labels">File of what people said.</param>
public sealed record CertifyJudgeRequest(string Route, string? Rubric, string Labels)
{
    /// <summary>What the lexical and numeric entailment is called in the place of a route.</summary>
    public const string Baseline = "baseline";

    /// <summary>True to certify how it says whether passages support an answer, as claims and citations use it: labels are 1 where they do, otherwise 0.</summary>
    public bool Entailment { get; init; }

    /// <summary>Decides which labels are held out and every draw.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Calls at the same time, 1..256.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Least level that counts as good; null for the middle of the scale.</summary>
    public int? GoodFrom { get; init; }
}
