using Groundwork.Documents;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>A step with what reading made of it: the document, the problem, or neither for a step that reads nothing.</summary>
/// <param name="Work">The step.</param>
/// <param name="Document">What was read.</param>
/// <param name="Problem">Why it cannot be read.</param>
/// <param name="Ended">Reading ended its process; another try may succeed.</param>
internal sealed record ReadOutcome(ReadWork Work, ReadDocument? Document = null, DocumentUnreadableException? Problem = null, ReaderEndedException? Ended = null);
