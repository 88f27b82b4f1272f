using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>What the database knows of one path before an ingestion.</summary>
internal sealed class KnownFile
{
    /// <summary>Hash of its bytes at the last reading; null when it was never read to its end.</summary>
    public ContentHash? Hash { get; set; }

    /// <summary>Fingerprint of that reading.</summary>
    public string? Reading { get; set; }

    /// <summary>The source's name for that state.</summary>
    public string? Version { get; set; }

    /// <summary>Its documents.</summary>
    public int Documents { get; set; }

    /// <summary>The one document, where there is one.</summary>
    public DocumentId? OnlyDocument { get; set; }

    /// <summary>Hash that the one document was read from.</summary>
    public ContentHash? OnlyHash { get; set; }

    /// <summary>What could not be read.</summary>
    public List<FileProblem> Problems { get; } = [];

    /// <summary>True when these bytes need not be read again.</summary>
    public bool IsRead(ContentHash hash, string reading) => Hash == hash && string.Equals(Reading, reading, StringComparison.Ordinal);
}
