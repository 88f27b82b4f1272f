using System.Globalization;
using System.Text.RegularExpressions;
using Groundwork.Language;

namespace Groundwork.Evals.Datasets;

/// <summary>Candidates out of one sentence. A sentence that begins with a pronoun does not stand alone and gives none.</summary>
internal static partial class SentenceTemplates
{
    private const string Gap = "____";
    private const int MostGaps = 2;

    // Words shown before and after a gap.
    private const int WordsAround = 9;

    public static IEnumerable<DraftCandidate> Of(DraftSection section, TextSpan span, string sentence, DraftPhrases phrases, TermRarity rarity)
    {
        if (BeginsWithPronoun(sentence, phrases)) yield break;
        if (Match(phrases.Definition, sentence) is { } defined && !BeginsWithPronoun(defined.Groups["term"].Value, phrases))
            yield return Made("definition", phrases.WhatIs, defined.Groups["term"].Value, defined.Groups["meaning"]);
        if (Match(phrases.Reason, sentence) is { } reasoned)
            yield return Made("reason", phrases.Why, LowerFirst(reasoned.Groups["fact"].Value, section.Document.Language), reasoned.Groups["reason"]);
        if (Match(phrases.Condition, sentence) is { } conditional)
            yield return Made("condition", phrases.WhatIf, conditional.Groups["if"].Value, conditional.Groups["then"]);
        foreach (var number in Numbers().Matches(sentence).Where(number => number.Index > 0).Take(1))
            yield return Gapped("number", phrases.Number, new TextSpan(number.Index, number.Length));
        foreach (var term in rarity.Telling(sentence, section.Document.Language).Take(MostGaps))
            yield return Gapped("gap", phrases.Gap, term);

        DraftCandidate Made(string kind, string phrase, string subject, Group answer) =>
            new(kind, string.Format(CultureInfo.InvariantCulture, phrase, subject), new TextSpan(span.Start + answer.Index, answer.Length), span, section);

        DraftCandidate Gapped(string kind, string phrase, TextSpan taken) =>
            new(kind, string.Format(CultureInfo.InvariantCulture, phrase, Around(sentence, taken)), taken.Shift(span.Start), span, section);
    }

    public static bool BeginsWithPronoun(string text, DraftPhrases phrases)
    {
        var end = 0;
        while (end < text.Length && char.IsLetter(text[end])) end++;
        return phrases.Pronouns.Contains(text[..end].ToLowerInvariant(), StringComparer.Ordinal);
    }

    private static Match? Match(Regex? pattern, string sentence)
    {
        try
        {
            return pattern?.Match(sentence) is { Success: true } match ? match : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    // Names keep their capital, and so do all nouns in German.
    private static string LowerFirst(string text, LanguageCode language) =>
        text.Length > 1 && char.IsLower(text[1]) && !string.Equals(language.Code, "de", StringComparison.Ordinal) ? char.ToLowerInvariant(text[0]) + text[1..] : text;

    private static string Around(string sentence, TextSpan taken)
    {
        var words = WordSplitter.Split(sentence);
        var first = words.Count(word => word.End <= taken.Start);
        var after = words.Count(word => word.Start < taken.End);
        var start = first <= WordsAround ? 0 : words[first - WordsAround].Start;
        var end = after + WordsAround >= words.Count ? sentence.TrimEnd('.', '。').Length : words[after + WordsAround - 1].End;
        end = Math.Max(end, taken.End);
        return string.Concat(start > 0 ? "… " : "", sentence[start..taken.Start], Gap, sentence[taken.End..end], end < sentence.TrimEnd('.', '。').Length ? " …" : "");
    }

    [GeneratedRegex(@"(?<![\p{L}\p{N}._^×/-])\d{1,3}(?:[.,]\d{3})*(?:[.,]\d+)?(?![\p{L}\p{N}^×/-])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbers();
}
