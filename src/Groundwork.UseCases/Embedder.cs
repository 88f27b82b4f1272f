using Groundwork.Knowledge;
using Microsoft.Extensions.AI;

namespace Groundwork.UseCases;

/// <summary>The configured embedder, or none.</summary>
/// <param name="Identity">Its model and dimensions; null for none.</param>
/// <param name="Generator">It; null for none.</param>
public sealed record Embedder(EmbedderIdentity? Identity, IEmbeddingGenerator<string, Embedding<float>>? Generator)
{
    /// <summary>No embedder.</summary>
    public static readonly Embedder None = new(null, null);
}
