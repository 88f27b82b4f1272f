namespace Groundwork.UseCases;

/// <summary>A judge to be compared with people.</summary>
/// <param name="Route">Route of the judging model.</param>
/// <param name="Rubric">File of the rubric it judges by.</param>
/// <param name="Labels">File of what people said.</param>
public sealed record CertifyJudgeRequest(string Route, string Rubric, string Labels)
{
    /// <summary>Decides which labels are held out and every draw.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Calls at the same time, 1..256.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Least level that counts as good; null for the middle of the scale.</summary>
    public int? GoodFrom { get; init; }
}
