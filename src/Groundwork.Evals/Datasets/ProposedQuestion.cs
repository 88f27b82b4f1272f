using Groundwork.Language;

namespace Groundwork.Evals.Datasets;

/// <summary>A question as a model proposes it.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answer">Its answer.</param>
/// <param name="Quote">Words of the passage that hold the answer.</param>
internal sealed record ProposedQuestion(string Question, string Answer, string Quote)
{
    /// <summary>Finds the quote in the passage, and the answer within the quote where it stands there word for word; null when the quote is made up.</summary>
    public DraftCandidate? Place(DraftSection section)
    {
        var at = string.IsNullOrWhiteSpace(Quote) ? -1 : section.Text.IndexOf(Quote.Trim(), StringComparison.Ordinal);
        if (at < 0) return null;
        var quote = new TextSpan(section.Span.Start + at, Quote.Trim().Length);
        var within = string.IsNullOrWhiteSpace(Answer) ? -1 : Quote.Trim().IndexOf(Answer.Trim(), StringComparison.Ordinal);
        return new DraftCandidate("model", Question.Trim(), within < 0 ? quote : new TextSpan(quote.Start + within, Answer.Trim().Length), quote, section);
    }
}
