namespace Groundwork.Knowledge;

/// <summary>There is no collection of this name.</summary>
public sealed class CollectionNotFoundException(CollectionName name, IReadOnlyList<string> existing)
    : Exception(existing.Count == 0
        ? $"There is no collection \"{name}\", and none at all yet. Make one with \"groundwork ingest PATH --collection {name}\"."
        : $"There is no collection \"{name}\". There are: {string.Join(", ", existing)}. Choose one with --collection, or make it with \"groundwork ingest PATH --collection {name}\".");
