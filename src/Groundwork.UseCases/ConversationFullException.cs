namespace Groundwork.UseCases;

/// <summary>A conversation keeps no more turns.</summary>
public sealed class ConversationFullException(int turns)
    : Exception(FormattableString.Invariant($"The conversation has {turns} turns, replaced ones included, and keeps no more. Begin a new one, or raise the setting conversations.maxTurns."));
