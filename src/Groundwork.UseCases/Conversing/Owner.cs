using Groundwork.Models;

namespace Groundwork.UseCases.Conversing;

/// <summary>Whose a conversation is. The person at this machine may see all of them, a program with a key only its own.</summary>
internal static class Owner
{
    /// <summary>The person at this machine.</summary>
    public const string Local = "local";

    public static string Of(Caller caller) => caller.Key;

    /// <summary>Whose conversations a caller may see; null for all.</summary>
    public static string? Sees(Caller caller) => caller.Key is Local ? null : caller.Key;

    /// <summary>Refuses the conversation of somebody else as if there were none.</summary>
    /// <exception cref="ConversationNotFoundException">It is somebody else's.</exception>
    public static Conversation Check(Conversation conversation, Caller caller) =>
        Sees(caller) is not { } own || string.Equals(own, conversation.Owner, StringComparison.Ordinal) ? conversation : throw ConversationNotFoundException.Of(conversation.Id);
}
