namespace Groundwork.Knowledge;

/// <summary>The collection's vectors were made by another embedder than the configured one.</summary>
public sealed class EmbedderMismatchException(string message) : Exception(message);
