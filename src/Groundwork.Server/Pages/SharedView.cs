using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>A shared conversation, for reading only.</summary>
/// <param name="Conversation">It, as it was.</param>
public sealed record SharedView(SharedConversation Conversation);
