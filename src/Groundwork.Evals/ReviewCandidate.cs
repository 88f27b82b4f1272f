namespace Groundwork.Evals;

/// <summary>Something that might be reviewed, with what is known about it.</summary>
/// <param name="Item">What reviewers would see.</param>
public sealed record ReviewCandidate(JudgedItem Item)
{
    /// <summary>Its score, finite, on the scale of the queue's rule; null when not scored.</summary>
    public double? Score { get; init; }

    /// <summary>What judges said; empty when none judged.</summary>
    public IReadOnlyList<int> Verdicts { get; init; } = [];

    /// <summary>True when a user was not content.</summary>
    public bool IsThumbsDown { get; init; }

    /// <summary>How likely the subject thinks itself right, 0..1; null when it does not say.</summary>
    public double? Confidence { get; init; }
}
