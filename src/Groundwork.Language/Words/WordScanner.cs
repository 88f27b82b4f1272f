using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Groundwork.Language.Words;

/// <summary>Walks the words of a text. ASCII words take a path of their own; whatever touches another character goes by the full rules.</summary>
internal ref struct WordScanner(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _next;

    public int Start { get; private set; }

    public int End { get; private set; }

    public WordShape Shape { get; private set; }

    /// <summary>Index by ASCII character: what it adds to a word's shape; <see cref="WordShape.None"/> for what is no part of a word.</summary>
    private static ReadOnlySpan<byte> AsciiShape =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 0, 0, 0, 0, 0, 0,
        0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 8,
        0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0,
    ];

    /// <summary>Ends the word here, before or after where it ended, and goes on from here.</summary>
    public void StopAt(int end) => End = _next = end;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool MoveNext()
    {
        var whole = _text;
        var shapes = AsciiShape;
        var at = _next;
        while (at < whole.Length)
        {
            var c = whole[at];
            if (c >= 0x80)
            {
                if (MoveNextByRule(ref at)) return true;
                continue;
            }

            if (shapes[c] == 0)
            {
                at++;
                continue;
            }

            var start = at;
            int shape = shapes[c];
            at++;
            while (true)
            {
                if (SkipLower(whole, ref at)) shape |= (int)WordShape.Lower;
                while (at < whole.Length && whole[at] < 0x80 && shapes[whole[at]] is not 0 and var s)
                {
                    shape |= s;
                    at++;
                }

                if (at == whole.Length || whole[at] == ' ' || !JoinsAscii(whole, at)) break;
                shape |= (int)WordShape.Inner;
                at++;
            }

            if (TouchesOther(whole, at))
            {
                at = start;
                if (MoveNextByRule(ref at)) return true;
                continue;
            }

            if (shape == (int)WordShape.Underscore) continue;
            Start = start;
            End = _next = at;
            Shape = (WordShape)shape;
            return true;
        }

        _next = at;
        return false;
    }

    /// <summary>Passes small ASCII letters, eight at a time.</summary>
    /// <returns>False when there was none. There may be more at the end of the text.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool SkipLower(ReadOnlySpan<char> text, ref int at)
    {
        var before = at;
        while (at + Vector128<ushort>.Count <= text.Length)
        {
            var chars = Vector128.LoadUnsafe(ref Unsafe.As<char, ushort>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at)));
            var isLower = Vector128.LessThanOrEqual(chars - Vector128.Create((ushort)'a'), Vector128.Create((ushort)('z' - 'a')));
            var count = BitOperations.TrailingZeroCount(~isLower.ExtractMostSignificantBits());
            at += count;
            if (count < Vector128<ushort>.Count) break;
        }

        return at > before;
    }

    // A character that is not ASCII, or one that joins with such a character.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TouchesOther(ReadOnlySpan<char> text, int end)
    {
        if (end == text.Length || text[end] == ' ') return false;
        return text[end] >= 0x80 || (end + 1 < text.Length && text[end + 1] >= 0x80 && text[end] is '.' or ':' or '\'' or ',' or ';');
    }

    // WB6/WB7 for letters, WB11/WB12 for digits. In "a_.b" the point follows no letter.
    private static bool JoinsAscii(ReadOnlySpan<char> text, int at)
    {
        if (at + 1 >= text.Length) return false;
        var (before, c, after) = (text[at - 1], text[at], text[at + 1]);
        return c switch
        {
            '.' or '\'' => (char.IsAsciiLetter(before) && char.IsAsciiLetter(after)) || (char.IsAsciiDigit(before) && char.IsAsciiDigit(after)),
            ':' => char.IsAsciiLetter(before) && char.IsAsciiLetter(after),
            ',' or ';' => char.IsAsciiDigit(before) && char.IsAsciiDigit(after),
            _ => false,
        };
    }

    private bool MoveNextByRule(ref int at)
    {
        var start = at;
        at = WordBoundary.Next(_text, start);
        if (!IsWord(_text[start..at], out var script)) return false;
        Shape = WordShape.BeyondAscii;
        if (script != RunScript.None)
        {
            Shape |= WordShape.Run;
            while (at < _text.Length && RunScripts.Of(CodePointAt(at)) == script) at = WordBoundary.Next(_text, at);
        }

        Start = start;
        End = _next = at;
        return true;
    }

    private readonly int CodePointAt(int at) =>
        Rune.DecodeFromUtf16(_text[at..], out var rune, out _) == System.Buffers.OperationStatus.Done ? rune.Value : _text[at];

    // The first letter or number makes it a word and decides the script; a mark without its letter is none.
    private static bool IsWord(ReadOnlySpan<char> segment, out RunScript script)
    {
        script = RunScript.None;
        foreach (var rune in segment.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is > UnicodeCategory.OtherLetter and not (UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber
                or UnicodeCategory.OtherNumber)) continue;
            // The half-width voicing marks count as letters, but only modify one.
            if (rune.Value is 0xFF9E or 0xFF9F) continue;
            script = RunScripts.Of(rune.Value);
            return true;
        }

        return false;
    }
}
