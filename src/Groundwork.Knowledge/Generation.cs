namespace Groundwork.Knowledge;

/// <summary>One build of a collection: how its documents are cut, whose vectors the chunks carry, and the index made of both.</summary>
/// <remarks>Every change of documents goes into all live generations; questions go to the one in use, and an answer comes from one alone.</remarks>
/// <param name="Number">From 1; never given twice in a collection.</param>
/// <param name="Plan">How documents are cut, as <c>ChunkingPlan.ToString</c> writes it.</param>
/// <param name="Chunking">Fingerprint of the chunker that this plan made: generations of the same share their chunks.</param>
/// <param name="Embedder">Whose vectors its chunks carry; null for words alone.</param>
/// <param name="Commit">Newest commit of its index which the database knows, 0 for none.</param>
/// <param name="State">What it is for.</param>
/// <param name="MadeAt">When its build began, UTC.</param>
public sealed record Generation(int Number, string Plan, string Chunking, EmbedderIdentity? Embedder, long Commit, GenerationState State, DateTimeOffset MadeAt);
