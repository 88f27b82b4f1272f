using Groundwork.Language;

namespace Groundwork.Evals.Datasets;

/// <summary>In how many documents a word stands, so that the most telling one of a sentence can be taken out.</summary>
internal sealed class TermRarity
{
    private const int ShortestTerm = 4;

    private readonly Dictionary<string, int> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TextAnalyzer> _analyzers = new(StringComparer.Ordinal);

    public static TermRarity Of(IReadOnlyList<DraftDocument> documents, CancellationToken cancellationToken)
    {
        var rarity = new TermRarity();
        foreach (var document in documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var term in rarity.TermsOf(document.Text, document.Language).Select(term => term.Text).Distinct(StringComparer.Ordinal))
                rarity._documents[term] = rarity._documents.GetValueOrDefault(term) + 1;
        }

        return rarity;
    }

    /// <summary>The words of a sentence worth a gap, the most telling first: in few documents, not the first word, there once, letters only, no stop word.</summary>
    public IEnumerable<TextSpan> Telling(string sentence, LanguageCode language)
    {
        var terms = TermsOf(sentence, language);
        var counts = terms.CountBy(term => term.Text, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return terms
            .Where(term => !term.IsStopWord && term.Span.Start > 0 && counts[term.Text] == 1 && IsTerm(term.Span.Of(sentence)))
            .OrderBy(term => _documents.GetValueOrDefault(term.Text))
            .ThenByDescending(term => term.Span.Length)
            .ThenBy(term => term.Span.Start)
            .Select(term => term.Span);
    }

    private static bool IsTerm(string word) => word.Length >= (TextWords.IsUnspaced(word[0]) ? 2 : ShortestTerm) && word.All(char.IsLetter);

    private List<Term> TermsOf(string text, LanguageCode language)
    {
        if (!_analyzers.TryGetValue(language.Code, out var analyzer)) _analyzers.Add(language.Code, analyzer = new TextAnalyzer(language));
        var terms = new List<Term>();
        analyzer.Analyze(text, terms);
        return terms;
    }
}
