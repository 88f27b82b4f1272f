using System.Globalization;
using System.Text;

namespace Groundwork.Evals.Scoring.Answers;

/// <summary>
/// A short answer made comparable (after Rajpurkar et al. 2016, SQuAD): compatibility forms and case folded, punctuation and symbols left out, blanks folded,
/// and in English the articles left out. Unlike there, a decimal mark between digits and a minus before a number stay, since 1.5 is not 15.
/// </summary>
internal static class AnswerText
{
    private const int GroupLength = 3;

    private static readonly HashSet<string> EnglishArticles = new(["a", "an", "the"], StringComparer.Ordinal);

    /// <summary>The tokens: what stands between blanks, and each character of a script without blanks.</summary>
    public static IReadOnlyList<string> Tokens(string text, bool isEnglish)
    {
        var tokens = new List<string>();
        var word = new StringBuilder();
        var kept = Kept(Folded(text));
        foreach (var rune in kept.EnumerateRunes())
        {
            var standsAlone = BlanklessScripts.Contains(rune);
            if (standsAlone || Rune.IsWhiteSpace(rune))
                End(tokens, word, isEnglish);
            if (standsAlone)
                tokens.Add(rune.ToString());
            else if (!Rune.IsWhiteSpace(rune))
                word.Append(rune);
        }

        End(tokens, word, isEnglish);
        return tokens;
    }

    /// <summary>The whole answer in its comparable form.</summary>
    public static string Normalized(string text, bool isEnglish) => string.Join(' ', Tokens(text, isEnglish));

    /// <summary>Compatibility form and folded case; to upper case and back, so that both Greek sigmas are one.</summary>
    public static string Folded(string text) => Compatible(text).ToUpperInvariant().ToLowerInvariant();

    private static void End(List<string> tokens, StringBuilder word, bool isEnglish)
    {
        if (word.Length == 0)
            return;
        var token = word.ToString();
        word.Clear();
        if (!isEnglish || !EnglishArticles.Contains(token))
            tokens.Add(token);
    }

    // A lone surrogate has no normal form; such a text is compared as it is.
    private static string Compatible(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    private static string Kept(string text)
    {
        var kept = new StringBuilder(text.Length);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsPunctuation(rune) || IsDecimalMark(text, at))
                kept.Append(rune);
            else if (IsMinus(text, at))
                kept.Append('-');
            at += rune.Utf16SequenceLength;
        }

        return kept.ToString();
    }

    private static bool IsPunctuation(Rune rune) => Rune.IsPunctuation(rune) || (rune.IsAscii && Rune.IsSymbol(rune)) || rune.Value == '\u2212';

    // A mark followed by exactly three digits groups them and says nothing: 1,000 is 1000.
    private static bool IsDecimalMark(string text, int at)
    {
        if (text[at] is not ('.' or ',' or '\u066B') || at == 0 || !char.IsDigit(text[at - 1]))
            return false;
        var digits = 0;
        while (at + 1 + digits < text.Length && digits <= GroupLength && char.IsDigit(text[at + 1 + digits]))
            digits++;
        return digits != 0 && digits != GroupLength;
    }

    private static bool IsMinus(string text, int at) =>
        text[at] is '-' or '\u2212' && (at == 0 || char.IsWhiteSpace(text[at - 1]) || char.GetUnicodeCategory(text[at - 1]) == UnicodeCategory.OpenPunctuation)
        && at + 1 < text.Length && char.IsDigit(text[at + 1]);
}
