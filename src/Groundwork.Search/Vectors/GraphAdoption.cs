using System.Runtime.InteropServices;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Vectors;

/// <summary>Takes over a graph without the rows that are gone.</summary>
/// <remarks>
/// A node that loses neighbours keeps the others and chooses in the place of the lost ones among their neighbours, so that paths that led
/// through a lost node are kept (after Singh et al. 2021, FreshDiskANN, algorithm 4). What it chose gets a link back, as on insertion.
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

        var graph = new Graph(levels, block);
        var room = new BuilderRoom(block.Stride);
        var newNodes = new int[earlier.UpperCount];
        for (var node = 0; node < newNodes.Length; node++)
        {
            var row = rowOf[earlier.CheckedRowOf(node)];
            newNodes[node] = row == SegmentAssembler.Dropped ? SegmentAssembler.Dropped : graph.UpperNode(row) ?? SegmentAssembler.Dropped;
        }

        var links = new List<(int Level, int From, int To, float Nearness)>();
        for (var node = 0; node < newNodes.Length; node++)
        {
            if (newNodes[node] == SegmentAssembler.Dropped) continue;
            if (node % RowsPerCheck == 0) cancellationToken.ThrowIfCancellationRequested();
            for (var level = 1; level <= graph.LevelOf(newNodes[node]); level++)
                AdoptLinks(earlier.Upper(level), graph.View.Upper(level), graph.Upper, block, newNodes, node, room, links);
            if (graph.LevelOf(newNodes[node]) <= graph.Top) continue;
            (graph.Entry, graph.Top) = (newNodes[node], graph.LevelOf(newNodes[node]));
        }

        var isEntryKnown = graph.Top > 0;
        for (var row = 0; row < rowOf.Length; row++)
        {
            if (rowOf[row] == SegmentAssembler.Dropped) continue;
            if (row % RowsPerCheck == 0) cancellationToken.ThrowIfCancellationRequested();
            AdoptLinks(earlier.Base, graph.View.Base, graph.Base, block, rowOf, row, room, links);
            isAdopted[rowOf[row]] = graph.Base.CountOf(rowOf[row]) > 0;
            if (isEntryKnown) continue;
            (isEntryKnown, graph.Entry) = (true, rowOf[row]);
        }

        foreach (var (level, from, to, nearness) in links)
        {
            var layer = level == 0 ? graph.View.Base : graph.View.Upper(level);
            LinkTrimming.Add(layer, level == 0 ? graph.Base : graph.Upper, block, from, to, nearness, room);
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
    /// <param name="back">Receives the links back that are still to be made.</param>
    private static void AdoptLinks(
        in GraphLayer from, in GraphLayer to, Links links, CodeBlock block, int[] nodeOf, int node, BuilderRoom room,
        List<(int Level, int From, int To, float Nearness)> back)
    {
        var rows = block.Rows;
        var scratch = room.Scratch;
        scratch.Begin(from.Count, 0);
        scratch.Visited[node] = scratch.Epoch;
        var found = room.Found;
        found.Clear();
        var lost = 0;
        foreach (var link in from.ListOf(node))
        {
            if (link == GraphShape.NoLink) break;
            if (nodeOf[from.Checked(link)] == SegmentAssembler.Dropped) lost++;
            else AddOnce((int)link);
        }

        var own = nodeOf[node];
        var query = block.QueryOf(to.Row(own), room.Query);
        var kept = Rate(to, rows, query, nodeOf, room);
        if (lost == 0)
        {
            LinkTrimming.WriteAll(to, links, own, kept);
            return;
        }

        kept.CopyTo(room.Trimmed);
        var keptCount = kept.Length;
        found.Clear();
        foreach (var link in from.ListOf(node))
        {
            if (link == GraphShape.NoLink) break;
            if (nodeOf[(int)link] != SegmentAssembler.Dropped || !from.HasList((int)link)) continue;
            foreach (var second in from.ListOf((int)link))
            {
                if (second == GraphShape.NoLink) break;
                if (nodeOf[from.Checked(second)] != SegmentAssembler.Dropped) AddOnce((int)second);
            }
        }

        var others = Rate(to, rows, query, nodeOf, room);
        others.Sort();
        others.Reverse();
        var count = LinkTrimming.Complete(to, block, room.Trimmed.AsSpan(0, keptCount), others, Math.Min(links.Width, keptCount + lost), room);
        LinkTrimming.WriteAll(to, links, own, room.Chosen.AsSpan(0, count));
        foreach (var chosen in room.Chosen.AsSpan(keptCount, count - keptCount)) back.Add((to.Level, Candidate.Node(chosen), own, Candidate.Nearness(chosen)));

        void AddOnce(int neighbour)
        {
            if (scratch.Visited[neighbour] == scratch.Epoch) return;
            scratch.Visited[neighbour] = scratch.Epoch;
            found.Add(neighbour);
        }
    }

    /// <summary>The nodes found, as nodes of the new graph with their nearness.</summary>
    private static Span<long> Rate(in GraphLayer layer, in CodeRows rows, in RowQuery query, int[] nodeOf, BuilderRoom room)
    {
        room.Candidates.Clear();
        foreach (var neighbour in room.Found)
            if (layer.HasList(nodeOf[neighbour]))
                room.Candidates.Add(Candidate.Of(rows.Nearness(query, layer.Row(nodeOf[neighbour])), nodeOf[neighbour]));
        return CollectionsMarshal.AsSpan(room.Candidates);
    }
}
