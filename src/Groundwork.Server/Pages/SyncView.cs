using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>What a synchronisation would change.</summary>
/// <param name="Reply">The comparison.</param>
/// <param name="Token">For the form.</param>
public sealed record SyncView(SyncReply Reply, string Token);
