using Groundwork.Search.Segments;

namespace Groundwork.Search.Vectors;

/// <summary>Takes over a graph without the rows that are gone.</summary>
/// <remarks>
/// A node that loses neighbours chooses again among those it keeps and the neighbours of the lost ones, so that paths that led through a
/// lost node are kept (Singh et al. 2021, FreshDiskANN, algorithm 4).
/// </remarks>
internal static class GraphAdoption
{
    private const int RowsPerCheck = 1024;

    /// <summary>Takes over what is left of a graph.</summary>
    /// <param name="block">All rows of the new graph.</param>
    /// <param name="earlier">The earlier graph.</param>
    /// <param name="rowOf">New row by earlier row, or <see cref="SegmentAssembler.Dropped"/>.</param>
    /// <param name="isAdopted">Receives which new rows are in the graph now; a row that lost every path is not.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static Graph Adopt(CodeBlock block, in GraphView earlier, int[] rowOf, bool[] isAdopted, CancellationToken cancellationToken)
    {
        var levels = new byte[block.Count];
        for (var row = 0; row < levels.Length; row++) levels[row] = (byte)GraphShape.LevelOf(row);
        foreach (var row in rowOf)
            if (row != SegmentAssembler.Dropped)
                levels[row] = 0;
        for (var node = 0; node < earlier.UpperCount; node++)
            if (rowOf[earlier.CheckedRowOf(node)] is var row and not SegmentAssembler.Dropped)
                levels[row] = (byte)Math.Min(GraphShape.MostLevel, earlier.LevelOf(node));

        var graph = new Graph(levels);
        var room = new BuilderRoom(block.Stride);
        var newNodes = new int[earlier.UpperCount];
        for (var node = 0; node < newNodes.Length; node++)
        {
            var row = rowOf[earlier.CheckedRowOf(node)];
            newNodes[node] = row == SegmentAssembler.Dropped ? SegmentAssembler.Dropped : graph.UpperNode(row) ?? SegmentAssembler.Dropped;
        }

        for (var node = 0; node < newNodes.Length; node++)
        {
            if (newNodes[node] == SegmentAssembler.Dropped) continue;
            if (node % RowsPerCheck == 0) cancellationToken.ThrowIfCancellationRequested();
            for (var level = 1; level <= graph.LevelOf(newNodes[node]); level++)
                AdoptLinks(earlier.Upper(level), graph.View.Upper(level), graph.Upper, block, newNodes, node, room);
            if (graph.LevelOf(newNodes[node]) <= graph.Top) continue;
            (graph.Entry, graph.Top) = (newNodes[node], graph.LevelOf(newNodes[node]));
        }

        var isEntryKnown = graph.Top > 0;
        for (var row = 0; row < rowOf.Length; row++)
        {
            if (rowOf[row] == SegmentAssembler.Dropped) continue;
            if (row % RowsPerCheck == 0) cancellationToken.ThrowIfCancellationRequested();
            AdoptLinks(earlier.Base, graph.View.Base, graph.Base, block, rowOf, row, room);
            isAdopted[rowOf[row]] = graph.Base.CountOf(rowOf[row]) > 0;
            if (isEntryKnown) continue;
            (isEntryKnown, graph.Entry) = (true, rowOf[row]);
        }

        isAdopted[graph.Top == 0 ? graph.Entry : (int)graph.Rows[graph.Entry]] = true;
        return graph;
    }

    /// <param name="from">The layer in the earlier graph.</param>
    /// <param name="to">The layer in the new one.</param>
    /// <param name="links">The new links.</param>
    /// <param name="block">The rows.</param>
    /// <param name="nodeOf">New node by earlier node, or <see cref="SegmentAssembler.Dropped"/>.</param>
    /// <param name="node">The earlier node.</param>
    /// <param name="room">Room.</param>
    private static void AdoptLinks(
        in GraphLayer from, in GraphLayer to, Links links, CodeBlock block, int[] nodeOf, int node, BuilderRoom room)
    {
        var rows = block.Rows;
        var scratch = room.Scratch;
        scratch.Begin(from.Count, 0);
        scratch.Visited[node] = scratch.Epoch;
        var found = room.Found;
        found.Clear();
        var isWhole = true;
        foreach (var link in from.ListOf(node))
        {
            if (link == GraphShape.NoLink) break;
            var neighbour = from.Checked(link);
            if (nodeOf[neighbour] != SegmentAssembler.Dropped)
            {
                AddOnce(neighbour);
                continue;
            }

            isWhole = false;
            if (!from.HasList(neighbour)) continue;
            foreach (var second in from.ListOf(neighbour))
            {
                if (second == GraphShape.NoLink) break;
                if (nodeOf[from.Checked(second)] != SegmentAssembler.Dropped) AddOnce((int)second);
            }
        }

        var query = block.QueryOf(to.Row(nodeOf[node]), room.Query);
        room.Candidates.Clear();
        foreach (var neighbour in found)
        {
            if (!to.HasList(nodeOf[neighbour])) continue;
            room.Candidates.Add(Candidate.Of(rows.Nearness(query, to.Row(nodeOf[neighbour])), nodeOf[neighbour]));
        }

        var candidates = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(room.Candidates);
        if (isWhole) LinkTrimming.WriteAll(to, links, nodeOf[node], candidates);
        else LinkTrimming.Write(to, links, block, nodeOf[node], candidates, room);

        void AddOnce(int neighbour)
        {
            if (scratch.Visited[neighbour] == scratch.Epoch) return;
            scratch.Visited[neighbour] = scratch.Epoch;
            found.Add(neighbour);
        }
    }
}
