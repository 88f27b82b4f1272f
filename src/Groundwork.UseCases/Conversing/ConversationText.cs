namespace Groundwork.UseCases.Conversing;

/// <summary>Conversations as replies.</summary>
internal static class ConversationText
{
    public static ConversationReply ReplyOf(Conversation conversation, IReadOnlyList<ShareReply> shares) =>
        new(conversation.Id, conversation.Collection, conversation.Title, [.. conversation.Path.Select(turn => ReplyOf(conversation, turn))], shares);

    public static TurnReply ReplyOf(Conversation conversation, Turn turn) =>
        new(turn.Number, turn.Question, turn.State, turn.At, conversation.VersionsOf(turn).Count, turn.Reply, turn.Problem, turn.Feedback) { LeftOut = turn.LeftOut };
}
