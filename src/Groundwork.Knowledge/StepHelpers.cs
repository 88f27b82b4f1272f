using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge;

/// <summary>What steps between a question and its passages may use beside the collection.</summary>
public sealed record StepHelpers
{
    /// <summary>Nothing.</summary>
    public static readonly StepHelpers None = new();

    /// <summary>The model for steps that ask one (<see cref="RetrievalPipeline.NeedsChat"/>); null for none.</summary>
    public IChatClient? Chat { get; init; }

    /// <summary>The re-rank endpoint (<see cref="RetrievalPipeline.NeedsEndpoint"/>); null for none.</summary>
    public RerankScores? Endpoint { get; init; }

    /// <summary>The configured embedder that makes vectors of questions; null for none. What a collection learnt from itself needs none.</summary>
    public EmbedderIdentity? Embedder { get; init; }

    /// <summary>Compares documents, so that one speaks for those that say nearly the same; null where all are wanted.</summary>
    public DuplicateFinder? Duplicates { get; init; }
}
