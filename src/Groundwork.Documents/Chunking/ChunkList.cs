using Groundwork.Language;

namespace Groundwork.Documents.Chunking;

/// <summary>The chunks of one document while they are made, in order.</summary>
/// <param name="document">The document.</param>
/// <param name="fingerprint">Fingerprint of the chunker.</param>
internal sealed class ChunkList(Document document, string fingerprint)
{
    private readonly List<Chunk> _chunks = [];

    /// <summary>Adds the next chunk.</summary>
    /// <param name="span">Where it stands.</param>
    /// <param name="headings">Headings above it.</param>
    /// <param name="parent">The larger span for answers; one equal to <paramref name="span"/> is none.</param>
    public void Add(TextSpan span, IReadOnlyList<string> headings, TextSpan? parent = null)
    {
        var ordinal = _chunks.Count;
        _chunks.Add(new Chunk(
            ChunkId.Of(document.Id, document.Hash, fingerprint, ordinal), document.Id, document.Hash, ordinal, span, span.Of(document.Text), headings,
            parent == span ? null : parent));
    }

    /// <summary>All chunks; nothing was skipped.</summary>
    public ChunkingResult Result() => new(_chunks, []);
}
