using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Groundwork.Search.Vectors;

/// <summary>Builds a graph over the codes of a segment: Malkov and Yashunin 2018, algorithms 1 and 4.</summary>
/// <remarks>
/// One thread always builds the same graph; several threads build one whose links differ a little from run to run, while layers and the
/// entry stay the same. The node of the highest layer is inserted first, so the entry never changes while others are inserted.
/// </remarks>
internal sealed class GraphBuilder
{
    private const int RowsPerCheck = 64;
    private readonly CodeBlock _block;
    private readonly Graph _graph;
    private readonly bool[] _isInserted;

    private GraphBuilder(CodeBlock block, Graph graph, bool[] isInserted) => (_block, _graph, _isInserted) = (block, graph, isInserted);

    /// <summary>Builds a graph from nothing.</summary>
    /// <param name="block">The rows, one or more.</param>
    /// <param name="threads">Threads that insert at the same time.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static Graph Build(CodeBlock block, int threads, CancellationToken cancellationToken)
    {
        var levels = new byte[block.Count];
        for (var row = 0; row < levels.Length; row++) levels[row] = (byte)GraphShape.LevelOf(row);
        var builder = new GraphBuilder(block, new Graph(levels, block), new bool[block.Count]);
        builder.InsertAll(threads, cancellationToken);
        return builder._graph;
    }

    /// <summary>Goes on with a graph some of whose rows are gone, and inserts the rows it does not have.</summary>
    /// <param name="block">All rows, those of the earlier graph in the same order.</param>
    /// <param name="earlier">The earlier graph.</param>
    /// <param name="rowOf">New row by earlier row, or <see cref="Segments.SegmentAssembler.Dropped"/>; at least one row is left.</param>
    /// <param name="threads">Threads that insert at the same time.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static Graph Extend(CodeBlock block, in GraphView earlier, int[] rowOf, int threads, CancellationToken cancellationToken)
    {
        var isAdopted = new bool[block.Count];
        var graph = GraphAdoption.Adopt(block, earlier, rowOf, isAdopted, cancellationToken);
        var builder = new GraphBuilder(block, graph, isAdopted);
        builder.InsertAll(threads, cancellationToken);
        return builder._graph;
    }

    private void InsertAll(int threads, CancellationToken cancellationToken)
    {
        InsertEntry();
        var next = -1;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, _ =>
        {
            var room = new BuilderRoom(_block.Stride);
            for (int row; (row = Interlocked.Increment(ref next)) < _graph.Count;)
            {
                if (row % RowsPerCheck == 0) cancellationToken.ThrowIfCancellationRequested();
                if (!_isInserted[row]) Insert(row, room);
            }
        });
        GraphRepair.Connect(_graph, _block, new BuilderRoom(_block.Stride), cancellationToken);
    }

    /// <summary>Makes the first node of the highest layer the entry.</summary>
    private void InsertEntry()
    {
        var highest = 0;
        for (var node = 1; node < _graph.Rows.Length; node++)
            if (_graph.LevelOf(node) > _graph.LevelOf(highest))
                highest = node;
        var (row, level) = _graph.Rows.Length == 0 ? (0, 0) : ((int)_graph.Rows[highest], _graph.LevelOf(highest));
        if (Array.IndexOf(_isInserted, true) >= 0)
        {
            if (level <= _graph.Top) return;
            if (!_isInserted[row]) Insert(row, new BuilderRoom(_block.Stride));
        }

        _isInserted[row] = true;
        (_graph.Entry, _graph.Top) = (level == 0 ? row : highest, level);
    }

    /// <summary>Algorithm 1.</summary>
    private void Insert(int row, BuilderRoom room)
    {
        var graph = _graph.View;
        var rows = _block.Rows;
        var query = _block.QueryOf(row, room.Query);
        var node = _graph.UpperNode(row);
        var level = node is { } upper ? _graph.LevelOf(upper) : 0;
        var entry = GraphSearch.Descend(graph, query, level, room.Scratch);
        for (var at = Math.Min(level, _graph.Top); at > 0; at--)
        {
            entry = InsertInto(graph.Upper(at), _graph.Upper, _graph.UpperLocks, graph.UpperCodes, query, node!.Value, entry, room);
            if (at == 1) entry = (int)_graph.Rows[entry];
        }

        InsertInto(graph.Base, _graph.Base, _graph.BaseLocks, rows, query, row, entry, room);
    }

    /// <returns>The nearest node found.</returns>
    private int InsertInto(
        in GraphLayer layer, Links links, int[] locks, in CodeRows rows, in RowQuery query, int node, int entry, BuilderRoom room)
    {
        var scratch = room.Scratch;
        scratch.Begin(layer.Count, GraphShape.BuildEffort);
        scratch.Visited[node] = scratch.Epoch;
        scratch.Visited[entry] = scratch.Epoch;
        GraphSearch.Offer(scratch, GraphShape.BuildEffort, Candidate.Of(rows.Nearness(query, entry), entry));
        GraphSearch.SearchLayer(layer, rows, query, GraphShape.BuildEffort, scratch);
        var nearest = Candidate.Node(scratch.Pool[0]);
        var count = LinkTrimming.Choose(layer, _block, scratch.Pool.AsSpan(0, scratch.Count), GraphShape.Links, room);

        // All links that leave the node are there before the first that leads to it: whoever finds the node can go on from it.
        Span<long> chosen = stackalloc long[GraphShape.Links];
        room.Chosen.AsSpan(0, count).CopyTo(chosen);
        foreach (var candidate in chosen[..count]) Link(layer, links, locks, node, Candidate.Node(candidate), Candidate.Nearness(candidate), room);
        foreach (var candidate in chosen[..count]) Link(layer, links, locks, Candidate.Node(candidate), node, Candidate.Nearness(candidate), room);
        return nearest;
    }

    /// <summary>Adds a link; a list without room is trimmed.</summary>
    private void Link(in GraphLayer layer, Links links, int[] locks, int from, int to, float nearness, BuilderRoom room)
    {
        ref var held = ref locks[from];
        Lock(ref held);
        try
        {
            LinkTrimming.Add(layer, links, _block, from, to, nearness, room);
        }
        finally
        {
            Volatile.Write(ref held, 0);
        }
    }

    /// <summary>Held for microseconds and hardly ever by somebody else, so waiting is spinning; an object for each node would cost more than its links.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Lock(ref int held)
    {
        if (Interlocked.CompareExchange(ref held, 1, 0) == 0) return;
        var spin = default(SpinWait);
        while (Interlocked.CompareExchange(ref held, 1, 0) != 0) spin.SpinOnce();
    }
}
