using System.Globalization;

namespace Groundwork.Language.Words;

/// <summary>Word_Break of every code point: two stages, blocks of 128 code points, equal blocks stored once.</summary>
internal static class WordBreakTable
{
    private const int BlockBits = 7;
    private const int BlockSize = 1 << BlockBits;

    private static readonly WordBreak[] s_blocks;
    private static readonly ushort[] s_blockOf;

    static WordBreakTable()
    {
        var all = new WordBreak[0x110000];
        using var resource = typeof(WordBreakTable).Assembly.GetManifestResourceStream("Groundwork.Language.Words.WordBreakProperty.txt")!;
        using var reader = new StreamReader(resource);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var fields = line.Split(' ');
            var dots = fields[0].IndexOf("..", StringComparison.Ordinal);
            var first = int.Parse(fields[0].AsSpan(0, dots), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var last = int.Parse(fields[0].AsSpan(dots + 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var value = WordBreak.Other;
            foreach (var name in fields.AsSpan(1)) value |= ValueOf(name);
            Array.Fill(all, value, first, last - first + 1);
        }

        (s_blocks, s_blockOf) = Compress(all);
    }

    public static WordBreak Of(int codePoint) => s_blocks[(s_blockOf[codePoint >> BlockBits] << BlockBits) | (codePoint & (BlockSize - 1))];

    /// <summary>Word_Break of the code point at <paramref name="at"/>; half a surrogate pair is a code point of its own.</summary>
    public static WordBreak At(ReadOnlySpan<char> text, int at, out int length)
    {
        var c = text[at];
        if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            length = 2;
            return Of(char.ConvertToUtf32(c, text[at + 1]));
        }

        length = 1;
        return Of(c);
    }

    private static (WordBreak[] Blocks, ushort[] BlockOf) Compress(WordBreak[] all)
    {
        var blocks = new List<WordBreak>();
        var blockOf = new ushort[all.Length >> BlockBits];
        for (var b = 0; b < blockOf.Length; b++)
        {
            var block = all.AsSpan(b << BlockBits, BlockSize);
            var known = 0;
            var stored = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(blocks);
            while (known << BlockBits < stored.Length && !stored.Slice(known << BlockBits, BlockSize).SequenceEqual(block)) known++;
            if (known << BlockBits == stored.Length) blocks.AddRange(block);
            blockOf[b] = (ushort)known;
        }

        return ([.. blocks], blockOf);
    }

    private static WordBreak ValueOf(string name) => name switch
    {
        "CR" => WordBreak.CR,
        "LF" => WordBreak.LF,
        "Newline" => WordBreak.Newline,
        "Extend" => WordBreak.Extend,
        "ZWJ" => WordBreak.Zwj,
        "Format" => WordBreak.Format,
        "Regional_Indicator" => WordBreak.RegionalIndicator,
        "Katakana" => WordBreak.Katakana,
        "Hebrew_Letter" => WordBreak.HebrewLetter,
        "ALetter" => WordBreak.ALetter,
        "Single_Quote" => WordBreak.SingleQuote,
        "Double_Quote" => WordBreak.DoubleQuote,
        "MidNumLet" => WordBreak.MidNumLet,
        "MidLetter" => WordBreak.MidLetter,
        "MidNum" => WordBreak.MidNum,
        "Numeric" => WordBreak.Numeric,
        "ExtendNumLet" => WordBreak.ExtendNumLet,
        "WSegSpace" => WordBreak.WSegSpace,
        "ExtPict" => WordBreak.Pictographic,
        _ => throw new InvalidDataException($"The embedded word break table names an unknown property value \"{name}\"."),
    };
}
