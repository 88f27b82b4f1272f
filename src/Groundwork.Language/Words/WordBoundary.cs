namespace Groundwork.Language.Words;

/// <summary>The default word boundary specification of UAX #29, revision 41 (Unicode 15.0), rules WB1 to WB999.</summary>
internal static class WordBoundary
{
    /// <summary>The first boundary after <paramref name="start"/>, which must itself be one and lie inside the text.</summary>
    public static int Next(ReadOnlySpan<char> text, int start)
    {
        var raw = WordBreakTable.At(text, start, out var length);
        var at = start + length;
        var before = raw & ~WordBreak.Pictographic; // last character that WB4 does not skip
        var beforeThat = WordBreak.Other;
        var indicators = before == WordBreak.RegionalIndicator ? 1 : 0;
        while (at < text.Length)
        {
            var next = WordBreakTable.At(text, at, out length);
            var isPictographic = (next & WordBreak.Pictographic) != WordBreak.Other;
            var previous = raw & ~WordBreak.Pictographic;
            raw = next;
            next &= ~WordBreak.Pictographic;
            if (previous == WordBreak.CR && next == WordBreak.LF) return at + length; // WB3, and WB3a after it
            if (IsNewline(previous) || IsNewline(next)) return at; // WB3a, WB3b
            if (IsSkipped(next)) // WB4
            {
                at += length;
                continue;
            }

            var joined = (previous == WordBreak.Zwj && isPictographic) // WB3c
                || (previous == WordBreak.WSegSpace && next == WordBreak.WSegSpace) // WB3d
                || (next == WordBreak.RegionalIndicator && before == next && indicators % 2 == 1) // WB15, WB16
                || Joins(beforeThat, before, next, text, at + length);
            if (!joined) return at;
            if (next == WordBreak.RegionalIndicator) indicators++;
            beforeThat = before;
            before = next;
            at += length;
        }

        return at;
    }

    private static bool Joins(WordBreak beforeThat, WordBreak before, WordBreak next, ReadOnlySpan<char> text, int after)
    {
        if (IsLetter(before))
        {
            if (IsLetter(next)) return true; // WB5
            if (IsMidLetter(next) && IsLetter(After(text, after))) return true; // WB6
            if (before == WordBreak.HebrewLetter && next == WordBreak.SingleQuote) return true; // WB7a
            if (before == WordBreak.HebrewLetter && next == WordBreak.DoubleQuote
                && After(text, after) == WordBreak.HebrewLetter) return true; // WB7b
            if (next == WordBreak.Numeric) return true; // WB9
        }

        if (IsLetter(next))
        {
            if (IsMidLetter(before) && IsLetter(beforeThat)) return true; // WB7
            if (before == WordBreak.DoubleQuote && beforeThat == WordBreak.HebrewLetter && next == WordBreak.HebrewLetter) return true; // WB7c
            if (before == WordBreak.Numeric) return true; // WB10
        }

        if (next == WordBreak.Numeric)
        {
            if (before == WordBreak.Numeric) return true; // WB8
            if (IsMidNumber(before) && beforeThat == WordBreak.Numeric) return true; // WB11
        }

        if (before == WordBreak.Numeric && IsMidNumber(next) && After(text, after) == WordBreak.Numeric) return true; // WB12
        if (before == WordBreak.Katakana && next == WordBreak.Katakana) return true; // WB13
        if (next == WordBreak.ExtendNumLet) // WB13a
            return IsLetter(before) || before is WordBreak.Numeric or WordBreak.Katakana or WordBreak.ExtendNumLet;
        return before == WordBreak.ExtendNumLet && (IsLetter(next) || next is WordBreak.Numeric or WordBreak.Katakana); // WB13b
    }

    // What follows, seen through WB4.
    private static WordBreak After(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length)
        {
            var next = WordBreakTable.At(text, at, out var length) & ~WordBreak.Pictographic;
            if (!IsSkipped(next)) return next;
            at += length;
        }

        return WordBreak.Other;
    }

    private static bool IsNewline(WordBreak value) => value is WordBreak.CR or WordBreak.LF or WordBreak.Newline;

    private static bool IsSkipped(WordBreak value) => value is WordBreak.Extend or WordBreak.Format or WordBreak.Zwj;

    private static bool IsLetter(WordBreak value) => value is WordBreak.ALetter or WordBreak.HebrewLetter;

    private static bool IsMidLetter(WordBreak value) => value is WordBreak.MidLetter or WordBreak.MidNumLet or WordBreak.SingleQuote;

    private static bool IsMidNumber(WordBreak value) => value is WordBreak.MidNum or WordBreak.MidNumLet or WordBreak.SingleQuote;
}
