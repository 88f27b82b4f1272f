using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>Makes citations, and only such whose quote equals the slice of the stored document they name.</summary>
internal sealed class QuoteCheck(LoadedDocuments documents)
{
    /// <summary>The citation of a span of a passage, or null when the stored document does not carry it (any more).</summary>
    /// <param name="passage">The passage.</param>
    /// <param name="within">A span of the passage's text.</param>
    /// <param name="cancellationToken">Stops loading.</param>
    public async ValueTask<CitedPassage?> CiteAsync(Passage passage, TextSpan within, CancellationToken cancellationToken)
    {
        var chunk = passage.Chunk;
        if (!within.IsWithin(chunk.Text.Length)) return null;
        if (await documents.FindAsync(chunk.Document, chunk.Version, cancellationToken) is not { } document) return null;
        var span = within.Shift(chunk.Span.Start);
        var quote = within.Of(chunk.Text);
        if (within.IsEmpty || !span.IsWithin(document.Text.Length) || !string.Equals(span.Of(document.Text), quote, StringComparison.Ordinal)) return null;
        return new CitedPassage(new Citation(document.Id, document.Hash, span, quote, document.PlaceOf(span)), passage.Path, passage.Title) { StandsFor = passage.StandsFor };
    }
}
