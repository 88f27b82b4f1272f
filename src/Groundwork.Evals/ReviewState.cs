namespace Groundwork.Evals;

/// <summary>How far the review of an item is.</summary>
public enum ReviewState
{
    /// <summary>Votes are missing.</summary>
    Open,

    /// <summary>All votes are in, agree, and were not changed.</summary>
    Agreed,

    /// <summary>All votes are in and differ, or one was changed after the others were seen; somebody must decide.</summary>
    Disputed,

    /// <summary>Somebody decided.</summary>
    Adjudicated,
}
