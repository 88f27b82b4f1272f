using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>The page that asks.</summary>
/// <param name="Collections">What can be asked.</param>
/// <param name="Collection">The chosen collection; empty when there is none.</param>
/// <param name="Question">What was asked; null at first.</param>
/// <param name="Reply">The answer; null when there is none yet.</param>
/// <param name="Problem">Why there is no answer; null when nothing failed.</param>
/// <param name="ChatModel">The model that writes answers; null for extraction.</param>
/// <param name="DataDirectory">Where everything is kept.</param>
public sealed record AskView(
    IReadOnlyList<CollectionReply> Collections, string Collection, string? Question, AskReply? Reply, ErrorDetail? Problem, string? ChatModel, string DataDirectory)
{
    /// <summary>Conversations to go on with.</summary>
    public IReadOnlyList<ConversationSummary> Recent { get; init; } = [];

    /// <summary>The secret of the page's form.</summary>
    public string Token { get; init; } = "";

    /// <summary>True when nothing can be asked.</summary>
    public bool IsEmpty => Collections.Count == 0;
}
