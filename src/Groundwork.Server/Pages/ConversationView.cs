using Groundwork.Server.Pages.Parts;
using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>The page of one conversation.</summary>
/// <param name="Conversation">It.</param>
/// <param name="Recent">Other conversations to go to.</param>
/// <param name="Token">The secret of the page's forms.</param>
/// <param name="Origin">The server's own address, for links to hand on.</param>
public sealed record ConversationView(ConversationReply Conversation, IReadOnlyList<ConversationSummary> Recent, string Token, string Origin)
{
    /// <summary>The cited passage that is open beside its answer; null for none.</summary>
    public SourceView? Open { get; init; }

    /// <summary>The turn that it belongs to.</summary>
    public long OpenTurn { get; init; }

    /// <summary>The turn whose question is being changed; 0 for none.</summary>
    public long Editing { get; init; }
}
