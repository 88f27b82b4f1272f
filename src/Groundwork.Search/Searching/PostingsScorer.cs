using System.Numerics;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>The postings of one index term in one segment with their pseudo-frequencies and bounds on them.</summary>
internal sealed class PostingsScorer
{
    private readonly float[] _frequencies = new float[PackedBlock.Size];
    private SegmentReader? _segment;
    private Bm25F? _weighting;
    private float _drift;
    private int _front;
    private int _frontOf;
    private int _computed = -1;

    public PostingsReader Postings { get; } = new();

    public void Open(SegmentReader segment, Bm25F weighting, float drift, TermEntry term)
    {
        (_segment, _weighting, _drift, _front, _frontOf, _computed) = (segment, weighting, drift, 0, 0, -1);
        Postings.Open(segment.Dictionary.Postings, term, segment.EntryCount, weighting.Fields.Count);
    }

    /// <summary>The first block that may reach to an entry or past it. Quickest when entries ascend from call to call.</summary>
    public int FrontAt(int entry)
    {
        _front = Postings.BlockAt(entry, entry >= _frontOf ? _front : 0);
        _frontOf = entry;
        return _front;
    }

    /// <summary>The first entry, not before the given one, that may hold the term.</summary>
    public int Next(int from)
    {
        var block = FrontAt(from);
        if (block == Postings.BlockCount) return int.MaxValue;
        if (Postings.Skips.IsEmpty) Postings.Load(0);
        if (block != Postings.Block) return Math.Max(from, FirstPossible(block));
        var place = Postings.PlaceOf(from, 0);
        return place < Postings.Count ? Postings.Entries[place] : int.MaxValue;
    }

    /// <summary>At least the pseudo-frequency of every entry in a range.</summary>
    public float Bound(int from, int to)
    {
        var skips = Postings.Skips;
        if (skips.IsEmpty) return ExactBound(from, to);
        ushort most = 0;
        for (var block = FrontAt(from); block < skips.Length; block++)
        {
            if (block > 0 && skips[block - 1].Last >= to - 1) break;
            most = Math.Max(most, skips[block].Bound);
        }

        return RoundedUp.Decode(most) * _drift;
    }

    /// <summary>At least the pseudo-frequency of every entry in a block.</summary>
    public float Bound(int block)
    {
        var skips = Postings.Skips;
        return skips.IsEmpty ? float.PositiveInfinity : RoundedUp.Decode(skips[block].Bound) * _drift;
    }

    /// <summary>An entry that is not after the first one of a block.</summary>
    public int FirstPossible(int block) => block == 0 ? 0 : Postings.Skips[block - 1].Last + 1;

    /// <summary>An entry that is not before the last one of a block.</summary>
    public int LastPossible(int block) => Postings.Skips is { IsEmpty: false } skips ? skips[block].Last : int.MaxValue;

    /// <summary>The pseudo-frequencies of the loaded block.</summary>
    public ReadOnlySpan<float> Frequencies()
    {
        var frequencies = _frequencies.AsSpan(0, Postings.Count);
        if (_computed == Postings.Block) return frequencies;
        frequencies.Clear();
        var entries = Postings.Entries;
        for (var rest = Postings.Mask; rest != 0; rest &= rest - 1)
        {
            var field = BitOperations.TrailingZeroCount(rest);
            var table = _weighting!.Table(field);
            var lengths = _segment!.Lengths(field);
            var counts = Postings.Frequencies(field);
            for (var i = 0; i < frequencies.Length; i++) frequencies[i] += counts[i] * table[lengths[entries[i]]];
        }

        _computed = Postings.Block;
        return frequencies;
    }

    /// <summary>The pseudo-frequency of one posting of the loaded block.</summary>
    public float Frequency(int place)
    {
        if (_computed == Postings.Block) return _frequencies[place];
        var frequency = 0f;
        for (var rest = Postings.Mask; rest != 0; rest &= rest - 1)
        {
            var field = BitOperations.TrailingZeroCount(rest);
            frequency += Postings.Frequencies(field)[place] * _weighting!.Table(field)[_segment!.Lengths(field)[Postings.Entries[place]]];
        }

        return frequency;
    }

    private float ExactBound(int from, int to)
    {
        if (Postings.BlockCount == 0) return 0;
        Postings.Load(0);
        var most = 0f;
        var frequencies = Frequencies();
        var entries = Postings.Entries;
        for (var i = Postings.PlaceOf(from, 0); i < entries.Length && entries[i] < to; i++) most = Math.Max(most, frequencies[i]);
        return most;
    }
}
