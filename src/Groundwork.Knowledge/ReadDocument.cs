using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge;

/// <summary>A document that was read and cut, ready to be stored.</summary>
/// <param name="Document">The document.</param>
/// <param name="Chunks">Its chunks, in order.</param>
/// <param name="SourceHash">Hash of the bytes it was read from.</param>
/// <param name="Reading">Fingerprint of the reader and chunker.</param>
public sealed record ReadDocument(Document Document, IReadOnlyList<Chunk> Chunks, ContentHash SourceHash, string Reading)
{
    /// <summary>The chunks with what the document says about them.</summary>
    internal IEnumerable<ChunkRecord> Records() => Chunks.Select(chunk => new ChunkRecord(
        chunk, Document.Title, Document.Source.Path, Document.Source.MediaType, Document.Language,
        Document.Source.Metadata ?? new Dictionary<string, MetadataValue>(StringComparer.Ordinal),
        Document.Source.Vector?.Values ?? default));
}
