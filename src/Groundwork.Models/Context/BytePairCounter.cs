using System.Buffers;
using System.Text;

namespace Groundwork.Models.Context;

/// <summary>Counts tokens as a model's own byte-level byte-pair tokenizer makes them.</summary>
/// <remarks>
/// Texts are cut into pieces by the tokenizer's patterns, and within a piece the pair that was learned first is merged first (Sennrich,
/// Haddow and Birch 2016; byte-level as in GPT-2, Radford et al. 2019). Bytes are written as the characters of GPT-2's table. A piece
/// longer than 256 bytes is counted in slices, at most one token too many each, so that work is linear in the text.
/// </remarks>
internal sealed class BytePairCounter : ITokenCounter
{
    private const int LongestPiece = 256;

    private readonly BytePairVocabulary _vocabulary;

    public BytePairCounter(BytePairVocabulary vocabulary) => _vocabulary = vocabulary;

    public double Error => 0;

    public bool WantsToLearn => false;

    public long Count(ReadOnlySpan<char> text) => CountFrom(text, 0);

    public void Learn(TextTally prompt, long tokens)
    {
    }

    private long CountFrom(ReadOnlySpan<char> text, int pattern)
    {
        if (text.IsEmpty)
            return 0;
        if (pattern == _vocabulary.Patterns.Count)
            return CountPiece(text);
        long tokens = 0;
        var from = 0;
        foreach (var match in _vocabulary.Patterns[pattern].EnumerateMatches(text))
        {
            tokens += CountFrom(text[from..match.Index], pattern + 1) + CountFrom(text.Slice(match.Index, match.Length), pattern + 1);
            from = match.Index + match.Length;
        }

        return tokens + CountFrom(text[from..], pattern + 1);
    }

    private long CountPiece(ReadOnlySpan<char> piece)
    {
        var size = Encoding.UTF8.GetMaxByteCount(piece.Length);
        var rented = size > 1024 ? ArrayPool<byte>.Shared.Rent(size) : null;
        Span<byte> bytes = rented ?? stackalloc byte[1024];
        bytes = bytes[..Encoding.UTF8.GetBytes(piece, bytes)];
        Span<char> letters = stackalloc char[LongestPiece];
        long tokens = 0;
        for (; bytes.Length > 0; bytes = bytes[Math.Min(bytes.Length, LongestPiece)..])
        {
            var slice = bytes[..Math.Min(bytes.Length, LongestPiece)];
            for (var i = 0; i < slice.Length; i++)
                letters[i] = ByteLetters.Of(slice[i]);
            tokens += CountSlice(letters[..slice.Length]);
        }

        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return tokens;
    }

    private int CountSlice(ReadOnlySpan<char> letters)
    {
        if (_vocabulary.IsToken(letters))
            return 1;
        // Where each part begins; the last entry is the end.
        Span<int> starts = stackalloc int[LongestPiece + 1];
        Span<int> ranks = stackalloc int[LongestPiece + 1];
        var parts = letters.Length;
        for (var i = 0; i <= parts; i++)
            starts[i] = i;
        for (var i = 0; i < parts - 1; i++)
            ranks[i] = _vocabulary.RankOf(letters[i..(i + 1)], letters[(i + 1)..(i + 2)]);
        while (parts > 1)
        {
            var best = 0;
            for (var i = 1; i < parts - 1; i++)
                if (ranks[i] < ranks[best])
                    best = i;
            if (ranks[best] == int.MaxValue)
                break;
            starts[(best + 2)..(parts + 1)].CopyTo(starts[(best + 1)..]);
            if (best + 2 < parts)
                ranks[(best + 2)..parts].CopyTo(ranks[(best + 1)..]);
            parts--;
            if (best < parts - 1)
                ranks[best] = RankAt(letters, starts, best);
            if (best > 0)
                ranks[best - 1] = RankAt(letters, starts, best - 1);
        }

        return parts;
    }

    private int RankAt(ReadOnlySpan<char> letters, ReadOnlySpan<int> starts, int part) =>
        _vocabulary.RankOf(letters[starts[part]..starts[part + 1]], letters[starts[part + 1]..starts[part + 2]]);
}
