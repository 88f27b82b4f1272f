using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>The page that tells how everything stands.</summary>
/// <param name="Status">How it stands.</param>
public sealed record StatusView(StatusReply Status);
