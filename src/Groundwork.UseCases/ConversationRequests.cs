namespace Groundwork.UseCases;

/// <summary>Begins a conversation.</summary>
/// <param name="Collection">The collection that answers.</param>
public sealed record BeginConversationRequest(string Collection = "default");

/// <summary>A title for a conversation.</summary>
/// <param name="Title">1 to 200 characters.</param>
public sealed record RenameConversationRequest(string Title);

/// <summary>What a reader thinks of an answer.</summary>
/// <param name="Verdict"><c>up</c>, <c>down</c>, or null to take it back.</param>
/// <param name="Reason">Why, at most 2,000 characters, or null.</param>
public sealed record RateTurnRequest(string? Verdict, string? Reason = null);
