using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>A failure on a page of its own.</summary>
/// <param name="Code">Its kind.</param>
/// <param name="Message">What happened.</param>
public sealed record ErrorView(ErrorCode Code, string Message);
