using System.Runtime.CompilerServices;

namespace Groundwork.Search.Vectors;

/// <summary>Searching a graph: Malkov and Yashunin 2018, algorithms 2 and 5.</summary>
internal static class GraphSearch
{
    /// <summary>Rows asked for ahead of the one that is compared: memory answers several requests at once.</summary>
    private const int Ahead = 8;

    /// <summary>Finds the candidates nearest to a query on the base layer; they are left in the scratch's pool, best first.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="query">What is looked for.</param>
    /// <param name="effort">Best candidates whose links are followed (ef), 1 or more.</param>
    /// <param name="scratch">Room.</param>
    /// <param name="wanted">Best candidates that matter to <paramref name="patience"/>.</param>
    /// <param name="patience">Candidates followed without a change among the wanted ones after which the search ends.</param>
    public static void Nearest(
        in GraphView graph, in CodeRows rows, in RowQuery query, int effort, GraphScratch scratch, int wanted = 0, int patience = int.MaxValue)
    {
        var entry = Descend(graph, query, 0, scratch);
        scratch.Begin(graph.Count, effort);
        Start(rows, query, entry, effort, scratch);

        // Every row can be reached from the entry, so with enough effort none is missed.
        if (graph.EntryRow is var row && row != entry) Start(rows, query, row, effort, scratch);
        SearchLayer(graph.Base, rows, query, effort, scratch, wanted, patience);
    }

    /// <summary>As <see cref="Nearest"/>, but only permitted rows come into the pool; links are followed through all rows.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="query">What is looked for.</param>
    /// <param name="permitted">Rows that may be found.</param>
    /// <param name="effort">Permitted candidates the search goes on for (ef).</param>
    /// <param name="budget">Rows that may be compared.</param>
    /// <param name="scratch">Room.</param>
    /// <returns>False when the budget was used up first, so that what was found says little.</returns>
    public static bool NearestAmong(
        in GraphView graph, in CodeRows rows, in RowQuery query, in PermittedRows permitted, int effort, int budget, GraphScratch scratch)
    {
        var entry = Descend(graph, query, 0, scratch);
        scratch.Begin(graph.Count, effort);
        var layer = graph.Base;
        var (visited, epoch, batch, pending) = (scratch.Visited, scratch.Epoch, scratch.Batch, scratch.Pending);
        pending.Clear();
        var first = Candidate.Of(rows.Nearness(query, entry), entry);
        visited[entry] = epoch;
        pending.Push(first);
        if (permitted.Has(entry)) Offer(scratch, effort, first);
        while (pending.Count > 0)
        {
            var candidate = pending.Pop();
            if (scratch.Count >= effort && candidate < scratch.Pool[effort - 1]) return true;
            if (pending.Count > 0) layer.Prefetch(Candidate.Node(pending.Top));
            var count = Gather(layer, Candidate.Node(candidate), visited, epoch, batch);
            budget -= count;
            if (budget < 0) return false;
            for (var i = 0; i < count && i < Ahead; i++) rows.Prefetch(batch[i]);
            for (var i = 0; i < count; i++)
            {
                if (i + Ahead < count) rows.Prefetch(batch[i + Ahead]);
                var neighbour = Candidate.Of(rows.Nearness(query, batch[i]), batch[i]);
                if (scratch.Count < effort || neighbour > scratch.Pool[effort - 1]) pending.Push(neighbour);
                if (permitted.Has(batch[i])) Offer(scratch, effort, neighbour);
            }
        }

        return true;
    }

    /// <summary>Walks from the entry down to a layer, on each layer to the node that no neighbour is nearer than.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="query">What is looked for.</param>
    /// <param name="level">The layer above which to stop; 0 walks down to the base.</param>
    /// <param name="scratch">Room.</param>
    /// <returns>The node to go on from: a row where <paramref name="level"/> is 0, else a node of the upper layers.</returns>
    public static int Descend(in GraphView graph, in RowQuery query, int level, GraphScratch scratch)
    {
        var node = graph.Entry;
        if (graph.Top == 0) return node;

        // A node seen on a higher layer was no nearer than the best so far, and never will be, so one epoch serves all layers.
        var rows = graph.UpperCodes;
        scratch.Begin(graph.UpperCount, 0);
        var (visited, epoch, batch) = (scratch.Visited, scratch.Epoch, scratch.Batch);
        visited[node] = epoch;
        var best = rows.Nearness(query, node);
        for (var at = graph.Top; at > level; at--)
        {
            var layer = graph.Upper(at);
            for (var from = -1; from != node;)
            {
                from = node;
                var count = Gather(layer, node, visited, epoch, batch);
                for (var i = 0; i < count; i++) rows.Prefetch(batch[i]);
                for (var i = 0; i < count; i++)
                {
                    var nearness = rows.Nearness(query, batch[i]);
                    if (!(nearness > best)) continue;
                    (best, node) = (nearness, batch[i]);
                }
            }
        }

        return level == 0 ? graph.CheckedRowOf(node) : node;
    }

    /// <summary>Algorithm 2: follows links until those of the best candidates have all been followed.</summary>
    /// <remarks>
    /// The pool holds both the candidates and the results of the paper: one that falls out of the results is never followed. An easy query has
    /// its best long before all candidates were followed; patience notices (Teofili and Lin 2025).
    /// </remarks>
    public static void SearchLayer(
        in GraphLayer layer, in CodeRows rows, in RowQuery query, int effort, GraphScratch scratch, int wanted = 0, int patience = int.MaxValue)
    {
        var (visited, epoch, batch, pool) = (scratch.Visited, scratch.Epoch, scratch.Batch, scratch.Pool);
        var unchanged = 0;
        for (var at = 0; at < scratch.Count && at < effort;)
        {
            var candidate = pool[at];
            if (Candidate.IsFollowed(candidate))
            {
                at++;
                continue;
            }

            if (++unchanged > patience) return;
            pool[at] = Candidate.Followed(candidate);
            if (at + 1 < scratch.Count) layer.Prefetch(Candidate.Node(pool[at + 1]));
            var count = Gather(layer, Candidate.Node(candidate), visited, epoch, batch);
            for (var i = 0; i < count && i < Ahead; i++) rows.Prefetch(batch[i]);
            for (var i = 0; i < count; i++)
            {
                if (i + Ahead < count) rows.Prefetch(batch[i + Ahead]);
                var place = Offer(scratch, effort, Candidate.Of(rows.Nearness(query, batch[i]), batch[i]));
                if (place < wanted) unchanged = 0;
                if (place < at) at = place;
            }
        }
    }

    /// <summary>Makes a row a first candidate.</summary>
    private static void Start(in CodeRows rows, in RowQuery query, int row, int effort, GraphScratch scratch)
    {
        scratch.Visited[row] = scratch.Epoch;
        Offer(scratch, effort, Candidate.Of(rows.Nearness(query, row), row));
    }

    /// <summary>Puts a candidate in its place, unless it is no better than the worst of a full pool; what finds no place is passed.</summary>
    /// <returns>Its place, or <paramref name="effort"/> when it was left out.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Offer(GraphScratch scratch, int effort, long candidate)
    {
        var (pool, count) = (scratch.Pool, scratch.Count);
        if (count < effort || candidate > pool[effort - 1]) return Insert(scratch, pool, count, effort, candidate);
        scratch.Pass(candidate);
        return effort;
    }

    private static int Insert(GraphScratch scratch, long[] pool, int count, int effort, long candidate)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (pool[middle] > candidate) low = middle + 1;
            else high = middle;
        }

        if (count < effort) scratch.Count = ++count;
        else scratch.Pass(pool[count - 1]);
        pool.AsSpan(low, count - 1 - low).CopyTo(pool.AsSpan(low + 1));
        pool[low] = candidate;
        return low;
    }

    /// <summary>The neighbours of a node that were not visited yet; they are now.</summary>
    private static int Gather(in GraphLayer layer, int node, byte[] visited, byte epoch, int[] batch)
    {
        ref var links = ref Unsafe.AsRef(in layer.Links(node));
        var count = 0;
        for (var i = 0; i < layer.Width; i++)
        {
            var link = Unsafe.Add(ref links, i);
            if (link == GraphShape.NoLink) break;
            var neighbour = layer.Checked(link);
            if (visited[neighbour] == epoch) continue;
            visited[neighbour] = epoch;
            batch[count++] = neighbour;
        }

        return count;
    }
}
