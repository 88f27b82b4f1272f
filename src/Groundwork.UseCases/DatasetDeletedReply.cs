namespace Groundwork.UseCases;

/// <summary>A dataset that is gone.</summary>
/// <param name="Dataset">Its name.</param>
/// <param name="Versions">Versions that went with it.</param>
public sealed record DatasetDeletedReply(string Dataset, int Versions);
