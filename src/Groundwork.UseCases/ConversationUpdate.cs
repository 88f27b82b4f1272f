namespace Groundwork.UseCases;

/// <summary>News of a running turn. A closed set; the last is <see cref="Ended"/>.</summary>
public abstract record ConversationUpdate
{
    private ConversationUpdate() { }

    /// <summary>The turn is part of the conversation.</summary>
    public sealed record Begun(TurnReply Turn) : ConversationUpdate;

    /// <summary>News of its answer.</summary>
    public sealed record News(AskUpdate Update) : ConversationUpdate;

    /// <summary>The turn as it is kept.</summary>
    public sealed record Ended(TurnReply Turn) : ConversationUpdate;
}
