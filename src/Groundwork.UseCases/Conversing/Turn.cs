namespace Groundwork.UseCases.Conversing;

/// <summary>One question of a conversation and what came of it so far.</summary>
internal sealed record Turn(long Number, long After, DateTimeOffset At, AskRequest? Request, int LeftOut)
{
    public TurnState State { get; init; } = TurnState.Open;

    /// <summary>The answer; what was checked of it when it was stopped; null when there is none.</summary>
    public AskReply? Reply { get; init; }

    public FingerprintsReply? Fingerprints { get; init; }

    public ErrorDetail? Problem { get; init; }

    public FeedbackReply? Feedback { get; init; }

    public string Question => Request?.Question ?? "";

    /// <summary>Characters that it takes as history.</summary>
    public int Length => Question.Length + (Reply?.Answer.Length ?? 0);
}
