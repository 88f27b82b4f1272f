namespace Groundwork.Documents;

/// <summary>Turns the bytes of one source into a document. It never fetches and owns nothing: the caller opens and closes the stream.</summary>
public interface IDocumentReader
{
    /// <summary>What it reads, for help, error texts and the reference.</summary>
    FormatDescription Format { get; }

    /// <summary>Names the rules of this reader. It changes when the same bytes would give another document.</summary>
    string Fingerprint { get; }

    /// <summary>Whether it reads this media type.</summary>
    bool CanRead(string mediaType) => Format.MediaTypes.Contains(mediaType, StringComparer.Ordinal);

    /// <summary>Reads one document.</summary>
    /// <exception cref="DocumentUnreadableException">The source cannot become a document; says why and what to do.</exception>
    ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken);
}
