namespace Groundwork.UseCases;

/// <summary>So much of a source is gone that nothing was done about it.</summary>
public sealed class SourceHeldException(string message) : Exception(message);
