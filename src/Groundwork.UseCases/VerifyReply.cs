namespace Groundwork.UseCases;

/// <summary>Whether every stored invariant holds.</summary>
/// <param name="Ok">True when nothing is broken.</param>
/// <param name="Collections">Collections checked.</param>
/// <param name="Documents">Documents checked.</param>
/// <param name="Chunks">Chunks checked.</param>
/// <param name="Problems">What is broken, at most 100 per collection.</param>
/// <param name="ElapsedMs">Milliseconds from request to reply.</param>
public sealed record VerifyReply(bool Ok, int Collections, long Documents, long Chunks, IReadOnlyList<BrokenInvariant> Problems, long ElapsedMs);

/// <summary>Something that must hold and does not.</summary>
/// <param name="Collection">The collection; null for the database itself.</param>
/// <param name="What">What is broken and what to do.</param>
public sealed record BrokenInvariant(string? Collection, string What);
