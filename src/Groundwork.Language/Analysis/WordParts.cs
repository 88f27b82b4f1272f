using System.Globalization;

namespace Groundwork.Language.Analysis;

/// <summary>Finds the parts of an identifier: between separators, at changes from small to capital, and between letters and digits.</summary>
internal static class WordParts
{
    private enum Kind : byte
    {
        Separator = 0,
        Small = 1,
        Capital = 2,
        Digit = 3,
        Hangul = 4,

        /// <summary>A mark, an invisible character or the second half of a pair: goes with what it follows.</summary>
        Attached = 5,
    }

    /// <summary>The parts of a word, in order; a word of one piece gives that piece.</summary>
    /// <param name="word">A word of UAX #29.</param>
    public static List<TextSpan> Of(ReadOnlySpan<char> word)
    {
        var parts = new List<TextSpan>();
        var start = -1;
        var previous = Kind.Separator;
        for (var i = 0; i < word.Length; i++)
        {
            var kind = KindOf(word, i);
            if (kind == Kind.Attached) continue;
            if (start >= 0 && (kind == Kind.Separator || IsBorder(word, i, previous, kind)))
            {
                parts.Add(TextSpan.FromBounds(start, i));
                start = -1;
            }

            if (start < 0 && kind != Kind.Separator) start = i;
            previous = kind;
        }

        if (start >= 0) parts.Add(TextSpan.FromBounds(start, word.Length));
        return parts;
    }

    private static bool IsBorder(ReadOnlySpan<char> word, int at, Kind previous, Kind kind)
    {
        if (previous == kind)
        {
            // HTTPServer: the last capital belongs to the word it begins. PDFs: a plural s begins none.
            return kind == Kind.Capital && at + 1 < word.Length && KindOf(word, at + 1) == Kind.Small && !IsPluralOfCapitals(word, at + 1);
        }

        if (previous == Kind.Capital && kind == Kind.Small) return false;
        return true;
    }

    private static bool IsPluralOfCapitals(ReadOnlySpan<char> word, int at) =>
        word[at] == 's' && (at + 1 == word.Length || KindOf(word, at + 1) != Kind.Small);

    private static Kind KindOf(ReadOnlySpan<char> word, int at)
    {
        var c = word[at];
        if (char.IsAsciiLetterLower(c)) return Kind.Small;
        if (char.IsAsciiLetterUpper(c)) return Kind.Capital;
        if (char.IsAsciiDigit(c)) return Kind.Digit;
        if (c < 0x80) return Kind.Separator;
        if (IsHangul(c)) return Kind.Hangul;
        if (char.IsLowSurrogate(c) && at > 0 && char.IsHighSurrogate(word[at - 1])) return Kind.Attached;
        return (char.IsHighSurrogate(c) ? CharUnicodeInfo.GetUnicodeCategory(WordCodePoint(word, at)) : CharUnicodeInfo.GetUnicodeCategory(c)) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => Kind.Capital,
            UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter => Kind.Small,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Digit,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
                => Kind.Attached,
            _ => Kind.Separator,
        };
    }

    public static bool IsHangul(char c) => c is (>= '\uAC00' and <= '\uD7A3') or (>= '\u1100' and <= '\u11FF') or (>= '\u3131' and <= '\u318E')
        or (>= '\uA960' and <= '\uA97C') or (>= '\uD7B0' and <= '\uD7FB') or (>= '\uFFA0' and <= '\uFFDC');

    private static int WordCodePoint(ReadOnlySpan<char> word, int at) =>
        at + 1 < word.Length && char.IsSurrogatePair(word[at], word[at + 1]) ? char.ConvertToUtf32(word[at], word[at + 1]) : word[at];
}
