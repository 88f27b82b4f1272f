using System.Globalization;
using Groundwork.Documents.Chunking;
using Groundwork.Language;

namespace Groundwork.Documents;

/// <summary>
/// Cuts a document along its headings. A section that fits is one chunk; a larger one is cut into pieces of even size, at the ends of
/// blocks where that costs little, else at the ends of sentences, and inside a sentence only when the sentence alone is too large.
/// Tables and code stay whole up to their own limits. A tiny section shares a chunk with a neighbour, see <see cref="ChunkingOptions.TinyTokens"/>:
/// with the section below or after it, else with the one before it, as long as no heading of a higher rank stands between them.
/// A section without text of its own goes with its first subsection. Nothing is ever skipped.
/// </summary>
public sealed class HeadingChunker : IChunker
{
    private readonly ChunkingOptions _options;

    /// <summary>Makes a chunker.</summary>
    /// <exception cref="ArgumentException">An option cannot be used; the message names all that cannot.</exception>
    public HeadingChunker(ChunkingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } problems) throw new ArgumentException(string.Join(' ', problems), nameof(options));
        _options = options;
        Fingerprint = string.Create(
            CultureInfo.InvariantCulture,
            $"headings-2:{options.MinTokens}-{options.MaxTokens}:{options.TinyTokens}:{options.MaxTableTokens}:{options.MaxCodeTokens}");
    }

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    public ChunkingResult Split(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var chunks = new ChunkList(document, Fingerprint);
        foreach (var group in SectionGroups.Of(Section.AllOf(document), _options))
            foreach (var span in Cut(document, group))
                chunks.Add(span, group.Headings);
        return chunks.Result();
    }

    private IEnumerable<TextSpan> Cut(Document document, SectionGroup group) =>
        BalancedCuts.Spans(document.Text, Atoms.Of(document, group.Blocks, group.Tokens <= _options.MaxTokens, _options), _options);
}
