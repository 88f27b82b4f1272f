namespace Groundwork.Documents;

/// <summary>No process to read documents in can be had. The message says why and what to do.</summary>
/// <param name="message">What happened, with which values, and what to do.</param>
/// <param name="inner">The cause.</param>
public sealed class ReadingPlaceException(string message, Exception? inner = null) : Exception(message, inner);
