namespace Groundwork.Knowledge;

/// <summary>A deletion that has begun: what it is to remove and to clean is known, so whoever opens the data directory next can complete it.</summary>
/// <param name="Receipt">As it stands.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Files">Files and folders of the data directory that go with it.</param>
/// <param name="IsWhole">It is of the whole collection.</param>
public sealed record Deletion(DeletionReceipt Receipt, CollectionName Collection, IReadOnlyList<string> Files, bool IsWhole = false);
