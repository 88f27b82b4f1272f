using System.Runtime.InteropServices;

namespace Groundwork.Search.Vectors;

/// <summary>A graph in memory, in the layout it has in a file.</summary>
/// <remarks>
/// Links are written by several threads under the lock of the node they start from, and read without one: a list may be seen half old and
/// half new, but every link in it leads to a node, and a search visits a node once however often it is named.
/// </remarks>
internal sealed class Graph
{
    private const string Name = "(graph in memory)";

    /// <summary>Makes a graph without links.</summary>
    /// <param name="levels">Highest layer of each row.</param>
    /// <param name="block">The rows.</param>
    public Graph(ReadOnlySpan<byte> levels, CodeBlock block)
    {
        var rows = new List<uint>();
        var starts = new List<uint>();
        var lists = 0u;
        for (var row = 0; row < levels.Length; row++)
        {
            if (levels[row] == 0) continue;
            rows.Add((uint)row);
            starts.Add(lists);
            lists += levels[row];
        }

        starts.Add(lists);
        (Rows, Starts) = ([.. rows], [.. starts]);
        Base = new Links(GraphShape.BaseLinks, levels.Length);
        Upper = new Links(GraphShape.Links, (int)lists);
        UpperLocks = new int[rows.Count];
        BaseLocks = new int[levels.Length];
        Count = levels.Length;
        UpperCodes = new UpperCodes(block, Rows);
    }

    public int Count { get; }

    /// <summary>Row of each node of the upper layers.</summary>
    public uint[] Rows { get; }

    /// <summary>First list of each node of the upper layers, and where the last one's lists end.</summary>
    public uint[] Starts { get; }

    public Links Base { get; }

    public Links Upper { get; }

    /// <summary>The codes of the nodes of the upper layers.</summary>
    public UpperCodes UpperCodes { get; }

    public int[] BaseLocks { get; }

    public int[] UpperLocks { get; }

    /// <summary>Where searches start: a node of the upper layers, or a row when there are none.</summary>
    public int Entry { get; set; }

    /// <summary>The entry's highest layer.</summary>
    public int Top { get; set; }

    public GraphView View => new(in MemoryMarshal.GetArrayDataReference(Base.Ends), Count, Upper.Ends, Starts, Rows, UpperCodes.Rows, Entry, Top, Name);

    /// <summary>The number of a row on the upper layers, or null when it stands on the base alone.</summary>
    public int? UpperNode(int row) => Array.BinarySearch(Rows, (uint)row) is >= 0 and var node ? node : null;

    /// <summary>Highest layer of a node of the upper layers.</summary>
    public int LevelOf(int node) => (int)(Starts[node + 1] - Starts[node]);
}
