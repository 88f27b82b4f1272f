namespace Groundwork.Evals;

/// <summary>How a subject ended with a sample.</summary>
public enum ObservedOutcome
{
    /// <summary>It gave an answer or a ranking.</summary>
    Answered,

    /// <summary>It declined to answer.</summary>
    Abstained,

    /// <summary>It gave an error, nothing, or ran out of time.</summary>
    Failed,
}
