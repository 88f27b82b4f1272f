using Groundwork.Language;

namespace Groundwork.Documents;

/// <summary>Leaves a document whole: one chunk from its first character to its last. For documents whose vector was given with them.</summary>
public sealed class WholeChunker : IChunker
{
    /// <inheritdoc />
    public string Fingerprint => "whole-1";

    /// <inheritdoc />
    public ChunkingResult Split(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var start = document.Text.Length - document.Text.AsSpan().TrimStart().Length;
        var end = document.Text.AsSpan().TrimEnd().Length;
        if (start >= end) return new ChunkingResult([], []);
        var span = TextSpan.FromBounds(start, end);
        return new ChunkingResult([new Chunk(ChunkId.Of(document.Id, document.Hash, Fingerprint, 0), document.Id, document.Hash, 0, span, span.Of(document.Text), [])], []);
    }
}
