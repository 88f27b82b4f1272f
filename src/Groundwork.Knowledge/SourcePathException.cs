namespace Groundwork.Knowledge;

/// <summary>A path that a person named does not exist.</summary>
public sealed class SourcePathException(string message) : Exception(message);
