namespace Groundwork.Documents;

/// <summary>Reading a document ended the process that read it: it ran out of memory or stack, or was killed.</summary>
/// <param name="message">What happened, with the document and the exit code.</param>
/// <param name="inner">The broken connection.</param>
public sealed class ReaderEndedException(string message, Exception? inner = null) : Exception(message, inner);
