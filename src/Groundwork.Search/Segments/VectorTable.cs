using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>The vectors of a segment, row after row, in order of entry.</summary>
internal sealed class VectorTable
{
    private readonly Section? _entries;
    private readonly Section _norms;
    private readonly Section _rows;
    private readonly int _dimensions;
    private readonly int _entryCount;

    /// <summary>Opens the table.</summary>
    /// <param name="info">Counts of the segment.</param>
    /// <param name="entries">Entry of each row, or null when every entry has a vector.</param>
    /// <param name="norms">Euclidean length of each row.</param>
    /// <param name="rows">The components.</param>
    public VectorTable(SegmentInfo info, Section? entries, Section norms, Section rows)
    {
        (_entries, _norms, _rows, _dimensions, _entryCount, Count) = (entries, norms, rows, info.Dimensions, info.EntryCount, info.VectorCount);
        if (entries is null && Count != 0 && Count != _entryCount) Damage.Throw(rows.File, $"it has {Count} vectors for {_entryCount} entries and does not say for which");
        if (entries is { } section && section.Length != Count * 4L) Damage.Throw(rows.File, $"it names the entries of {section.Length / 4} vectors, not of {Count}");
        if (norms.Length != Count * 4L || rows.Length != (long)Count * _dimensions * 4)
            Damage.Throw(rows.File, $"{Count} vectors of {_dimensions} dimensions take {rows.Length} bytes");
    }

    public int Count { get; }

    public int EntryOf(int row)
    {
        if (_entries is not { } entries) return row;
        var entry = entries.As<uint>(row * 4L, 4)[0];
        if (entry >= (uint)_entryCount) Damage.Throw(entries.File, $"a vector belongs to entry {entry} of {_entryCount}");
        return (int)entry;
    }

    public float NormOf(int row) => _norms.As<float>(row * 4L, 4)[0];

    /// <summary>Lengths of several rows at once.</summary>
    public ReadOnlySpan<float> Norms(int first, int count) => _norms.As<float>(first * 4L, count * 4L);

    /// <summary>Several rows at once, one after the other.</summary>
    public ReadOnlySpan<float> Rows(int first, int count) => _rows.As<float>((long)first * _dimensions * 4, (long)count * _dimensions * 4);

    public ReadOnlySpan<float> Row(int row) => _rows.As<float>((long)row * _dimensions * 4, _dimensions * 4L);

    /// <summary>The row of an entry, or null when it has no vector.</summary>
    public int? RowOf(int entry)
    {
        if (_entries is null) return entry < Count ? entry : null;
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = EntryOf(middle);
            if (found == entry) return middle;
            if (found < entry) low = middle + 1;
            else high = middle - 1;
        }

        return null;
    }
}
