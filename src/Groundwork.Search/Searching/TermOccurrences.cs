using System.Numerics;
using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>Where one index term stands in the entries of one segment; what was read last is remembered. Quickest in ascending order.</summary>
internal sealed class TermOccurrences
{
    private const int PositionBits = SegmentFormat.PositionBits;
    private uint[] _occurrences = new uint[32];
    private int _count;
    private int _readOf = -1;
    private int _entry = -1;
    private int _block = -1;
    private int _place;
    private float _frequency = -1;
    private SegmentReader _segment = null!;
    private Bm25F _weighting = null!;

    public PostingsReader Postings { get; } = new();

    public static int FieldOf(uint occurrence) => (int)(occurrence >> PositionBits);

    /// <summary>The occurrence some words after another one, or null when the first is in front of its field.</summary>
    public static uint? Before(uint occurrence, int words) =>
        (occurrence & ((1u << PositionBits) - 1)) >= words ? occurrence - (uint)words : null;

    public void Open(SegmentReader segment, Bm25F weighting, TermEntry term)
    {
        (_segment, _weighting, _readOf, _entry, _block) = (segment, weighting, -1, -1, -1);
        Postings.Open(segment.Dictionary.Postings, term, segment.EntryCount, weighting.Fields.Count);
    }

    public bool IsIn(int entry)
    {
        if (entry == _entry && _block == Postings.Block) return _place >= 0;
        (_entry, _place, _frequency) = (entry, Postings.Find(entry), -1);
        _block = Postings.Block;
        return _place >= 0;
    }

    /// <summary>The pseudo-frequency in an entry, 0 where it is not.</summary>
    public float FrequencyIn(int entry)
    {
        if (!IsIn(entry)) return 0;
        if (_frequency >= 0) return _frequency;
        var frequency = 0f;
        for (var rest = Postings.Mask; rest != 0; rest &= rest - 1)
        {
            var field = BitOperations.TrailingZeroCount(rest);
            frequency += Postings.Frequencies(field)[_place] * _weighting.Table(field)[_segment.Lengths(field)[entry]];
        }

        return _frequency = frequency;
    }

    /// <summary>Field and position of each occurrence in an entry, packed and ascending.</summary>
    public ReadOnlySpan<uint> In(int entry)
    {
        if (!IsIn(entry)) return [];
        if (_readOf != entry) Read(entry);
        return _occurrences.AsSpan(0, _count);
    }

    private void Read(int entry)
    {
        (_readOf, _count) = (-1, 0);
        var positions = new ByteReader(Postings.Positions(_place), _segment.File);
        for (var rest = Postings.Mask; rest != 0; rest &= rest - 1)
        {
            var field = BitOperations.TrailingZeroCount(rest);
            long position = 0;
            for (var i = Postings.Frequencies(field)[_place]; i > 0; i--)
            {
                position += positions.Int32(SegmentFormat.MostPositions);
                if (position >= SegmentFormat.MostPositions) positions.Throw($"a word stands at position {position}");
                if (_count == _occurrences.Length) Array.Resize(ref _occurrences, _count * 2);
                _occurrences[_count++] = ((uint)field << PositionBits) | (uint)position;
            }
        }

        _readOf = entry;
    }
}
