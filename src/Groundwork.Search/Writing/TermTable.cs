using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Groundwork.Search.Writing;

/// <summary>Numbers terms from 0 in the order in which they come, and finds the number of a term by its UTF-8 bytes.</summary>
internal sealed class TermTable
{
    private const int FirstSlots = 1 << 8;
    private const int FewTerms = 16;
    private const int DeepestKey = 1 << 10;

    // Number + 1 below, the upper half of the hash above: most slots of other terms are passed without a look at their bytes.
    private ulong[] _slots = new ulong[FirstSlots];
    private int[] _ends = new int[FirstSlots / 2];
    private byte[] _bytes = new byte[1 << 11];

    public int Count { get; private set; }

    /// <summary>Bytes held.</summary>
    public long Bytes => (8L * _slots.Length) + (4L * _ends.Length) + _bytes.Length;

    public ReadOnlySpan<byte> this[int number] => _bytes.AsSpan(StartOf(number), _ends[number] - StartOf(number));

    /// <summary>The number of a term, a new one if need be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int NumberOf(ReadOnlySpan<byte> term)
    {
        var hash = HashOf(term);
        var tag = hash & 0xFFFF_FFFF_0000_0000;
        for (var at = (int)hash & (_slots.Length - 1); ; at = (at + 1) & (_slots.Length - 1))
        {
            var slot = _slots[at];
            if (slot == 0)
            {
                var number = Add(term);
                _slots[at] = tag | (uint)(number + 1);
                if (Count * 2 > _slots.Length) Grow();
                return number;
            }

            if ((slot & 0xFFFF_FFFF_0000_0000) == tag && this[(int)(uint)slot - 1].SequenceEqual(term)) return (int)(uint)slot - 1;
        }
    }

    /// <summary>All numbers in the order of their terms' bytes.</summary>
    public int[] Sorted()
    {
        var numbers = new int[Count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = i;
        Sort(numbers, new ulong[numbers.Length], 0);
        return numbers;
    }

    private int StartOf(int number) => number == 0 ? 0 : _ends[number - 1];

    private int Add(ReadOnlySpan<byte> term)
    {
        var number = Count++;
        var start = StartOf(number);
        if (number == _ends.Length) Array.Resize(ref _ends, number * 2);
        if (term.Length > _bytes.Length - start)
        {
            if ((long)start + term.Length > Array.MaxLength) throw new InvalidOperationException("The pending entries of an index hold 2 GiB of different terms; lower IndexOptions.SpillBytes.");
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(start + (long)term.Length, 2L * _bytes.Length)));
        }

        term.CopyTo(_bytes.AsSpan(start));
        _ends[number] = start + term.Length;
        return number;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new ulong[old.Length * 2];
        foreach (var slot in old)
        {
            if (slot == 0) continue;
            // The lower half of the hash is not kept.
            var at = (int)HashOf(this[(int)(uint)slot - 1]) & (_slots.Length - 1);
            while (_slots[at] != 0) at = (at + 1) & (_slots.Length - 1);
            _slots[at] = slot;
        }
    }

    // Eight bytes at a time: the order of the integers, first byte highest, is the order of the bytes.
    private void Sort(Span<int> numbers, Span<ulong> keys, int depth)
    {
        for (var i = 0; i < numbers.Length; i++) keys[i] = KeyOf(numbers[i], depth);
        keys.Sort(numbers);
        var start = 0;
        for (var i = 1; i <= numbers.Length; i++)
        {
            if (i < numbers.Length && keys[i] == keys[start]) continue;
            if (i - start > 1) SortSame(numbers[start..i], keys[start..i], depth + sizeof(ulong));
            start = i;
        }
    }

    // A term that ends looks like one that goes on with zeros, so some are alike at any depth.
    private void SortSame(Span<int> numbers, Span<ulong> keys, int depth)
    {
        if (numbers.Length > FewTerms && depth < DeepestKey) Sort(numbers, keys, depth);
        else numbers.Sort((a, b) => this[a].SequenceCompareTo(this[b]));
    }

    private ulong KeyOf(int number, int depth)
    {
        var term = this[number];
        if (term.Length >= depth + sizeof(ulong)) return BinaryPrimitives.ReadUInt64BigEndian(term[depth..]);
        ulong key = 0;
        for (var i = depth; i < depth + sizeof(ulong); i++) key = (key << 8) | (i < term.Length ? term[i] : 0UL);
        return key;
    }

    private static ulong HashOf(ReadOnlySpan<byte> term)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        var hash = (ulong)term.Length;
        while (term.Length >= sizeof(ulong))
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(term)) * Multiplier;
            hash ^= hash >> 29;
            term = term[sizeof(ulong)..];
        }

        foreach (var b in term) hash = BitOperations.RotateLeft(hash, 8) ^ b;
        hash *= Multiplier;
        return hash ^ (hash >> 32);
    }
}
