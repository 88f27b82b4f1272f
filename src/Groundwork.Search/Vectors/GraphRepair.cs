using System.Collections;

namespace Groundwork.Search.Vectors;

/// <summary>Sees to it that every row can be reached from the entry on the base layer.</summary>
/// <remarks>
/// Trimming can take away the last link to a row. Such a row is given one from the nearest row that can be reached: in a free place, or
/// between that row and its farthest neighbour, which stays reachable through the new one.
/// </remarks>
internal static class GraphRepair
{
    private const int Effort = 64;

    public static void Connect(Graph graph, CodeBlock block, BuilderRoom room, CancellationToken cancellationToken)
    {
        var isReached = new BitArray(graph.Count);
        var pending = new Stack<int>();
        var entry = graph.Top == 0 ? graph.Entry : (int)graph.Rows[graph.Entry];
        Reach(graph, entry, isReached, pending);
        for (var row = 0; row < graph.Count; row++)
        {
            if (isReached[row]) continue;
            cancellationToken.ThrowIfCancellationRequested();
            Attach(graph, block, row, entry, isReached, room);
            Reach(graph, row, isReached, pending);
        }
    }

    private static void Reach(Graph graph, int start, BitArray isReached, Stack<int> pending)
    {
        isReached[start] = true;
        pending.Push(start);
        while (pending.TryPop(out var row))
        {
            foreach (var end in graph.Base.EndsOf(row))
            {
                if (end == GraphShape.NoLink) break;
                if (isReached[(int)end]) continue;
                isReached[(int)end] = true;
                pending.Push((int)end);
            }
        }
    }

    private static void Attach(Graph graph, CodeBlock block, int row, int entry, BitArray isReached, BuilderRoom room)
    {
        var rows = block.Rows;
        var layer = graph.View.Base;
        var scratch = room.Scratch;
        var query = block.QueryOf(row, room.Query);
        scratch.Begin(graph.Count, Effort);
        scratch.Visited[row] = scratch.Visited[entry] = scratch.Epoch;
        GraphSearch.Offer(scratch, Effort, Candidate.Of(rows.Nearness(query, entry), entry));
        GraphSearch.SearchLayer(layer, rows, query, Effort, scratch);
        var found = scratch.Pool.AsSpan(0, scratch.Count);
        foreach (var candidate in found)
        {
            var from = Candidate.Node(candidate);
            var count = graph.Base.CountOf(from);
            if (count == graph.Base.Width) continue;
            Set(graph.Base, from, count, row, Candidate.Nearness(candidate));
            return;
        }

        var (nearest, own) = (Candidate.Node(found[0]), graph.Base.CountOf(row));
        var place = Farthest(graph.Base.NearnessOf(nearest));
        var end = (int)graph.Base.EndsOf(nearest)[place];
        Set(graph.Base, nearest, place, row, Candidate.Nearness(found[0]));
        if (!graph.Base.EndsOf(row).Contains((uint)end))
            Set(graph.Base, row, own < graph.Base.Width ? own : Farthest(graph.Base.NearnessOf(row)), end, rows.Nearness(query, end));
    }

    private static int Farthest(ReadOnlySpan<float> nearness)
    {
        var farthest = 0;
        for (var i = 1; i < nearness.Length; i++)
            if (nearness[i] < nearness[farthest])
                farthest = i;
        return farthest;
    }

    private static void Set(Links links, int from, int place, int to, float nearness)
    {
        links.EndsOf(from)[place] = (uint)to;
        links.NearnessOf(from)[place] = nearness;
    }
}
