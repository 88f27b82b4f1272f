namespace Groundwork.Knowledge;

/// <summary>Who speaks in a conversation.</summary>
public enum TurnRole
{
    /// <summary>The person who asks.</summary>
    User,

    /// <summary>Who answers.</summary>
    Assistant,
}
