using System.Numerics;
using System.Runtime.InteropServices;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>The postings and positions of one term, in the form they have in a segment file.</summary>
/// <param name="weightings">By field: how the segment is weighted when it is written.</param>
/// <param name="lengths">By field and entry: codes of <see cref="FieldLength"/>.</param>
internal sealed class BlockEncoder(IReadOnlyList<FieldWeighting> weightings, byte[][] lengths)
{
    private readonly float[][] _tables = [.. weightings.Select(w => w.Table())];
    private readonly int[] _entries = new int[PackedBlock.Size];
    private readonly uint[] _masks = new uint[PackedBlock.Size];
    private readonly int[][] _frequencies = [.. weightings.Select(_ => new int[PackedBlock.Size])];
    private readonly int[] _scratch = new int[PackedBlock.Size];
    private readonly ByteBuffer _blocks = new(1 << 12);
    private readonly ByteBuffer _positions = new(1 << 12);
    private readonly List<SkipEntry> _skips = [];
    private int _pending;
    private int _before = -1;
    private uint _positionsStart;
    private float _bound;

    public int DocumentFrequency { get; private set; }

    public ReadOnlySpan<byte> Skips => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_skips));

    public ReadOnlySpan<byte> Blocks => _blocks.Written;

    public ReadOnlySpan<byte> Positions => _positions.Written;

    public void Clear()
    {
        _blocks.Clear();
        _positions.Clear();
        _skips.Clear();
        (_pending, _before, _positionsStart, _bound, DocumentFrequency) = (0, -1, 0, 0, 0);
    }

    /// <summary>Adds a posting under another entry number; entries ascend.</summary>
    public void Add(int entry, PostingsWalk posting)
    {
        var (frequency, mask, pending) = (0f, posting.Mask, _pending);
        _entries[pending] = entry;
        _masks[pending] = mask;
        for (var rest = mask; rest != 0; rest &= rest - 1)
        {
            var field = BitOperations.TrailingZeroCount(rest);
            var occurrences = posting.Frequency(field);
            _frequencies[field][pending] = occurrences;
            frequency += occurrences * _tables[field][lengths[field][entry]];
        }

        _bound = Math.Max(_bound, frequency);
        _positions.Bytes(posting.Positions);
        _pending = pending + 1;
        DocumentFrequency++;
        if (_pending == PackedBlock.Size) WriteBlock();
    }

    /// <summary>Writes what does not fill a block.</summary>
    public void Finish()
    {
        if (_pending == 0) return;
        if (_skips.Count > 0) AddSkip();
        var mask = 1u << (_frequencies.Length - 1);
        for (var i = 0; i < _pending; i++)
        {
            var isPlain = _masks[i] == mask;
            for (var rest = _masks[i]; isPlain && rest != 0; rest &= rest - 1) isPlain = _frequencies[BitOperations.TrailingZeroCount(rest)][i] == 1;
            _blocks.VarInt(((ulong)(_entries[i] - _before - 1) << 1) | (isPlain ? 1UL : 0));
            (_before, mask) = (_entries[i], _masks[i]);
            if (isPlain) continue;
            _blocks.VarInt(mask);
            for (var rest = mask; rest != 0; rest &= rest - 1) _blocks.VarInt((ulong)_frequencies[BitOperations.TrailingZeroCount(rest)][i]);
        }
    }

    private void WriteBlock()
    {
        AddSkip();
        for (var i = 0; i < PackedBlock.Size; i++) _scratch[i] = _entries[i] - (i == 0 ? _before : _entries[i - 1]) - 1;
        var fields = 0u;
        foreach (var mask in _masks) fields |= mask;
        _blocks.VarInt(fields);
        PackedBlock.Write(_scratch, 0, _blocks);
        for (var rest = fields; rest != 0; rest &= rest - 1)
        {
            var field = BitOperations.TrailingZeroCount(rest);
            var least = 1;
            for (var i = 0; i < PackedBlock.Size; i++)
                if ((_masks[i] & (1u << field)) == 0)
                    _frequencies[field][i] = least = 0;

            PackedBlock.Write(_frequencies[field], least, _blocks);
        }

        (_before, _pending, _bound, _positionsStart) = (_entries[^1], 0, 0, (uint)_positions.Length);
    }

    private void AddSkip() => _skips.Add(new SkipEntry(_entries[_pending - 1], (uint)_blocks.Length, _positionsStart, RoundedUp.Encode(_bound)));
}
