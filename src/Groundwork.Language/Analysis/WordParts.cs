using System.Globalization;
using System.Runtime.CompilerServices;

namespace Groundwork.Language.Analysis;

/// <summary>Finds the parts of an identifier: components between separators, humps that begin with a capital, letters and digits.</summary>
internal static class WordParts
{
    private enum Kind : byte
    {
        Separator = 0,
        Small = 1,
        Capital = 2,
        Digit = 3,
        /// <summary>A mark, an invisible character or the second half of a pair: goes with what it follows.</summary>
        Attached = 4,
    }

    /// <summary>The components between separators, in order. A point or comma between digits separates nothing: 3.11 is one component.</summary>
    /// <param name="word">A word or compound.</param>
    /// <param name="components">Receives them; emptied first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Components(ReadOnlySpan<char> word, List<TextSpan> components)
    {
        components.Clear();
        var start = -1;
        for (var i = 0; i < word.Length; i++)
        {
            var kind = KindOf(word, i);
            if (kind == Kind.Separator && start >= 0 && !IsInsideNumber(word, i))
            {
                components.Add(TextSpan.FromBounds(start, i));
                start = -1;
            }

            if (start < 0 && kind is not (Kind.Separator or Kind.Attached)) start = i;
        }

        if (start >= 0) components.Add(TextSpan.FromBounds(start, word.Length));
    }

    /// <summary>The humps of a component, in order: it changes from small to capital, or to a capital that begins a word after a digit.</summary>
    /// <param name="component">Without separators but inside numbers.</param>
    /// <param name="humps">Receives them; emptied first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Humps(ReadOnlySpan<char> component, List<TextSpan> humps)
    {
        humps.Clear();
        var start = 0;
        var previous = Kind.Attached;
        for (var i = 0; i < component.Length; i++)
        {
            var kind = KindOf(component, i);
            if (kind == Kind.Attached) continue;
            if (kind == Kind.Separator) kind = Kind.Digit;
            if (i > 0 && kind == Kind.Capital && (previous == Kind.Small || (previous != Kind.Attached && BeginsWord(component, i))))
            {
                humps.Add(TextSpan.FromBounds(start, i));
                start = i;
            }

            previous = kind;
        }

        humps.Add(TextSpan.FromBounds(start, component.Length));
    }

    /// <summary>The letters and the digits of a hump, in order; a hump of one kind gives itself.</summary>
    /// <param name="hump">Without separators but inside numbers.</param>
    /// <param name="pieces">Receives them; emptied first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LettersAndDigits(ReadOnlySpan<char> hump, List<TextSpan> pieces)
    {
        pieces.Clear();
        var start = 0;
        var isNumber = false;
        for (var i = 0; i < hump.Length; i++)
        {
            var kind = KindOf(hump, i);
            if (kind == Kind.Attached) continue;
            var isDigit = kind is Kind.Digit or Kind.Separator;
            if (i > 0 && isDigit != isNumber)
            {
                pieces.Add(TextSpan.FromBounds(start, i));
                start = i;
            }

            isNumber = isDigit;
        }

        pieces.Add(TextSpan.FromBounds(start, hump.Length));
    }

    // HTTPServer: the last capital belongs to the word it begins. PDFs: a plural s begins none.
    private static bool BeginsWord(ReadOnlySpan<char> word, int at) =>
        at + 1 < word.Length && KindOf(word, at + 1) == Kind.Small && !IsPluralOfCapitals(word, at + 1);

    // 1.2.3 and 1,000; the point of "v1." ends a sentence, but then it is no part of the word.
    private static bool IsInsideNumber(ReadOnlySpan<char> word, int at) =>
        word[at] is '.' or ',' && at > 0 && at + 1 < word.Length && char.IsAsciiDigit(word[at - 1]) && char.IsAsciiDigit(word[at + 1]);

    private static bool IsPluralOfCapitals(ReadOnlySpan<char> word, int at) =>
        word[at] == 's' && (at + 1 == word.Length || KindOf(word, at + 1) != Kind.Small);

    private static Kind KindOf(ReadOnlySpan<char> word, int at)
    {
        var c = word[at];
        if (char.IsAsciiLetterLower(c)) return Kind.Small;
        if (char.IsAsciiLetterUpper(c)) return Kind.Capital;
        if (char.IsAsciiDigit(c)) return Kind.Digit;
        if (c < 0x80) return Kind.Separator;
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

    private static int WordCodePoint(ReadOnlySpan<char> word, int at) =>
        at + 1 < word.Length && char.IsSurrogatePair(word[at], word[at + 1]) ? char.ConvertToUtf32(word[at], word[at + 1]) : word[at];
}
