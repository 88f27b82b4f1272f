namespace Groundwork.Knowledge;

/// <summary>What a check found.</summary>
/// <param name="Documents">Documents checked.</param>
/// <param name="Chunks">Chunks checked.</param>
/// <param name="Problems">What is broken; empty when nothing is.</param>
public sealed record CollectionCheckResult(long Documents, long Chunks, IReadOnlyList<string> Problems);
