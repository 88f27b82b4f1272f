namespace Groundwork.Evals.Judging;

/// <summary>What came of asking a judge: a verdict, or why there is none.</summary>
internal sealed record JudgeReply<T>(T? Verdict, string? Failure)
    where T : class
{
    /// <summary>Id of the model that answered, where it is another one of the family of the named model; null where it is the named one or does not say.</summary>
    public string? Model { get; init; }

    /// <summary>The reason, with the model that gave it where that is another one.</summary>
    public string Signed(string reason) => Model is null ? reason : $"[answered by {Model}] {reason}";
}
