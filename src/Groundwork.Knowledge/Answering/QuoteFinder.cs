using System.Text.RegularExpressions;
using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>
/// Finds the words a model claims to quote: exactly; else with other white space, quotation marks, dashes or capitals; else with gaps marked by an ellipsis, within one
/// passage; else, in one sentence, with at most one edit in 16 characters and two in a word (<see cref="QuoteAlignment"/>). What is found is always a slice of the text.
/// </summary>
internal sealed partial class QuoteFinder
{
    // What lies between the first and the last words of a quote with gaps, gaps included.
    private const int LongestWithGaps = 800;
    private const int ShortestPart = 3;

    private readonly string _text;
    private readonly LooseText _loose;
    private readonly QuoteAlignment _alignment;

    /// <param name="text">The text that is quoted from.</param>
    /// <param name="language">Its language.</param>
    /// <param name="sentences">Its sentences.</param>
    public QuoteFinder(string text, LanguageCode language, IReadOnlyList<TextSpan> sentences)
    {
        _text = text;
        _loose = new LooseText(text);
        _alignment = new QuoteAlignment(text, _loose, sentences, language);
    }

    /// <returns>The span that carries the quote, or null.</returns>
    public TextSpan? Find(string quote)
    {
        if (quote.Length == 0) return null;
        var exact = _text.IndexOf(quote, StringComparison.Ordinal);
        if (exact >= 0) return new TextSpan(exact, quote.Length);
        var loose = new LooseText(quote).Text.Trim('.', ' ');
        return FindLoosely(loose, 0) ?? FindParts(quote) ?? _alignment.Find(loose);
    }

    /// <summary>Finds one quote in a text.</summary>
    public static TextSpan? Find(string text, string quote) => new QuoteFinder(text, LanguageCode.Undetermined, SentenceSplitter.Split(text, LanguageCode.Undetermined)).Find(quote);

    private TextSpan? FindLoosely(string loose, int from)
    {
        if (loose.Length < ShortestPart) return null;
        var at = _loose.Text.IndexOf(loose, from, StringComparison.Ordinal);
        return at < 0 ? null : _loose.PlaceOf(at, loose.Length);
    }

    private TextSpan? FindParts(string quote)
    {
        var parts = Ellipsis().Split(quote).Select(part => new LooseText(part).Text.Trim('.', ' ')).Where(part => part.Length > 0).ToArray();
        if (parts.Length < 2) return null;
        TextSpan? whole = null;
        var from = 0;
        foreach (var part in parts)
        {
            if (FindLoosely(part, from) is not { } span) return null;
            whole = whole is { } begun ? TextSpan.FromBounds(begun.Start, span.End) : span;
            from = _loose.RangeOf(span).End;
        }

        return whole is { Length: <= LongestWithGaps } ? whole : null;
    }

    [GeneratedRegex(@"\[?(?:…|\.{3,})\]?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ellipsis();
}
