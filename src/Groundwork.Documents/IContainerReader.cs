namespace Groundwork.Documents;

/// <summary>Opens a source that holds several documents, such as a JSONL corpus.</summary>
public interface IContainerReader
{
    /// <summary>What it opens, for help, error texts and the reference.</summary>
    FormatDescription Format { get; }

    /// <summary>Names the rules of this reader. It changes when the same bytes would give other parts.</summary>
    string Fingerprint { get; }

    /// <summary>Whether it opens this media type.</summary>
    bool CanOpen(string mediaType) => Format.MediaTypes.Contains(mediaType, StringComparer.Ordinal);

    /// <summary>The parts, in order, one at a time: a container may be larger than memory.</summary>
    /// <exception cref="DocumentUnreadableException">The container as a whole cannot be opened or read further.</exception>
    IAsyncEnumerable<ContainedPart> OpenAsync(Stream content, SourceInfo container, CancellationToken cancellationToken);
}
