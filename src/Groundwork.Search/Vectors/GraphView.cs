using System.Runtime.InteropServices;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Vectors;

/// <summary>A graph, read where it is: in a mapped file, or in memory while it is built.</summary>
/// <param name="baseLinks">Links of the base layer, <see cref="GraphShape.BaseLinks"/> for each row.</param>
/// <param name="count">Rows, 1 or more.</param>
/// <param name="upperLinks">Links of the upper layers, <see cref="GraphShape.Links"/> for each list.</param>
/// <param name="starts">For each node of the upper layers its first list, that of layer 1, and where the last node's lists end.</param>
/// <param name="rows">For each node of the upper layers its row, ascending.</param>
/// <param name="upperCodes">The codes of the nodes of the upper layers, next to each other: they are compared in every search.</param>
/// <param name="entry">Where every search starts: a node of the upper layers, or a row when there are none.</param>
/// <param name="top">The entry's highest layer.</param>
/// <param name="file">Name of the file, for errors.</param>
internal readonly ref struct GraphView(
    ref readonly uint baseLinks, int count, ReadOnlySpan<uint> upperLinks, ReadOnlySpan<uint> starts, ReadOnlySpan<uint> rows, CodeRows upperCodes,
    int entry, int top, string file)
{
    private readonly ref readonly uint _baseLinks = ref baseLinks;
    private readonly ReadOnlySpan<uint> _upperLinks = upperLinks;
    private readonly ReadOnlySpan<uint> _starts = starts;
    private readonly ReadOnlySpan<uint> _rows = rows;
    private readonly CodeRows _upperCodes = upperCodes;

    public int Count { get; } = count;

    public int Entry { get; } = entry;

    /// <summary>The entry on the base layer.</summary>
    public int EntryRow => Top == 0 ? Entry : CheckedRowOf(Entry);

    public int Top { get; } = top;

    /// <summary>The codes of the nodes of the upper layers.</summary>
    public CodeRows UpperCodes => _upperCodes;

    /// <summary>Nodes of the upper layers.</summary>
    public int UpperCount => _rows.Length;

    public GraphLayer Base => new(in _baseLinks, Count, file);

    /// <summary>A layer above the base.</summary>
    /// <param name="level">1 or more.</param>
    public GraphLayer Upper(int level) =>
        new(in MemoryMarshal.GetReference(_upperLinks), (uint)(_upperLinks.Length / GraphShape.Links), _starts, _rows, level, file);

    /// <summary>Highest layer of a node of the upper layers.</summary>
    public int LevelOf(int node) => _starts[node + 1] > _starts[node] ? (int)(_starts[node + 1] - _starts[node]) : 0;

    /// <summary>Row of a node of the upper layers.</summary>
    /// <exception cref="IndexDamagedException">There is no such row.</exception>
    public int CheckedRowOf(int node)
    {
        if (_rows[node] >= (uint)Count) Damage.Throw(file, $"node {node} of its graph stands for row {_rows[node]} of {Count}");
        return (int)_rows[node];
    }
}
