using System.Numerics;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>The postings and positions of one term, in the form they have in the file.</summary>
internal sealed class PostingsEncoder(int fieldCount, int capacity)
{
    private readonly ByteBuffer _postings = new(capacity);
    private int _last;
    private uint _lastMask = 1u << (fieldCount - 1);

    public int DocumentFrequency { get; private set; }

    public ReadOnlySpan<byte> Postings => _postings.Written;

    /// <summary>Positions; the caller appends them, field by field, after <see cref="Add"/>.</summary>
    public ByteBuffer Positions { get; } = new(capacity);

    public void Clear()
    {
        _postings.Clear();
        Positions.Clear();
        _last = 0;
        _lastMask = 1u << (fieldCount - 1);
        DocumentFrequency = 0;
    }

    /// <summary>Adds an entry; entries ascend.</summary>
    /// <param name="entry">Entry number.</param>
    /// <param name="mask">The fields that hold the term, as bits.</param>
    /// <param name="frequencies">Term frequency by field; read where the mask has a bit.</param>
    public void Add(int entry, uint mask, ReadOnlySpan<int> frequencies)
    {
        var delta = (ulong)(entry - _last);
        var isPlain = mask == _lastMask;
        for (var rest = mask; isPlain && rest != 0; rest &= rest - 1) isPlain = frequencies[BitOperations.TrailingZeroCount(rest)] == 1;
        _postings.VarInt((delta << 1) | (isPlain ? 1UL : 0));
        if (!isPlain)
        {
            _postings.VarInt(mask);
            for (var rest = mask; rest != 0; rest &= rest - 1) _postings.VarInt((ulong)frequencies[BitOperations.TrailingZeroCount(rest)]);
        }

        _last = entry;
        _lastMask = mask;
        DocumentFrequency++;
    }
}
