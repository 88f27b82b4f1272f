using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Vectors;

/// <summary>One layer of a graph, read in place. Nodes of the base layer are rows; those of upper layers are numbered on their own.</summary>
internal readonly ref struct GraphLayer
{
    private readonly ReadOnlySpan<uint> _starts;
    private readonly ReadOnlySpan<uint> _rows;
    private readonly ref readonly uint _links;
    private readonly uint _lists;
    private readonly string _file;

    /// <summary>The base layer.</summary>
    /// <param name="links">Its links, <see cref="GraphShape.BaseLinks"/> for each row.</param>
    /// <param name="count">Rows.</param>
    /// <param name="file">Name of the file, for errors.</param>
    public GraphLayer(ref readonly uint links, int count, string file)
    {
        _links = ref links;
        (Width, Count, Level, _lists, _file) = (GraphShape.BaseLinks, count, 0, (uint)count, file);
    }

    /// <summary>An upper layer.</summary>
    /// <param name="links">Links of all upper layers, <see cref="GraphShape.Links"/> for each list.</param>
    /// <param name="lists">Lists of links.</param>
    /// <param name="starts">First list of each node, that of layer 1, and where the last node's lists end.</param>
    /// <param name="rows">Row of each node.</param>
    /// <param name="level">1 for the layer above the base.</param>
    /// <param name="file">Name of the file, for errors.</param>
    public GraphLayer(ref readonly uint links, uint lists, ReadOnlySpan<uint> starts, ReadOnlySpan<uint> rows, int level, string file)
    {
        _links = ref links;
        _starts = starts;
        _rows = rows;
        (Width, Count, Level, _lists, _file) = (GraphShape.Links, rows.Length, level, lists, file);
    }

    /// <summary>Nodes that a link may name.</summary>
    public int Count { get; }

    /// <summary>Places in a list of links.</summary>
    public int Width { get; }

    /// <summary>0 for the base layer.</summary>
    public int Level { get; }

    /// <summary>The row of a node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Row(int node) => Level == 0 ? node : (int)_rows[node];

    /// <summary>The links of a node: <see cref="Width"/> places, the first <see cref="GraphShape.NoLink"/> ends them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly uint Links(int node) => ref Unsafe.Add(ref Unsafe.AsRef(in _links), List(node) * Width);

    /// <summary>The links of a node as a list.</summary>
    public ReadOnlySpan<uint> ListOf(int node) => MemoryMarshal.CreateReadOnlySpan(in Links(node), Width);

    /// <summary>Whether a node stands on this layer.</summary>
    public bool HasList(int node) => Level == 0 || (long)_starts[node] + Level - 1 < Math.Min(_starts[node + 1], _lists);

    /// <summary>A link that was read, as a node.</summary>
    /// <exception cref="IndexDamagedException">There is no such node.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Checked(uint link)
    {
        if (link >= (uint)Count) Damage.Throw(_file, $"a link of its graph leads to node {link} of {Count}");
        return (int)link;
    }

    /// <summary>Asks for the links of a node before they are needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(int node)
    {
        if (!Sse.IsSupported) return;
        var start = (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in Links(node)));
        Sse.Prefetch0(start);
        if (Level == 0) Sse.Prefetch0(start + 64);
    }

    /// <summary>Which list of links is that of a node on this layer.</summary>
    /// <exception cref="IndexDamagedException">The node has none here.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint List(int node)
    {
        if (Level == 0) return node;
        var list = (long)_starts[node] + Level - 1;
        if (list >= _starts[node + 1] || list >= _lists) Damage.Throw(_file, $"node {node} of its graph has no links on layer {Level}");
        return (nint)list;
    }
}
