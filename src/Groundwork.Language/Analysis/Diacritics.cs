using System.Globalization;
using System.Text;

namespace Groundwork.Language.Analysis;

/// <summary>
/// Takes the marks off Latin and Greek letters (ä a, é e, ø o, ß ss, ά α, final ς σ), and off Cyrillic only where writers leave them out
/// themselves (ё е, stress marks): й, ї and ў are letters of their own. Other scripts keep their signs, which are vowels there.
/// </summary>
internal static class Diacritics
{
    private static readonly char[] s_bases = Bases();

    /// <summary>The word without marks; the same instance when it is all ASCII.</summary>
    /// <param name="word">A normal word, see <see cref="Normalization"/>.</param>
    public static string Remove(string word)
    {
        if (Ascii.IsValid(word)) return word;
        var plain = new StringBuilder(word.Length);
        foreach (var c in word)
        {
            switch (c)
            {
                case >= '\u0300' and <= '\u036F':
                    break;
                case 'ß':
                    plain.Append("ss");
                    break;
                case 'æ' or 'ǽ':
                    plain.Append("ae");
                    break;
                case 'œ':
                    plain.Append("oe");
                    break;
                case 'þ':
                    plain.Append("th");
                    break;
                case 'ĳ':
                    plain.Append("ij");
                    break;
                default:
                    plain.Append(c < s_bases.Length ? s_bases[c] : c);
                    break;
            }
        }

        return plain.ToString();
    }

    private static char[] Bases()
    {
        var bases = new char[0x2000];
        for (var i = 0; i < bases.Length; i++)
        {
            var c = (char)i;
            var isLatinOrGreek = c is (>= '\u00C0' and < '\u0250') or (>= '\u0370' and < '\u0400') or (>= '\u1E00' and < '\u2000');
            bases[i] = c switch
            {
                'ø' => 'o',
                'ł' => 'l',
                'đ' or 'ð' => 'd',
                'ı' => 'i',
                'ħ' => 'h',
                'ŧ' => 't',
                'ŋ' => 'n',
                'ς' => 'σ',
                'ё' => 'е',
                _ when isLatinOrGreek && char.IsLetter(c) => BaseOf(c),
                _ => c,
            };
        }

        return bases;
    }

    private static char BaseOf(char c)
    {
        var parts = c.ToString().Normalize(NormalizationForm.FormD);
        for (var i = 1; i < parts.Length; i++)
            if (CharUnicodeInfo.GetUnicodeCategory(parts[i]) != UnicodeCategory.NonSpacingMark)
                return c;
        return parts[0];
    }
}
