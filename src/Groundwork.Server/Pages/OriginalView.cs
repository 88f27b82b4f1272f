using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>The original beside the text.</summary>
/// <param name="Kind">How it is shown.</param>
/// <param name="Problem">Why it cannot be shown now; null when it can.</param>
/// <param name="Page">The page of a PDF that is shown.</param>
/// <param name="LastPage">The last page that has text.</param>
public sealed record OriginalView(OriginalKind Kind, string? Problem, int Page, int LastPage)
{
    /// <summary>Looks at the original of a document.</summary>
    /// <param name="originals">Where it comes from.</param>
    /// <param name="document">The document.</param>
    /// <param name="page">The page that the reader asked for; null for the one of <paramref name="at"/>.</param>
    /// <param name="at">A character of the text that the reader looks at.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    internal static async Task<OriginalView> OfAsync(RenderOriginal originals, DocumentReply document, int? page, int at, CancellationToken cancellationToken)
    {
        var problem = await originals.ProblemAsync(new OriginalRequest(document.Document, document.Collection), cancellationToken);
        var last = document.Blocks.Max(b => b.Place.Page) ?? 1;
        var wanted = page ?? document.Blocks.LastOrDefault(b => b.Span.Start <= at)?.Place.Page ?? 1;
        return new OriginalView(originals.KindOf(document), problem, Math.Clamp(wanted, 1, last), last);
    }
}
