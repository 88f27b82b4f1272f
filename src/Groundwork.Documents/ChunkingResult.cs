using Groundwork.Language;

namespace Groundwork.Documents;

/// <summary>What a chunker made of a document.</summary>
/// <param name="Chunks">In reading order.</param>
/// <param name="Skipped">Blocks that stand in no chunk, with the reason. A heading counts as covered when it is in a chunk's headings.</param>
public sealed record ChunkingResult(IReadOnlyList<Chunk> Chunks, IReadOnlyList<SkippedBlock> Skipped);

/// <summary>A block that no chunk holds.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record SkippedBlock(TextSpan Span, string Reason);
