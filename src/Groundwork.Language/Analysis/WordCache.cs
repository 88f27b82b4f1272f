using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Groundwork.Language.Analysis;

/// <summary>
/// Remembers analysed words, found by span: sets of four, where the newest pushes out the oldest. It begins small and doubles while words keep
/// coming, to at most 65,536 of them, some fifteen megabytes.
/// </summary>
internal sealed class WordCache
{
    /// <summary>Longer words are rare and not remembered.</summary>
    public const int LongestWord = 64;

    private const int Ways = 4;
    private const int FirstSets = 1 << 6;
    private const int MostSets = 1 << 14;

    private ulong[] _hashes = new ulong[FirstSets * Ways];
    private AnalyzedWord?[] _words = new AnalyzedWord?[FirstSets * Ways];
    private int _sets = FirstSets;
    private int _stored;

    /// <summary>The word if it is remembered; its hash in any case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AnalyzedWord? Find(ReadOnlySpan<char> word, out ulong hash)
    {
        hash = HashOf(word);
        var first = (int)(hash & (uint)(_sets - 1)) * Ways;
        var hashes = _hashes.AsSpan(first, Ways);
        for (var way = 0; way < hashes.Length; way++)
            if (hashes[way] == hash && _words[first + way] is { } known && word.SequenceEqual(known.Word))
                return known;
        return null;
    }

    /// <summary>Stores a word under the hash that <see cref="Find"/> told.</summary>
    public void Store(ulong hash, AnalyzedWord word)
    {
        if (++_stored > _sets * 2 && _sets < MostSets) Grow();
        Put(hash, word);
    }

    private void Put(ulong hash, AnalyzedWord word)
    {
        var first = (int)(hash & (uint)(_sets - 1)) * Ways;
        var hashes = _hashes.AsSpan(first, Ways);
        var words = _words.AsSpan(first, Ways);
        hashes[..^1].CopyTo(hashes[1..]);
        words[..^1].CopyTo(words[1..]);
        hashes[0] = hash;
        words[0] = word;
    }

    private void Grow()
    {
        var (hashes, words) = (_hashes, _words);
        _sets *= 2;
        (_hashes, _words) = (new ulong[_sets * Ways], new AnalyzedWord?[_sets * Ways]);
        for (var i = words.Length - 1; i >= 0; i--)
            if (words[i] is { } word)
                Put(hashes[i], word);
    }

    // Not string.GetHashCode: that is seeded per process, and which word is forgotten should not depend on chance.
    private static ulong HashOf(ReadOnlySpan<char> word)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        var hash = (ulong)word.Length * Multiplier;
        if (word.Length >= 4)
        {
            // The last four may overlap those before: every code unit counts at least once.
            for (var at = 0; at + 4 < word.Length; at += 4) hash = Mix(hash ^ Four(word, at), Multiplier);
            hash = Mix(hash ^ Four(word, word.Length - 4), Multiplier);
        }
        else
        {
            foreach (var c in word) hash = (hash << 16) ^ (hash >> 48) ^ c;
            hash = Mix(hash, Multiplier);
        }

        return hash;
    }

    private static ulong Four(ReadOnlySpan<char> word, int at) =>
        Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<char, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(word), at)));

    private static ulong Mix(ulong value, ulong multiplier)
    {
        var high = Math.BigMul(value, multiplier, out var low);
        return high ^ low;
    }
}
