using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Groundwork.Language.Analysis;

/// <summary>
/// Remembers analysed words, found by span: sets of four, where the newest pushes out the oldest. It begins small and doubles while words keep
/// coming, to at most 131,072 of them, some thirty megabytes. A word found again moves one place forward, so rare ones leave first.
/// </summary>
/// <remarks>The words lie beside the slots, because most occurrences of a word need no more than its slot.</remarks>
internal sealed class WordCache
{
    /// <summary>Longer words are rare and not remembered.</summary>
    public const int LongestWord = 64;

    /// <summary>Words of more terms are rare, large, and not remembered.</summary>
    public const int MostTerms = 8;

    private const int Ways = 4;
    private const int FirstSets = 1 << 5;
    private const int MostSets = 1 << 15;
    private const int LineBytes = 64;

    private WordSlot[] _slots = new WordSlot[FirstSets * Ways];
    private AnalyzedWord?[] _words = new AnalyzedWord?[FirstSets * Ways];
    private int _sets = FirstSets;
    private int _stored;

    /// <summary>The slot with a number that <see cref="Find"/> or <see cref="Store"/> gave; valid until the next of these calls.</summary>
    public ref WordSlot this[int slot] => ref _slots[slot];

    /// <summary>The word of a slot.</summary>
    public AnalyzedWord WordAt(int slot) => _words[slot]!;

    /// <summary>Asks for the slots of a key before they are needed: they are spread over megabytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(WordKey key)
    {
        if (!Sse.IsSupported) return;
        var line = (byte*)Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), FirstOf(key)));
        Sse.Prefetch0(line);
        Sse.Prefetch0(line + LineBytes);
    }

    /// <summary>The number of the slot that holds the word, or −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(WordKey key, ReadOnlySpan<char> word)
    {
        var first = FirstOf(key);
        var slots = _slots.AsSpan(first, Ways);
        for (var way = 0; way < slots.Length; way++)
        {
            if (slots[way].Key != key || (key.IsAmbiguous && !word.SequenceEqual(_words[first + way]!.Word))) continue;
            return way == 0 ? first : MoveForward(first + way);
        }

        return -1;
    }

    /// <summary>Stores a word under its key.</summary>
    /// <returns>The number of its slot.</returns>
    public int Store(WordKey key, AnalyzedWord word)
    {
        if (++_stored > _sets * 2 && _sets < MostSets) Grow();
        return Put(new WordSlot { Key = key, Positions = word.Positions }, word);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FirstOf(WordKey key) => ((int)(key.Mixed() >> 40) & (_sets - 1)) * Ways;

    private int MoveForward(int slot)
    {
        (_slots[slot - 1], _slots[slot]) = (_slots[slot], _slots[slot - 1]);
        (_words[slot - 1], _words[slot]) = (_words[slot], _words[slot - 1]);
        return slot - 1;
    }

    private int Put(WordSlot slot, AnalyzedWord word)
    {
        var first = FirstOf(slot.Key);
        for (var i = first + Ways - 1; i > first; i--) (_slots[i], _words[i]) = (_slots[i - 1], _words[i - 1]);
        (_slots[first], _words[first]) = (slot, word);
        return first;
    }

    private void Grow()
    {
        var (slots, words) = (_slots, _words);
        _sets *= 2;
        (_slots, _words) = (new WordSlot[_sets * Ways], new AnalyzedWord?[_sets * Ways]);
        for (var i = slots.Length - 1; i >= 0; i--)
            if (words[i] is { } word)
                Put(slots[i], word);
    }
}
