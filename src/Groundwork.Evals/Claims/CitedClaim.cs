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
        var cited = Citations.Select(citation => CitedText.Of(citation, observation.Passages ?? [])).ToList();
        _texts = cited.ConvertAll(text => text?.Text);
        IsOfPlace = cited.ConvertAll(text => text is { IsOfPlace: true });
        Checks = [.. Citations.Select((citation, i) => citation.Check == CitationCheck.Unchecked ? CheckAgainst(citation, cited[i], observation.Passages) : citation.Check)];
        IsNeeded = new bool?[Citations.Count];
    }

    public TextSpan Span { get; }

    public string Text { get; }

    public IReadOnlyList<ObservedCitation> Citations { get; }

    /// <summary>One for each citation: what the subject's checker found, or else what its passages tell.</summary>
    public IReadOnlyList<CitationCheck> Checks { get; }

    /// <summary>One for each citation: true when the words at its place were judged, false when only the document is known and all its passages were.</summary>
    public IReadOnlyList<bool> IsOfPlace { get; }

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

    // A citation that is wrong, in its quote or span too, supports nothing. One that nobody could check still names a text.
    private bool Stands(int citation) => _texts[citation] is not null && (Checks[citation] is CitationCheck.Holds or CitationCheck.Unchecked);

    private static CitationCheck CheckAgainst(ObservedCitation citation, CitedText? text, IReadOnlyList<ObservedPassage>? passages)
    {
        if (passages is null) return CitationCheck.Unchecked;
        if (text is null) return CitationCheck.NotPermitted;
        if (string.IsNullOrWhiteSpace(citation.Quote)) return citation.Span is null ? CitationCheck.Holds : CitationCheck.Unchecked;
        return text.IsOfPlace ? CitationCheck.Holds : CitationCheck.QuoteDiffers;
    }
}
