using Groundwork.Documents;

namespace Groundwork.Knowledge;

/// <summary>What a new generation is to be like, beside its vectors.</summary>
/// <param name="Chunking">How it cuts documents; null for the way of the one in use.</param>
/// <param name="KeepsEarlier">True keeps the one in use so far complete, so that one can go back to it; it costs as much space and writing again.</param>
public sealed record GenerationRequest(ChunkingPlan? Chunking = null, bool KeepsEarlier = false)
{
    /// <summary>Cut as the one in use, which is forgotten.</summary>
    public static readonly GenerationRequest Same = new();
}
