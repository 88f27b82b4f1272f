namespace Groundwork.Models.Caching;

/// <summary>What the cache does for one request.</summary>
/// <param name="Key">Under which an equal request shares and finds it; null where it may not.</param>
/// <param name="Question">Under which another wording may find it; null where it may not.</param>
/// <param name="Replay">The answer that is given again; null for none.</param>
internal sealed record CachePlan(RequestKey? Key, SemanticQuestion? Question, (KeptAnswer Answer, ReplayKind Kind)? Replay)
{
    public static CachePlan None { get; } = new(null, null, null);
}
