namespace Groundwork.Evals.Judging;

/// <summary>What came of asking a judge: a verdict, or why there is none.</summary>
internal sealed record JudgeReply<T>(T? Verdict, string? Failure)
    where T : class;
