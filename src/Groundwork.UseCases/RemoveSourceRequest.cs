namespace Groundwork.UseCases;

/// <summary>A source that a collection is no longer kept level with.</summary>
/// <param name="Name">The source.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Documents">True deletes its documents too; otherwise they stay as they are.</param>
public sealed record RemoveSourceRequest(string Name, string Collection = "default", bool Documents = false);

/// <summary>A source was removed.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Name">The source.</param>
/// <param name="Documents">How many documents were deleted with it.</param>
public sealed record RemoveSourceReply(string Collection, string Name, int Documents);
