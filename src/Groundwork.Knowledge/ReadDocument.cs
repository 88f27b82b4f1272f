using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge;

/// <summary>A document that was read and cut, ready to be stored.</summary>
/// <param name="Document">The document.</param>
/// <param name="Chunks">Its chunks as the generation in use cuts them, in order.</param>
/// <param name="SourceHash">Hash of the bytes it was read from.</param>
/// <param name="Reading">Fingerprint of the reader and chunker.</param>
public sealed record ReadDocument(Document Document, IReadOnlyList<Chunk> Chunks, ContentHash SourceHash, string Reading)
{
    /// <summary>What its text is compared by, made here because reading runs beside writing; null for a text without words.</summary>
    internal MinHashSketch? Sketch { get; } = MinHashSketch.Of(Document.Text);

    /// <summary>The same document cut as other generations do, which are kept to go back to.</summary>
    public IReadOnlyList<ChunkSet> Others { get; init; } = [];

    /// <summary>The chunks under one chunking, with what the document says about them.</summary>
    /// <param name="chunking">One of <see cref="Others"/>, else that of the generation in use.</param>
    internal IEnumerable<ChunkRecord> Records(string chunking) =>
        (Others.FirstOrDefault(o => string.Equals(o.Chunking, chunking, StringComparison.Ordinal))?.Chunks ?? Chunks).Select(chunk => new ChunkRecord(
            chunk, Document.Title, Document.Source.Path, Document.Source.MediaType, Document.Language,
            Document.Source.Metadata ?? new Dictionary<string, MetadataValue>(StringComparer.Ordinal),
            Document.Source.Vector?.Values ?? default)
        {
            HasContext = ChunkingPlan.HasContext(chunking),
        });
}
