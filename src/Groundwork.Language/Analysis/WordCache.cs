using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Groundwork.Language.Analysis;

/// <summary>
/// Remembers analysed words, found by span: sets of four, where the newest pushes out the oldest. It begins small and doubles while words keep
/// coming, to at most 131,072 of them, some thirty megabytes. A word found again moves one place forward, so rare ones leave first.
/// </summary>
internal sealed class WordCache
{
    /// <summary>Longer words are rare and not remembered.</summary>
    public const int LongestWord = 64;

    private const int Ways = 4;
    private const int FirstSets = 1 << 6;
    private const int MostSets = 1 << 15;
    private const int PackedChars = 8;
    private const ulong IsHash = 1UL << 63;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private Slot[] _slots = new Slot[FirstSets * Ways];
    private int _sets = FirstSets;
    private int _stored;

    /// <summary>
    /// What a word is found by: the characters themselves for up to eight of ASCII, which then need no comparison, and a hash with the highest
    /// bit set for any other word.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the word begins.</param>
    /// <param name="end">Where it ends, after <paramref name="start"/>.</param>
    /// <param name="isAscii">Whether it is known to be ASCII.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong KeyOf(ReadOnlySpan<char> text, int start, int end, bool isAscii)
    {
        var length = end - start;
        if (!isAscii || length > PackedChars || start + PackedChars > text.Length) return SlowKeyOf(text[start..end]);
        var chars = Vector128.LoadUnsafe(ref Unsafe.As<char, ushort>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start)));
        return Vector128.Narrow(chars, chars).AsUInt64().ToScalar() & (ulong.MaxValue >> (64 - (8 * length)));
    }

    /// <summary>The word if it is remembered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AnalyzedWord? Find(ulong key, ReadOnlySpan<char> word)
    {
        var first = FirstOf(key);
        var slots = _slots.AsSpan(first, Ways);
        for (var way = 0; way < slots.Length; way++)
        {
            ref readonly var slot = ref slots[way];
            if (slot.Key != key || slot.Word is not { } known || (key >= IsHash && !word.SequenceEqual(known.Word))) continue;
            if (way > 0) (slots[way - 1], slots[way]) = (slots[way], slots[way - 1]);
            return known;
        }

        return null;
    }

    /// <summary>Stores a word under its key.</summary>
    public void Store(ulong key, AnalyzedWord word)
    {
        if (++_stored > _sets * 2 && _sets < MostSets) Grow();
        Put(new Slot(key, word));
    }

    private static ulong SlowKeyOf(ReadOnlySpan<char> word)
    {
        if (word.Length <= PackedChars && System.Text.Ascii.IsValid(word))
        {
            ulong packed = 0;
            for (var i = word.Length - 1; i >= 0; i--) packed = (packed << 8) | word[i];
            return packed;
        }

        return HashOf(word) | IsHash;
    }

    private int FirstOf(ulong key) => ((int)((key * Multiplier) >> 40) & (_sets - 1)) * Ways;

    private void Put(Slot slot)
    {
        var slots = _slots.AsSpan(FirstOf(slot.Key), Ways);
        slots[..^1].CopyTo(slots[1..]);
        slots[0] = slot;
    }

    private void Grow()
    {
        var slots = _slots;
        _sets *= 2;
        _slots = new Slot[_sets * Ways];
        for (var i = slots.Length - 1; i >= 0; i--)
            if (slots[i].Word is not null)
                Put(slots[i]);
    }

    // Not string.GetHashCode: that is seeded per process, and which word is forgotten should not depend on chance.
    private static ulong HashOf(ReadOnlySpan<char> word)
    {
        var hash = (ulong)word.Length * Multiplier;
        if (word.Length < 4)
        {
            foreach (var c in word) hash = (hash << 16) ^ (hash >> 48) ^ c;
            return Mix(hash);
        }

        // The last four may overlap those before: every code unit counts at least once.
        for (var at = 0; at + 4 < word.Length; at += 4) hash = Mix(hash ^ Four(word, at));
        return Mix(hash ^ Four(word, word.Length - 4));
    }

    private static ulong Four(ReadOnlySpan<char> word, int at) => MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(word.Slice(at, 4)));

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, Multiplier, out var low);
        return high ^ low;
    }

    private readonly record struct Slot(ulong Key, AnalyzedWord? Word);
}
