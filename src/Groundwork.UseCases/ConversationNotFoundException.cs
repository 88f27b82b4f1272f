namespace Groundwork.UseCases;

/// <summary>There is no such conversation, turn or shared page.</summary>
public sealed class ConversationNotFoundException : Exception
{
    private ConversationNotFoundException(string message) : base(message) { }

    internal static ConversationNotFoundException Of(string conversation) =>
        new($"There is no conversation \"{Shown(conversation)}\". It may have been deleted; list them with \"groundwork conversations list\".");

    internal static ConversationNotFoundException OfTurn(string conversation, long turn) =>
        new(FormattableString.Invariant($"The conversation \"{Shown(conversation)}\" has no turn {turn} that can be used. Look at its turns with \"groundwork conversations show\"."));

    internal static ConversationNotFoundException OfShare() =>
        new("Nothing is shared at this address. The link may have been revoked, or the conversation deleted.");

    private static string Shown(string id) => id.Length <= 64 ? id : id[..64] + "…";
}
