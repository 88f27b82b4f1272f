using System.Globalization;
using System.Text;

namespace Groundwork.Language.Analysis;

/// <summary>
/// The form of a word that stemmers and stop words expect: NFKC (full-width Latin becomes ASCII, half-width kana full), lower case,
/// straight apostrophes, ASCII digits; invisible characters, Arabic vowel signs, tatweel and Hebrew points gone, Arabic letters that
/// writers interchange made one. Accents of Latin, Greek and Cyrillic stay: stemmers need them.
/// </summary>
internal static class Normalization
{
    public static string Normalize(ReadOnlySpan<char> word)
    {
        if (Ascii.IsValid(word)) return Lower(word);
        var composed = WellFormed(word).Normalize(NormalizationForm.FormKC);
        var normal = new StringBuilder(composed.Length);
        var isHebrew = false;
        foreach (var rune in composed.EnumerateRunes())
        {
            isHebrew |= rune.Value is >= 0x05D0 and <= 0x05EA;
            Append(normal, rune, isHebrew);
        }

        // Lower-casing can leave a letter and a mark that have one code point together.
        return normal.ToString().Normalize(NormalizationForm.FormC);
    }

    private static string Lower(ReadOnlySpan<char> word)
    {
        if (!word.ContainsAnyInRange('A', 'Z')) return word.ToString();
        return string.Create(word.Length, word, (lower, source) =>
        {
            for (var i = 0; i < lower.Length; i++) lower[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
        });
    }

    private static string WellFormed(ReadOnlySpan<char> word)
    {
        var isWellFormed = true;
        for (var i = 0; i < word.Length && isWellFormed; i++)
        {
            if (!char.IsSurrogate(word[i])) continue;
            isWellFormed = i + 1 < word.Length && char.IsSurrogatePair(word[i], word[i + 1]);
            i++;
        }

        if (isWellFormed) return word.ToString();
        var text = new StringBuilder(word.Length);
        foreach (var rune in word.EnumerateRunes()) text.Append(rune.ToString());
        return text.ToString();
    }

    private static void Append(StringBuilder word, Rune rune, bool isHebrew)
    {
        var c = rune.Value;
        switch (c)
        {
            case 0x2018 or 0x2019 or 0x201B or 0x02BC or 0x02B9 or 0x05F3 or '\'':
                if (!isHebrew) word.Append('\'');
                return;
            case 0x05F4 or '"':
                if (!isHebrew) word.Append('"');
                return;
            // Russian stress marks are for learners; NFKC has already joined the marks that make letters, as in й.
            case 0x0300 or 0x0301 when word.Length > 0 && word[^1] is >= '\u0400' and <= '\u052F':
                return;
            case 0x0130:
                word.Append('i');
                return;
            case 0x0622 or 0x0623 or 0x0625 or 0x0671:
                word.Append('ا');
                return;
            case 0x0649 or 0x06CC:
                word.Append('ي');
                return;
            case 0x0629:
                word.Append('ه');
                return;
            case 0x06A9:
                word.Append('ك');
                return;
            case 0x0640 or (>= 0x064B and <= 0x065F) or 0x0670 or (>= 0x0591 and <= 0x05BD) or 0x05BF or 0x05C1 or 0x05C2 or 0x05C4 or 0x05C5 or 0x05C7:
                return;
            case > 0x7F:
                var category = Rune.GetUnicodeCategory(rune);
                if (category == UnicodeCategory.NonSpacingMark && word.Length == 0) return;
                if (category == UnicodeCategory.Format || (category == UnicodeCategory.NonSpacingMark && c is >= 0x06D6 and <= 0x06ED)) return;
                if (category == UnicodeCategory.DecimalDigitNumber) word.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
                else word.Append(Rune.ToLowerInvariant(rune).ToString());
                return;
            default:
                word.Append(char.IsAsciiLetterUpper((char)c) ? (char)(c | 0x20) : (char)c);
                return;
        }
    }
}
