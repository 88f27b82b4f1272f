namespace Groundwork.UseCases;

/// <summary>What readers said of answers, for evaluation.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Feedback">Oldest question first.</param>
public sealed record FeedbackListReply(string Collection, IReadOnlyList<RatedAnswer> Feedback);

/// <summary>An answer with a verdict.</summary>
/// <param name="Conversation">Where it was given.</param>
/// <param name="Turn">The turn.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Reply">What was answered, with the commit that was searched.</param>
/// <param name="Fingerprints">What it was made with; null for an answer that was stopped.</param>
/// <param name="Verdict"><c>up</c> or <c>down</c>.</param>
/// <param name="Reason">Why, or null.</param>
public sealed record RatedAnswer(string Conversation, long Turn, string Question, AskReply Reply, FingerprintsReply? Fingerprints, string Verdict, string? Reason);

/// <summary>What decides an answer, next to the question and the commit.</summary>
/// <param name="Generation">Number of the collection's generation.</param>
/// <param name="Chunker">Fingerprint of its chunking.</param>
/// <param name="Embedder">Its embedder; null for words alone.</param>
/// <param name="Model">Who wrote the answer.</param>
public sealed record FingerprintsReply(int Generation, string Chunker, string? Embedder, string Model);
