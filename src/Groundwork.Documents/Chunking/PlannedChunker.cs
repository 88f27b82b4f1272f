namespace Groundwork.Documents.Chunking;

/// <summary>Leaves each document to the chunker of its media type.</summary>
/// <param name="fingerprint">Fingerprint of the plan.</param>
/// <param name="standard">For every media type that has no chunker of its own.</param>
/// <param name="byMediaType">By media type, or by <c>type/*</c>.</param>
internal sealed class PlannedChunker(string fingerprint, IChunker standard, IReadOnlyDictionary<string, IChunker> byMediaType) : IChunker
{
    /// <inheritdoc/>
    public string Fingerprint => fingerprint;

    /// <inheritdoc/>
    public ChunkingResult Split(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return For(document.Source.MediaType).Split(document);
    }

    private IChunker For(string mediaType)
    {
        var end = mediaType.AsSpan().IndexOfAny(';', ' ');
        var type = (end < 0 ? mediaType : mediaType[..end]).ToLowerInvariant();
        if (byMediaType.TryGetValue(type, out var exact)) return exact;
        var slash = type.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && byMediaType.TryGetValue(type[..(slash + 1)] + "*", out var family) ? family : standard;
    }
}
