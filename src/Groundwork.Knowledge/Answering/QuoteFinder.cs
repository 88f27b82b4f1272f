using System.Globalization;
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
    private const int MostPlaces = 16;

    // Fewer words stand in many places and prove nothing.
    private const int LeastWords = 3;
    private const int LeastCharacters = 12;
    private const int LeastIdeographs = 4;

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

    /// <summary>Whether a quote is long enough to point at one place: three words, twelve characters, or four ideographs or kana.</summary>
    public static bool IsLongEnough(string quote)
    {
        var letters = quote.Count(char.IsLetterOrDigit);
        return letters >= LeastCharacters || quote.Count(c => c is >= '\u2E80' and <= '\uD7FF') >= LeastIdeographs || (letters > LeastWords && WordSplitter.Split(quote).Count >= LeastWords);
    }

    /// <returns>The first span that carries the quote, or null.</returns>
    public TextSpan? Find(string quote) => FindAll(quote) is [var first, ..] ? first : null;

    /// <summary>The spans that carry the quote, in order: as it is, else loosely, else with gaps, else with slips.</summary>
    public IReadOnlyList<TextSpan> FindAll(string quote)
    {
        if (quote.Length == 0) return [];
        var exact = new List<TextSpan>();
        for (var at = _text.IndexOf(quote, StringComparison.Ordinal); at >= 0 && exact.Count < MostPlaces; at = _text.IndexOf(quote, at + 1, StringComparison.Ordinal)) exact.Add(Whole(new TextSpan(at, quote.Length)));
        if (exact.Count > 0) return exact;
        var loose = new LooseText(quote).Text.Trim('.', ' ');
        if (LooselyAll(loose) is { Count: > 0 } found) return found;
        if (PartsAll(quote) is { Count: > 0 } whole) return whole;
        return _alignment.Find(loose) is { } slipped ? [Whole(slipped)] : [];
    }

    // A span never ends within a character: not between surrogates, nor before the marks of a letter.
    private TextSpan Whole(TextSpan span)
    {
        var (start, end) = (span.Start, span.End);
        while (start > 0 && IsContinued(start)) start--;
        while (end < _text.Length && IsContinued(end)) end++;
        return TextSpan.FromBounds(start, end);
    }

    private bool IsContinued(int at) =>
        (char.IsLowSurrogate(_text[at]) && char.IsHighSurrogate(_text[at - 1])) || _text[at] is '\u200D' || _text[at - 1] is '\u200D'
        || CharUnicodeInfo.GetUnicodeCategory(_text[at]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private List<TextSpan> LooselyAll(string loose)
    {
        var found = new List<TextSpan>();
        var from = 0;
        while (found.Count < MostPlaces && FindLoosely(loose, from) is { } span)
        {
            found.Add(Whole(span));
            from = _loose.RangeOf(span).Start + 1;
        }

        return found;
    }

    /// <summary>Finds one quote in a text.</summary>
    public static TextSpan? Find(string text, string quote) => new QuoteFinder(text, LanguageCode.Undetermined, SentenceSplitter.Split(text, LanguageCode.Undetermined)).Find(quote);

    private TextSpan? FindLoosely(string loose, int from)
    {
        if (loose.Length == 0 || from >= _loose.Text.Length) return null;
        var at = _loose.Text.IndexOf(loose, from, StringComparison.Ordinal);
        return at < 0 ? null : _loose.PlaceOf(at, loose.Length);
    }

    private List<TextSpan> PartsAll(string quote)
    {
        var parts = Ellipsis().Split(quote).Select(part => new LooseText(part).Text.Trim('.', ' ')).Where(part => part.Length > 0).ToArray();
        if (parts.Length < 2 || parts.Any(part => !IsPart(part))) return [];
        var found = new List<TextSpan>();
        foreach (var first in LooselyAll(parts[0]))
        {
            var (end, at) = (first.End, _loose.RangeOf(first).End);
            var isWhole = true;
            foreach (var part in parts.Skip(1))
            {
                if (FindLoosely(part, at) is not { } span)
                {
                    isWhole = false;
                    break;
                }

                (end, at) = (span.End, _loose.RangeOf(span).End);
            }

            if (isWhole && end - first.Start <= LongestWithGaps) found.Add(Whole(TextSpan.FromBounds(first.Start, end)));
        }

        return found;
    }

    private static bool IsPart(string part) => part.Length >= 8 || part.Any(c => c is >= '\u2E80' and <= '\uD7FF') || WordSplitter.Split(part).Count > 1;

    [GeneratedRegex(@"\[?(?:…|\.{3,})\]?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ellipsis();
}
