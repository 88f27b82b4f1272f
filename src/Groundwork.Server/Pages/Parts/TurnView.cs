using Groundwork.UseCases;

namespace Groundwork.Server.Pages.Parts;

/// <summary>One turn of a conversation.</summary>
/// <param name="Turn">It.</param>
/// <param name="Collection">The collection that answered; empty on a shared page.</param>
/// <param name="Conversation">The conversation; null on a shared page, which can only be read.</param>
/// <param name="Token">The secret of the page's forms.</param>
public sealed record TurnView(TurnReply Turn, string Collection, string? Conversation, string Token)
{
    /// <summary>True while its question is being changed.</summary>
    public bool IsEditing { get; init; }

    /// <summary>The cited passage open beside its answer; null for none.</summary>
    public SourceView? Open { get; init; }
}
