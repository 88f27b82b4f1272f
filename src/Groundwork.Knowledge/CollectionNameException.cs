namespace Groundwork.Knowledge;

/// <summary>A text is not a collection name.</summary>
public sealed class CollectionNameException(string message) : Exception(message);
