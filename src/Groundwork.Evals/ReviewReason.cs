namespace Groundwork.Evals;

/// <summary>Why a person should look at an item.</summary>
public enum ReviewReason
{
    /// <summary>Somebody asked for it.</summary>
    Asked,

    /// <summary>A user was not content.</summary>
    ThumbsDown,

    /// <summary>Its score is low.</summary>
    LowScore,

    /// <summary>Judges say different things.</summary>
    JudgesDisagree,

    /// <summary>The subject doubts itself.</summary>
    LowConfidence,

    /// <summary>Drawn by chance, so that what nothing points at is seen too.</summary>
    Sample,
}
