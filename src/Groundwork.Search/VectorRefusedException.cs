namespace Groundwork.Search;

/// <summary>A vector does not fit the index: wrong dimensions, a value that is not finite, or no length under cosine.</summary>
public sealed class VectorRefusedException(string message) : Exception(message);
