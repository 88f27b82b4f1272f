using Groundwork.UseCases;

namespace Groundwork.Server.Pages.Parts;

/// <summary>A heading in the outline of a document.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Level">1..6.</param>
/// <param name="Start">Where it stands.</param>
internal sealed record OutlineEntry(string Text, int Level, int Start)
{
    private const int Most = 400;

    /// <summary>The headings of a document, the first 400.</summary>
    public static IReadOnlyList<OutlineEntry> Of(DocumentReply document) =>
    [
        .. document.Blocks.Where(b => string.Equals(b.Kind, "heading", StringComparison.Ordinal)).Take(Most)
            .Select(b => new OutlineEntry(document.Text.Substring(b.Span.Start, b.Span.Length), Math.Clamp(b.Level, 1, 6), b.Span.Start)),
    ];
}
