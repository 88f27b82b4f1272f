using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge;

/// <summary>A stored chunk with what its document says about it.</summary>
/// <param name="Chunk">The chunk.</param>
/// <param name="Title">Title of its document.</param>
/// <param name="Path">File of its document.</param>
/// <param name="MediaType">Format of its document.</param>
/// <param name="Language">Language of its document.</param>
/// <param name="Metadata">Values its document can be filtered by.</param>
/// <param name="Vector">Its vector when it came with the document just now; empty otherwise, also when the database has one.</param>
public sealed record ChunkRecord(
    Chunk Chunk, string Title, string Path, string MediaType, LanguageCode Language, IReadOnlyDictionary<string, MetadataValue> Metadata,
    ReadOnlyMemory<float> Vector = default)
{
    /// <summary>It is searched with the title and the headings above it, as its chunking says.</summary>
    public bool HasContext { get; init; } = true;
}
