using System.Text;
using Groundwork.Language;

namespace Groundwork.Evals.Claims;

/// <summary>What a citation puts before the entailment.</summary>
/// <param name="Text">The sentences of the quoted words with one on either side, which tell what "it" is; without a quote, or with one that stands nowhere, all passages of the document.</param>
/// <param name="IsOfPlace">True when the text is that of the cited place.</param>
internal sealed record CitedText(string Text, bool IsOfPlace)
{
    /// <summary>Null when the document is not among the passages and nobody checked its quote elsewhere.</summary>
    public static CitedText? Of(ObservedCitation citation, IReadOnlyList<ObservedPassage> passages)
    {
        var ofDocument = passages.Where(passage => string.Equals(passage.Document, citation.Document, StringComparison.Ordinal)).Select(passage => passage.Text).ToList();
        var quote = Folded(citation.Quote).Text;
        if (quote.Length > 0)
        {
            foreach (var text in ofDocument)
                if (Around(text, quote) is { } around) return new CitedText(around, IsOfPlace: true);
            // Checked at its place in the document, beyond what the passages show.
            if (citation.Check == CitationCheck.Holds) return new CitedText(citation.Quote, IsOfPlace: true);
        }

        return ofDocument.Count == 0 ? null : new CitedText(string.Join("\n\n", ofDocument), IsOfPlace: false);
    }

    private static string? Around(string text, string quote)
    {
        var (folded, places) = Folded(text);
        var at = folded.IndexOf(quote, StringComparison.Ordinal);
        if (at < 0) return null;
        var (start, end) = (places[at], places[at + quote.Length - 1] + 1);
        var sentences = SentenceSplitter.Split(text, LanguageDetector.Detect(text).Language).ToList();
        var first = sentences.FindIndex(sentence => sentence.End > start);
        var last = sentences.FindLastIndex(sentence => sentence.Start < end);
        if (first < 0 || last < first) return text[start..end];
        return text[Math.Min(start, sentences[Math.Max(0, first - 1)].Start)..Math.Max(end, sentences[Math.Min(sentences.Count - 1, last + 1)].End)];
    }

    /// <summary>The text with each run of blanks as one space, and where each character stood.</summary>
    private static (string Text, List<int> Places) Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        var places = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isBlank = char.IsWhiteSpace(text[i]);
            if (isBlank && (folded.Length == 0 || folded[^1] == ' ')) continue;
            folded.Append(isBlank ? ' ' : text[i]);
            places.Add(i);
        }

        return (folded.ToString().TrimEnd(), places);
    }
}
