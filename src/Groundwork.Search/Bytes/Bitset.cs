using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Groundwork.Search.Bytes;

/// <summary>A set of entry numbers 0..<paramref name="size"/>−1, one bit each.</summary>
internal sealed class Bitset(int size)
{
    private readonly ulong[] _words = new ulong[(size + 63) / 64];

    public int Size { get; } = size;

    public ReadOnlySpan<ulong> Words => _words;

    public bool this[int index] => (_words[index >> 6] & (1UL << index)) != 0;

    /// <summary>Adds a number.</summary>
    /// <returns>False when it was there already.</returns>
    public bool Add(int index)
    {
        ref var word = ref _words[index >> 6];
        var bit = 1UL << index;
        if ((word & bit) != 0) return false;
        word |= bit;
        return true;
    }

    /// <summary>Whether any number in a range is in the set.</summary>
    /// <param name="from">First number, a multiple of 64.</param>
    /// <param name="to">After the last one.</param>
    public bool HasAny(int from, int to) => _words.AsSpan(from / 64, ((to + 63) / 64) - (from / 64)).ContainsAnyExcept(0UL);

    public int Count()
    {
        var count = 0;
        foreach (var word in _words) count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>The numbers in the set, ascending; the set must not shrink or grow meanwhile.</summary>
    public IEnumerable<int> Members()
    {
        for (var i = 0; i < _words.Length; i++)
            for (var rest = _words[i]; rest != 0; rest &= rest - 1)
                yield return (i * 64) + BitOperations.TrailingZeroCount(rest);
    }

    public Bitset Copy()
    {
        var copy = new Bitset(Size);
        _words.CopyTo(copy._words, 0);
        return copy;
    }

    public void And(Bitset other) => TensorPrimitives.BitwiseAnd(_words, other._words, _words);

    public void Or(Bitset other) => TensorPrimitives.BitwiseOr(_words, other._words, _words);

    /// <summary>Adds the members of a set that is written as words of 64, lowest bit first.</summary>
    /// <returns>False when a bit past the size is set; the set is then left as it was.</returns>
    public bool Or(ReadOnlySpan<byte> words)
    {
        var other = MemoryMarshal.Cast<byte, ulong>(words);
        if (other.Length != _words.Length || ((Size & 63) != 0 && other[^1] >> (Size & 63) != 0)) return false;
        TensorPrimitives.BitwiseOr(_words, other, _words);
        return true;
    }

    public void Invert()
    {
        TensorPrimitives.OnesComplement(_words, _words);
        TrimTail();
    }

    /// <summary>How many numbers are in both sets.</summary>
    public int CountAnd(Bitset other)
    {
        var count = 0;
        var words = other._words.AsSpan(0, _words.Length);
        for (var i = 0; i < words.Length; i++) count += BitOperations.PopCount(_words[i] & words[i]);
        return count;
    }

    /// <summary>The set of all numbers.</summary>
    public static Bitset Full(int size)
    {
        var set = new Bitset(size);
        set.Invert();
        return set;
    }

    /// <summary>The set with these words; bits past the size are dropped.</summary>
    public static Bitset FromWords(int size, ReadOnlySpan<ulong> words)
    {
        var set = new Bitset(size);
        words.CopyTo(set._words);
        set.TrimTail();
        return set;
    }

    private void TrimTail()
    {
        if ((Size & 63) != 0) _words[^1] &= (1UL << (Size & 63)) - 1;
    }
}
