using System.Text.Json.Serialization;

namespace Groundwork.UseCases;

/// <summary>A conversation with the turns that count.</summary>
/// <param name="Conversation">Its id.</param>
/// <param name="Collection">The collection that answers.</param>
/// <param name="Title">Its title: chosen, or made of the first question; empty before that.</param>
/// <param name="Turns">Oldest first.</param>
/// <param name="Shares">Addresses where it can be read.</param>
public sealed record ConversationReply(string Conversation, string Collection, string Title, IReadOnlyList<TurnReply> Turns, IReadOnlyList<ShareReply> Shares);

/// <summary>A question and what came of it.</summary>
/// <param name="Turn">Its number in the conversation; numbers ascend, not one by one.</param>
/// <param name="Question">The question; empty when it is forgotten.</param>
/// <param name="State">What came of it.</param>
/// <param name="AskedAt">When it was asked, UTC.</param>
/// <param name="Versions">How often it was asked: 1, and one more for each edit or retry.</param>
/// <param name="Reply">The answer; what was checked of it when it was stopped; null when there is none.</param>
/// <param name="Problem">Why it failed; null when it did not.</param>
/// <param name="Feedback">What the reader thinks of it; null when nothing was said.</param>
public sealed record TurnReply(
    long Turn, string Question, [property: JsonConverter(typeof(TurnStateConverter))] TurnState State, DateTimeOffset AskedAt, int Versions, AskReply? Reply, ErrorDetail? Problem, FeedbackReply? Feedback)
{
    /// <summary>Earlier turns that no longer fit into the memory of the conversation and did not go along; absent for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int LeftOut { get; init; }
}

/// <summary>What a reader thinks of an answer.</summary>
/// <param name="Verdict"><c>up</c> or <c>down</c>.</param>
/// <param name="Reason">Why, or null.</param>
public sealed record FeedbackReply(string Verdict, string? Reason);

/// <summary>A read-only address of a conversation as it was when it was shared.</summary>
/// <param name="Token">The secret part of the address.</param>
/// <param name="Path">The address on this server.</param>
/// <param name="SharedAt">When it was shared, UTC.</param>
public sealed record ShareReply(string Token, string Path, DateTimeOffset SharedAt);

/// <summary>A conversation as it was when it was shared.</summary>
/// <param name="Title">Its title then.</param>
/// <param name="SharedAt">When it was shared, UTC.</param>
/// <param name="Turns">The turns that counted then, without feedback.</param>
public sealed record SharedConversation(string Title, DateTimeOffset SharedAt, IReadOnlyList<TurnReply> Turns);
