namespace Groundwork.Evals.Judging;

/// <summary>The evidence of rubric scores as it is stored.</summary>
internal sealed record StoredVerdicts(string Judge, string JudgeFingerprint, JudgeKinship Kinship, List<StoredVerdicts.Criterion> Criteria, string? Secret = null)
{
    internal sealed record Criterion(string Name, List<Verdict> Grades, Verdict Result);

    internal sealed record Verdict(int? Level, string? Reason, string? Failed, string? Model = null);
}
