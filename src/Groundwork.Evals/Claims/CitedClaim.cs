using System.Text;
using Groundwork.Language;

namespace Groundwork.Evals.Claims;

/// <summary>A sentence with the texts that it cites, and what was found about them.</summary>
internal sealed class CitedClaim
{
    // More citations on one sentence than anybody reads; further ones fail the sentence instead of costing a call each.
    private const int MostCitations = 50;

    private readonly List<string?> _texts;

    public CitedClaim(SplitClaim claim, Observation observation)
    {
        Span = claim.Span;
        Text = claim.Span.Of(observation.Text);
        Citations = claim.Citations;
        _texts = [.. Citations.Select(citation => TextOf(citation, observation.Passages ?? []))];
        Checks = [.. Citations.Select((citation, i) => citation.Check == CitationCheck.Unchecked ? CheckAgainst(citation, _texts[i], observation.Passages) : citation.Check)];
        IsNeeded = new bool?[Citations.Count];
    }

    public TextSpan Span { get; }

    public string Text { get; }

    public IReadOnlyList<ObservedCitation> Citations { get; }

    /// <summary>One for each citation: what the subject's checker found, or else what its passages tell.</summary>
    public IReadOnlyList<CitationCheck> Checks { get; }

    /// <summary>Whether what is cited supports the sentence; null without a verdict.</summary>
    public bool? IsSupported { get; private set; }

    /// <summary>One for each citation: whether the sentence is supported and needs it; null without a verdict.</summary>
    public bool?[] IsNeeded { get; }

    public async ValueTask JudgeAsync(IEntailment entailment, CancellationToken cancellationToken)
    {
        if (Citations.Count > MostCitations) return;
        IsSupported = false;
        Array.Fill(IsNeeded, false);
        if (Citations.Count == 0 || Enumerable.Range(0, Citations.Count).Any(i => !Stands(i))) return;
        IsSupported = await SupportsAsync(entailment, _texts!, cancellationToken);
        for (var i = 0; i < IsNeeded.Length; i++) IsNeeded[i] = IsSupported is true ? await IsNeededAsync(entailment, i, cancellationToken) : IsSupported;
    }

    private async ValueTask<bool?> IsNeededAsync(IEntailment entailment, int citation, CancellationToken cancellationToken)
    {
        if (_texts.Count == 1) return true;
        var alone = await SupportsAsync(entailment, [_texts[citation]!], cancellationToken);
        if (alone is not false) return alone;
        return await SupportsAsync(entailment, [.. _texts.Where((_, i) => i != citation)!], cancellationToken) is { } without ? !without : null;
    }

    private async ValueTask<bool?> SupportsAsync(IEntailment entailment, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var verdicts = await SafeEntailment.AskAsync(entailment, string.Join("\n\n", texts.Distinct(StringComparer.Ordinal)), [Text], cancellationToken);
        return verdicts[0] is Entailment.Judged judged ? judged.Supports : null;
    }

    // A citation whose quote or span is wrong in its details still names a text that can be read.
    private bool Stands(int citation) => _texts[citation] is not null && Checks[citation] is not (CitationCheck.NoDocument or CitationCheck.NotPermitted);

    private static string? TextOf(ObservedCitation citation, IReadOnlyList<ObservedPassage> passages)
    {
        var ofDocument = passages.Where(passage => string.Equals(passage.Document, citation.Document, StringComparison.Ordinal)).Select(passage => passage.Text).ToList();
        var quote = Folded(citation.Quote);
        if (quote.Length > 0)
        {
            if (ofDocument.Find(text => Folded(text).Contains(quote, StringComparison.Ordinal)) is { } quoted) return quoted;
            // Checked at its place in the document, beyond what the passages show.
            if (citation.Check == CitationCheck.Holds) return citation.Quote;
        }

        return ofDocument.Count == 0 ? null : string.Join("\n\n", ofDocument);
    }

    private static CitationCheck CheckAgainst(ObservedCitation citation, string? text, IReadOnlyList<ObservedPassage>? passages)
    {
        if (passages is null) return CitationCheck.Unchecked;
        if (text is null) return CitationCheck.NotPermitted;
        var quote = Folded(citation.Quote);
        if (quote.Length == 0) return citation.Span is null ? CitationCheck.Holds : CitationCheck.Unchecked;
        return Folded(text).Contains(quote, StringComparison.Ordinal) ? CitationCheck.Holds : CitationCheck.QuoteDiffers;
    }

    private static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c)) folded.Append(c);
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }

        return folded.ToString().TrimEnd();
    }
}
