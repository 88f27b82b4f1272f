namespace Groundwork.UseCases;

/// <summary>Conversations, the one that changed last first.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="Conversations">Those asked for.</param>
public sealed record ConversationsReply(long Total, IReadOnlyList<ConversationSummary> Conversations);

/// <summary>A conversation in a list.</summary>
/// <param name="Conversation">Its id.</param>
/// <param name="Collection">The collection that answers.</param>
/// <param name="Title">Its title; empty before the first question.</param>
/// <param name="ChangedAt">When something happened in it last, UTC.</param>
public sealed record ConversationSummary(string Conversation, string Collection, string Title, DateTimeOffset ChangedAt);

/// <summary>A conversation was deleted.</summary>
/// <param name="Conversation">Its id.</param>
public sealed record ConversationDeletedReply(string Conversation);
