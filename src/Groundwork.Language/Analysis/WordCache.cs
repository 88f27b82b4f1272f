using System.Runtime.InteropServices;

namespace Groundwork.Language.Analysis;

/// <summary>Remembers analysed words, found by span: sets of four, where the newest pushes out the oldest. At most some five megabytes.</summary>
internal sealed class WordCache
{
    /// <summary>Longer words are rare and not remembered.</summary>
    public const int LongestWord = 48;

    private const int Ways = 4;
    private const int Sets = 1 << 13;

    private readonly uint[] _hashes = new uint[Sets * Ways];
    private readonly AnalyzedWord?[] _words = new AnalyzedWord?[Sets * Ways];

    /// <summary>The word if it is remembered; its hash in any case.</summary>
    public AnalyzedWord? Find(ReadOnlySpan<char> word, out uint hash)
    {
        hash = HashOf(word);
        var first = FirstOfSet(hash);
        var hashes = _hashes.AsSpan(first, Ways);
        for (var way = 0; way < hashes.Length; way++)
            if (hashes[way] == hash && _words[first + way] is { } known && word.SequenceEqual(known.Word))
                return known;
        return null;
    }

    /// <summary>Stores a word under the hash that <see cref="Find"/> told.</summary>
    public void Store(uint hash, AnalyzedWord word)
    {
        var first = FirstOfSet(hash);
        var hashes = _hashes.AsSpan(first, Ways);
        var words = _words.AsSpan(first, Ways);
        hashes[..^1].CopyTo(hashes[1..]);
        words[..^1].CopyTo(words[1..]);
        hashes[0] = hash;
        words[0] = word;
    }

    private static int FirstOfSet(uint hash) => (int)(hash & (Sets - 1)) * Ways;

    // Not string.GetHashCode: that is seeded per process, and which word is forgotten should not depend on chance.
    private static uint HashOf(ReadOnlySpan<char> word)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        var hash = (ulong)word.Length;
        while (word.Length >= 4)
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(word))) * Multiplier;
            hash ^= hash >> 29;
            word = word[4..];
        }

        foreach (var c in word) hash = (hash ^ c) * Multiplier;
        return (uint)(hash >> 32);
    }
}
