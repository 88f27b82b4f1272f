using System.Globalization;
using System.Text;
using Groundwork.Language;

namespace Groundwork.Evals.Scoring.Answers;

/// <summary>
/// A short answer made comparable (after Rajpurkar et al. 2016, SQuAD): compatibility forms and case folded, punctuation and symbols left out, blanks folded,
/// and in English the articles left out. Unlike there, a decimal mark between digits and a minus before a number stay, since 1.5 is not 15. Whether 1.234 is a thousand or one and a bit
/// is told by the language.
/// </summary>
internal static class AnswerText
{
    private const int GroupLength = 3;

    private static readonly HashSet<string> EnglishArticles = new(["a", "an", "the"], StringComparer.Ordinal);

    /// <summary>The tokens: what stands between blanks, and each character of a script without blanks.</summary>
    public static IReadOnlyList<string> Tokens(string text, LanguageCode language)
    {
        var isEnglish = language == LanguageCode.English;
        var tokens = new List<string>();
        var word = new StringBuilder();
        var kept = Kept(Folded(text), NumberLanguages.MarkOf(language));
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
    public static string Normalized(string text, LanguageCode language) => string.Join(' ', Tokens(text, language));

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

    private static string Kept(string text, NumberMark mark)
    {
        var kept = new StringBuilder(text.Length);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsPunctuation(rune) || IsDecimalMark(text, at, mark))
                kept.Append(rune);
            else if (IsMinus(text, at))
                kept.Append('-');
            at += rune.Utf16SequenceLength;
        }

        return kept.ToString();
    }

    private static bool IsPunctuation(Rune rune) => Rune.IsPunctuation(rune) || (rune.IsAscii && Rune.IsSymbol(rune)) || rune.Value == '\u2212';

    // A mark that may group digits does so where the language parts decimals by the other one: 1,000 is 1000 in English, and 3.142 stays.
    private static bool IsDecimalMark(string text, int at, NumberMark mark)
    {
        if (!IsMark(text[at]) || at == 0 || !char.IsDigit(text[at - 1]) || at + 1 == text.Length || !char.IsDigit(text[at + 1]))
            return false;
        return text[at] == '\u066B' || !MayGroup(text, at) || (IsAlone(text, at) && (text[at] == '.' ? mark != NumberMark.Comma : mark == NumberMark.Comma));
    }

    /// <summary>True when three digits follow, and one to three stand before that are not 0.</summary>
    private static bool MayGroup(string text, int at)
    {
        var after = 0;
        while (at + 1 + after < text.Length && after <= GroupLength && char.IsDigit(text[at + 1 + after]))
            after++;
        var before = 0;
        while (at - 1 - before >= 0 && before <= GroupLength && char.IsDigit(text[at - 1 - before]))
            before++;
        if (after != GroupLength || before > GroupLength)
            return false;
        var isFirst = at - before == 0 || !IsMark(text[at - before - 1]);
        return !isFirst || char.GetNumericValue(text[at - before]) != 0;
    }

    /// <summary>True when no other mark of this kind stands within the number: 1.234.567 has no decimals.</summary>
    private static bool IsAlone(string text, int at)
    {
        var marks = 0;
        var start = at;
        while (start > 0 && (char.IsDigit(text[start - 1]) || IsMark(text[start - 1])))
            start--;
        for (var place = start + 1; place + 1 < text.Length && (char.IsDigit(text[place]) || IsMark(text[place])); place++)
        {
            if (text[place] == text[at] && char.IsDigit(text[place - 1]) && char.IsDigit(text[place + 1]))
                marks++;
        }

        return marks == 1;
    }

    private static bool IsMark(char c) => c is '.' or ',' or '\u066B';

    private static bool IsMinus(string text, int at) =>
        text[at] is '-' or '\u2212' && (at == 0 || char.IsWhiteSpace(text[at - 1]) || char.GetUnicodeCategory(text[at - 1]) == UnicodeCategory.OpenPunctuation)
        && at + 1 < text.Length && char.IsDigit(text[at + 1]);
}
