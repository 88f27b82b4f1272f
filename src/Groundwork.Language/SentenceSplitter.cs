using Groundwork.Language.Sentences;

namespace Groundwork.Language;

/// <summary>Cuts a text into sentences, for scripts with and without spaces.</summary>
/// <remarks>
/// Rules, not a model; the sentence rules of UAX #29 with lists of abbreviations on top. Marks of Latin, Cyrillic and Greek end a
/// sentence before white space; CJK, Arabic, Indic, Khmer, Myanmar and Ethiopic marks end it where they stand; Thai and Lao, which
/// have no mark, are cut at a space between two longer runs. Closing quotes, brackets and reference numbers like <c>[12]</c> stay with
/// the sentence they close. A blank line always ends a sentence, and so does a line that begins with a bullet; any other line break
/// does not. Time is linear in the length of the text.
/// </remarks>
public static class SentenceSplitter
{
    // A Thai clause shorter than this is a list item, a number's neighbour or a repetition mark, not a sentence.
    private const int LongThaiRun = 12;
    private const int ShortestThaiSentence = 30;

    /// <summary>
    /// The sentences of a text, in order, not overlapping, without surrounding white space. Every character that is not white space
    /// belongs to exactly one sentence.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="language">Decides which abbreviations do not end a sentence; <see cref="LanguageCode.Undetermined"/> uses those common to all.</param>
    public static IReadOnlyList<TextSpan> Split(string text, LanguageCode language)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sentences = new List<TextSpan>();
        var stops = SentenceMarks.StopsFor(text);
        var fullStop = new FullStop(text, Abbreviations.For(language), string.Equals(language.Code, "en", StringComparison.Ordinal));
        var start = 0;
        var runStart = 0;
        var at = 0;
        while (at < text.Length)
        {
            var skipped = text.AsSpan(at).IndexOfAny(stops);
            if (skipped < 0) break;
            at += skipped;
            var c = text[at];
            if (SentenceMarks.IsLineBreak(c))
            {
                var next = EndOfWhiteSpace(text, at);
                if (IsBlankLine(text.AsSpan(at, next - at)) || BulletFollows(text, next)) Cut(next);
                at = runStart = next;
            }
            else if (char.IsWhiteSpace(c))
            {
                var next = EndOfWhiteSpace(text, at);
                if (SeparatesThaiSentences(text, start, runStart, at, next)) Cut(at);
                // A line break inside the white space is looked at on its own.
                while (at < next && !SentenceMarks.IsLineBreak(text[at])) at++;
                runStart = at;
            }
            else if (c == ';' && !(at > 0 && SentenceMarks.IsGreek(text[at - 1])))
            {
                at++;
            }
            else
            {
                var afterMarks = at + 1;
                while (afterMarks < text.Length && IsMark(text[afterMarks])) afterMarks++;
                var end = EndOfClosers(text, afterMarks);
                if (EndsSentence(fullStop, text, start, at, afterMarks, end)) Cut(end);
                at = end;
            }
        }

        Cut(text.Length);
        return sentences;

        void Cut(int end)
        {
            var from = start;
            var to = end;
            while (from < to && char.IsWhiteSpace(text[from])) from++;
            while (to > from && char.IsWhiteSpace(text[to - 1])) to--;
            if (to > from) sentences.Add(TextSpan.FromBounds(from, to));
            start = end;
        }
    }

    private static bool EndsSentence(FullStop fullStop, ReadOnlySpan<char> text, int start, int mark, int afterMarks, int end)
    {
        if (end == text.Length) return true;
        var marks = text[mark..afterMarks];
        var isClosed = end > afterMarks;
        var follower = text[end];
        foreach (var c in marks)
        {
            if (!SentenceMarks.IsHard(c) && c != ';') continue;
            if (c == '．' && char.IsDigit(follower)) continue;
            return !SentenceMarks.IsContinuer(follower) && !(isClosed && SentenceMarks.IsQuotationParticle(follower));
        }

        var asks = marks.ContainsAny("?⁇⁈");
        var exclaims = marks.ContainsAny("!‼⁉‽");
        if (!char.IsWhiteSpace(follower)) return (asks || exclaims) && follower is >= '\u3040' and <= '\u9FFF';

        var next = EndOfWhiteSpace(text, end);
        if (next == text.Length || IsBlankLine(text[end..next])) return true;
        if (SentenceMarks.IsContinuer(text[next])) return false;
        var goesOnSmall = char.IsLower(text[next]);
        if (asks) return !(isClosed && goesOnSmall);
        if (exclaims || isClosed || marks.Length > 1 || marks[0] == '…') return !goesOnSmall;
        return fullStop.Ends(start, mark, next);
    }

    private static bool IsMark(char c) => SentenceMarks.IsSoft(c) || SentenceMarks.IsHard(c);

    private static int EndOfClosers(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length)
        {
            if (SentenceMarks.IsCloser(text[at])) at++;
            else if (ClosesAfterSpace(text, at)) at += 2;
            else if (text[at] == '[' && EndOfReference(text, at) is > 0 and var end) at = end;
            else break;
        }

        return at;
    }

    // French sets a space before its closing mark: « Bonjour ! » dit-il. German »so« opens with it, and never has a space behind.
    private static bool ClosesAfterSpace(ReadOnlySpan<char> text, int at) =>
        at + 1 < text.Length && text[at] is ' ' or '\u00A0' or '\u202F' && text[at + 1] == '»'
        && (at + 2 == text.Length || !char.IsLetterOrDigit(text[at + 2]));

    // [12] or [3,4]: at most eight characters, so that a long run of brackets costs no more than its length.
    private static int EndOfReference(ReadOnlySpan<char> text, int at)
    {
        for (var i = at + 1; i < text.Length && i - at <= 8; i++)
        {
            if (text[i] == ']' && i > at + 1) return i + 1;
            if (!char.IsAsciiDigit(text[i]) && text[i] is not (',' or '–' or '-')) return 0;
        }

        return 0;
    }

    private static int EndOfWhiteSpace(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at;
    }

    private static bool IsBlankLine(ReadOnlySpan<char> whiteSpace)
    {
        var breaks = 0;
        for (var i = 0; i < whiteSpace.Length; i++)
        {
            var c = whiteSpace[i];
            if (c is '\f' or '\u2029') return true;
            if (SentenceMarks.IsLineBreak(c) && !(c == '\n' && i > 0 && whiteSpace[i - 1] == '\r')) breaks++;
        }

        return breaks > 1;
    }

    private static bool BulletFollows(ReadOnlySpan<char> text, int at) =>
        at + 1 < text.Length && SentenceMarks.IsBullet(text[at]) && text[at + 1] is ' ' or '\t';

    private static bool SeparatesThaiSentences(ReadOnlySpan<char> text, int start, int runStart, int space, int next)
    {
        if (space - runStart < LongThaiRun || space - start < ShortestThaiSentence || text.Length - next < LongThaiRun) return false;
        if (!SentenceMarks.IsUnmarkedScript(text[space - 1])) return false;
        foreach (var c in text.Slice(next, LongThaiRun))
            if (!SentenceMarks.IsUnmarkedScript(c))
                return false;
        return true;
    }
}
