namespace Groundwork.Documents.Chunking;

/// <summary>A chunker that a plan can name.</summary>
/// <param name="Description">Its name and settings.</param>
/// <param name="Create">Makes it from values.</param>
internal sealed record ChunkerKind(ChunkerDescription Description, Func<ChunkerValues, IChunker> Create);
