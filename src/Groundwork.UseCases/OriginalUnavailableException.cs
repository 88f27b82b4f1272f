namespace Groundwork.UseCases;

/// <summary>The file that a document was read from cannot be shown; the message says why and what to do.</summary>
public sealed class OriginalUnavailableException(string message) : Exception(message);
