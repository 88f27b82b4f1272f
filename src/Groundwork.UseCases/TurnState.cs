namespace Groundwork.UseCases;

/// <summary>What came of a turn.</summary>
public enum TurnState
{
    /// <summary>It is being answered, or the process that answered it ended; asking again helps.</summary>
    Open,

    /// <summary>It has an answer or an abstention.</summary>
    Answered,

    /// <summary>The reader stopped it; what had been checked until then is there.</summary>
    Stopped,

    /// <summary>It failed; the problem says why.</summary>
    Failed,

    /// <summary>It saw a document that has been deleted since, and went with it.</summary>
    Forgotten,
}
