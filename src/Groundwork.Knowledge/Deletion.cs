namespace Groundwork.Knowledge;

/// <summary>A deletion that has begun: its documents are gone from the database, and what is left to clean is known.</summary>
/// <param name="Receipt">As it stands.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Files">Files of the data directory that go with it.</param>
public sealed record Deletion(DeletionReceipt Receipt, CollectionName Collection, IReadOnlyList<string> Files);
