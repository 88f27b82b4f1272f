namespace Groundwork.Search.Vectors;

/// <summary>Which links a node keeps: Malkov and Yashunin 2018, algorithm 4.</summary>
/// <remarks>
/// Of the candidates that lead in no new direction, the nearest fill the list up to <see cref="GraphShape.Links"/> (keepPrunedConnections), not
/// to its end: that raised recall@10 at low effort by a point, and walks took no longer.
/// </remarks>
internal static class LinkTrimming
{
    /// <summary>Keeps a candidate when it is nearer to the node than to every candidate kept before, so that links lead in different directions.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="block">The rows.</param>
    /// <param name="candidates">Candidates with their nearness to the node, best first.</param>
    /// <param name="most">Candidates to keep.</param>
    /// <param name="room">Receives the kept ones.</param>
    /// <returns>How many were kept.</returns>
    public static int Choose(in GraphLayer layer, CodeBlock block, ReadOnlySpan<long> candidates, int most, BuilderRoom room) =>
        Complete(layer, block, [], candidates, most, room);

    /// <summary>As <see cref="Choose"/>, beside candidates that are kept in any case.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="block">The rows.</param>
    /// <param name="kept">Candidates that are kept, fewer than <paramref name="most"/>.</param>
    /// <param name="candidates">Others with their nearness to the node, best first.</param>
    /// <param name="most">Candidates to keep.</param>
    /// <param name="room">Receives the kept ones.</param>
    /// <returns>How many were kept.</returns>
    public static int Complete(in GraphLayer layer, CodeBlock block, ReadOnlySpan<long> kept, ReadOnlySpan<long> candidates, int most, BuilderRoom room)
    {
        var rows = block.Rows;
        var (chosen, widened, stride) = (room.Chosen, room.Widened, block.Stride);
        kept.CopyTo(chosen);
        for (var i = 0; i < kept.Length; i++) RowQuery.Widen(in rows.Row(layer.Row(Candidate.Node(kept[i]))), widened.AsSpan(i * stride, stride));
        var count = kept.Length;
        foreach (var candidate in candidates)
        {
            if (count == most) break;
            var row = layer.Row(Candidate.Node(candidate));
            var nearness = Candidate.Nearness(candidate);
            var isKept = true;
            for (var i = 0; i < count && isKept; i++)
            {
                var other = block.QueryOf(layer.Row(Candidate.Node(chosen[i])), in widened[i * stride]);
                isKept = rows.Nearness(other, row) < nearness;
            }

            if (!isKept) continue;
            chosen[count] = candidate;
            RowQuery.Widen(in rows.Row(row), widened.AsSpan(count++ * stride, stride));
        }

        for (var i = 0; i < candidates.Length && count < Math.Min(most, GraphShape.Links); i++)
            if (!chosen.AsSpan(0, count).Contains(candidates[i]))
                chosen[count++] = candidates[i];
        return count;
    }

    /// <summary>Adds a link to a list, which is trimmed when it has no room. A link that is there already changes nothing.</summary>
    public static void Add(in GraphLayer layer, Links links, CodeBlock block, int from, int to, float nearness, BuilderRoom room)
    {
        var list = layer.List(from);
        var ends = links.EndsOf(list);
        var near = links.NearnessOf(list);
        var count = 0;
        for (; count < ends.Length && ends[count] != GraphShape.NoLink; count++)
            if (ends[count] == (uint)to)
                return;
        if (count < ends.Length)
        {
            near[count] = nearness;
            ends[count] = (uint)to;
            return;
        }

        var candidates = room.Trimmed.AsSpan(0, count + 1);
        for (var i = 0; i < count; i++) candidates[i] = Candidate.Of(near[i], (int)ends[i]);
        candidates[count] = Candidate.Of(nearness, to);
        Write(layer, links, block, from, candidates, room);
    }

    /// <summary>Makes the candidates, which must fit, the links of a node.</summary>
    public static void WriteAll(in GraphLayer layer, Links links, int from, ReadOnlySpan<long> candidates)
    {
        var list = layer.List(from);
        var ends = links.EndsOf(list);
        var near = links.NearnessOf(list);
        for (var i = 0; i < candidates.Length; i++)
        {
            near[i] = Candidate.Nearness(candidates[i]);
            ends[i] = (uint)Candidate.Node(candidates[i]);
        }

        ends[candidates.Length..].Fill(GraphShape.NoLink);
    }

    /// <summary>Makes the best of the candidates the links of a node.</summary>
    public static void Write(in GraphLayer layer, Links links, CodeBlock block, int from, Span<long> candidates, BuilderRoom room)
    {
        candidates.Sort();
        candidates.Reverse();
        var count = Choose(layer, block, candidates, links.Width, room);
        WriteAll(layer, links, from, room.Chosen.AsSpan(0, count));
    }
}
