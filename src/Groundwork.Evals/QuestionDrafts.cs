using Groundwork.Evals.Datasets;

namespace Groundwork.Evals;

/// <summary>
/// Drafts questions from documents without any model: definitions, reasons, conditions, numbers, lists, headings and gaps for rare terms. Each is a draft with its document, its answer and where that stands, until a person accepts it.
/// </summary>
public static class QuestionDrafts
{
    /// <summary>Drafts questions.</summary>
    /// <param name="documents">Documents; read once. Of more documents than drafts a seeded choice is kept.</param>
    /// <param name="options">What drafts must be.</param>
    /// <param name="cancellationToken">Stops between documents.</param>
    /// <returns>Drafts, spread over the documents; the same documents, in whatever order, and the same options give the same drafts. Fewer than asked for when the texts hold no more.</returns>
    public static async ValueTask<IReadOnlyList<Sample>> DraftAsync(IAsyncEnumerable<DraftDocument> documents, DraftOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } problems) throw new ArgumentException(string.Join(" ", problems), nameof(options));
        var kept = await DraftChoice.KeepAsync(documents, options, cancellationToken);
        return TemplateDrafts.Draft(kept, options, cancellationToken);
    }
}
