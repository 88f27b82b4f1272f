using System.Globalization;
using Groundwork.Language.Words;

namespace Groundwork.Language.Analysis;

/// <summary>The characters of a run as a reader counts them: a code point with the marks that follow it.</summary>
internal static class Clusters
{
    /// <summary>The end of the cluster that begins at <paramref name="start"/>.</summary>
    public static int End(ReadOnlySpan<char> run, int start)
    {
        // Ideographs take no marks but variation selectors, kana only the voicing marks.
        var c = run[start];
        var end = start + 1;
        if (end < run.Length && (char.IsSurrogatePair(c, run[end]) || IsSplitAm(run, start))) end++;
        while (end < run.Length && run[end] is not (>= '\u3400' and <= '\u9FFF') && IsMark(run, end) && !IsSplitAm(run, end)) end += char.IsHighSurrogate(run[end]) ? 2 : 1;
        return end;
    }

    // The vowel am of Thai and Lao is one letter, or its two halves.
    private static bool IsSplitAm(ReadOnlySpan<char> run, int at) =>
        at + 1 < run.Length && ((run[at] == '\u0E4D' && run[at + 1] == '\u0E32') || (run[at] == '\u0ECD' && run[at + 1] == '\u0EB2'));

    private static bool IsMark(ReadOnlySpan<char> run, int at)
    {
        var c = run[at];
        if (c is '\uFF9E' or '\uFF9F' or (>= '\u1160' and <= '\u11FF')) return true;
        if (char.IsHighSurrogate(c))
            return at + 1 < run.Length && char.IsLowSurrogate(run[at + 1])
                && (WordBreakTable.Of(char.ConvertToUtf32(c, run[at + 1])) & ~WordBreak.Pictographic) is WordBreak.Extend or WordBreak.Format;
        return CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
    }
}
