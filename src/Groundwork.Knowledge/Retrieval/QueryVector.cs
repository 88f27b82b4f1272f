namespace Groundwork.Knowledge.Retrieval;

/// <summary>A question as a vector.</summary>
/// <param name="Embedder">Who made it.</param>
/// <param name="Vector">It, never empty.</param>
internal sealed record QueryVector(EmbedderIdentity Embedder, ReadOnlyMemory<float> Vector);
