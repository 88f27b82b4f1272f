using Groundwork.Documents;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>A step with what reading made of it: the document, the problem, or neither for a step that reads nothing.</summary>
internal sealed record ReadOutcome(ReadWork Work, ReadDocument? Document, DocumentUnreadableException? Problem);
