using System.Numerics.Tensors;
using Groundwork.Search.Segments;
using Groundwork.Search.Vectors;
using Shouldly;

namespace Groundwork.Search.Tests.Vectors;

public sealed class GraphTests
{
    private const int Dimensions = 24;

    [Theory]
    [InlineData(Similarity.Cosine)]
    [InlineData(Similarity.Dot)]
    [InlineData(Similarity.Euclidean)]
    public void Nearly_all_of_the_ten_nearest_are_found(Similarity similarity)
    {
        using var block = Block(SomeVectors.Clustered(3000, Dimensions, 1), similarity);
        var graph = GraphBuilder.Build(block, 1, CancellationToken.None);
        Recall(graph, block, SomeVectors.Clustered(100, Dimensions, 1), similarity, 64).ShouldBeGreaterThan(0.97);
    }

    [Fact]
    public void More_effort_never_finds_much_less_and_full_effort_finds_all()
    {
        using var block = Block(SomeVectors.Clustered(1000, Dimensions, 3), Similarity.Cosine);
        var graph = GraphBuilder.Build(block, 1, CancellationToken.None);
        Recall(graph, block, SomeVectors.Clustered(50, Dimensions, 4), Similarity.Cosine, 1000).ShouldBe(1);
    }

    [Fact]
    public void One_thread_builds_the_same_graph_every_time()
    {
        using var block = Block(SomeVectors.Clustered(2500, Dimensions, 5), Similarity.Cosine);
        var first = GraphBuilder.Build(block, 1, CancellationToken.None);
        var second = GraphBuilder.Build(block, 1, CancellationToken.None);
        second.Base.Ends.ShouldBe(first.Base.Ends);
        second.Upper.Ends.ShouldBe(first.Upper.Ends);
        (second.Entry, second.Top).ShouldBe((first.Entry, first.Top));
    }

    [Fact]
    public void Several_threads_build_a_graph_with_the_same_layers_that_is_as_good()
    {
        var queries = SomeVectors.Clustered(100, Dimensions, 7);
        using var block = Block(SomeVectors.Clustered(2500, Dimensions, 6), Similarity.Cosine);
        var alone = GraphBuilder.Build(block, 1, CancellationToken.None);
        var together = GraphBuilder.Build(block, 4, CancellationToken.None);
        together.Rows.ShouldBe(alone.Rows);
        together.Starts.ShouldBe(alone.Starts);
        (together.Entry, together.Top).ShouldBe((alone.Entry, alone.Top));
        AllAreReached(together);
        ListsAreSound(together);
        Recall(together, block, queries, Similarity.Cosine, 64).ShouldBeGreaterThan(Recall(alone, block, queries, Similarity.Cosine, 64) - 0.02);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(17, 3)]
    [InlineData(3000, 4)]
    [InlineData(3000, 3000)]
    public void Every_row_can_be_reached_from_the_entry_however_many_are_equal(int count, int equal)
    {
        var vectors = SomeVectors.Clustered(count, Dimensions, 8);
        for (var i = 0; i < equal; i++) vectors[i] = vectors[0];
        using var block = Block(vectors, Similarity.Cosine);
        var graph = GraphBuilder.Build(block, 1, CancellationToken.None);
        AllAreReached(graph);
        ListsAreSound(graph);
    }

    [Fact]
    public void A_row_without_a_way_to_it_is_given_one_even_where_all_lists_are_full()
    {
        using var block = Block(SomeVectors.Clustered(300, Dimensions, 9), Similarity.Cosine);
        var graph = new Graph(new byte[300], block);

        // 100 rows in a ring of full lists; the other 200 lead nowhere and nothing leads to them.
        for (var row = 0; row < 100; row++)
            for (var i = 0; i < GraphShape.BaseLinks; i++)
                graph.Base.EndsOf(row)[i] = (uint)((row + i + 1) % 100);
        GraphRepair.Connect(graph, block, new BuilderRoom(block.Stride), CancellationToken.None);
        AllAreReached(graph);
    }

    [Fact]
    public void About_one_row_in_sixteen_reaches_each_next_layer()
    {
        var counts = new int[GraphShape.MostLevel + 1];
        for (var row = 0; row < 1 << 20; row++) counts[GraphShape.LevelOf(row)]++;
        for (var level = 1; level <= 3; level++) (counts[level] / (double)counts[level - 1]).ShouldBe(1 / 16.0, 0.01);
    }

    [Fact]
    public void A_graph_that_lost_rows_and_gained_others_is_as_good_as_a_new_one()
    {
        var vectors = SomeVectors.Clustered(3000, Dimensions, 10);
        var queries = SomeVectors.Clustered(200, Dimensions, 10);
        using var earlier = Block(vectors[..2400], Similarity.Cosine);
        var before = GraphBuilder.Build(earlier, 1, CancellationToken.None);

        var kept = Enumerable.Range(0, 2400).Where(row => row % 10 >= 3).ToArray();
        var rowOf = new int[2400];
        Array.Fill(rowOf, SegmentAssembler.Dropped);
        for (var i = 0; i < kept.Length; i++) rowOf[kept[i]] = i;
        using var block = Block([.. kept.Select(row => vectors[row]), .. vectors[2400..]], Similarity.Cosine);
        var extended = GraphBuilder.Extend(block, before.View, rowOf, 1, CancellationToken.None);
        var fresh = GraphBuilder.Build(block, 1, CancellationToken.None);
        AllAreReached(extended);
        ListsAreSound(extended);
        Recall(extended, block, queries, Similarity.Cosine, 64).ShouldBeGreaterThan(Recall(fresh, block, queries, Similarity.Cosine, 64) - 0.005);
    }

    [Fact]
    public void A_graph_survives_the_loss_of_its_entry_and_of_nearly_all_rows()
    {
        var vectors = SomeVectors.Clustered(3000, Dimensions, 12);
        using var earlier = Block(vectors, Similarity.Cosine);
        var before = GraphBuilder.Build(earlier, 1, CancellationToken.None);
        foreach (var left in new[] { 1, 2, 40 })
        {
            var kept = Enumerable.Range(0, 3000).Where(row => row != before.Rows[before.Entry]).Where((_, i) => i % (2999 / left) == 0).Take(left).ToArray();
            var rowOf = new int[3000];
            Array.Fill(rowOf, SegmentAssembler.Dropped);
            for (var i = 0; i < kept.Length; i++) rowOf[kept[i]] = i;
            using var block = Block([.. kept.Select(row => vectors[row]), .. vectors[..500]], Similarity.Cosine);
            var graph = GraphBuilder.Extend(block, before.View, rowOf, 1, CancellationToken.None);
            AllAreReached(graph);
            ListsAreSound(graph);
        }
    }

    [Fact]
    public void Building_stops_when_it_is_cancelled()
    {
        using var block = Block(SomeVectors.Clustered(100, Dimensions, 13), Similarity.Cosine);
        Should.Throw<OperationCanceledException>(() => GraphBuilder.Build(block, 1, new CancellationToken(canceled: true)));
    }

    private static CodeBlock Block(float[][] vectors, Similarity similarity)
    {
        var block = new CodeBlock(Dimensions, vectors.Length, similarity);
        foreach (var vector in vectors) block.Add(vector, TensorPrimitives.Norm(vector));
        block.Complete();
        return block;
    }

    /// <summary>Share of the ten rows nearest by their codes that the graph finds.</summary>
    private static double Recall(Graph graph, CodeBlock block, float[][] queries, Similarity similarity, int effort)
    {
        var scratch = new GraphScratch();
        var hits = 0;
        foreach (var vector in queries)
        {
            var length = TensorPrimitives.Norm(vector);
            var codes = new short[block.Stride];
            var scale = RowQuery.Encode(vector, similarity == Similarity.Cosine ? length : 1, codes).Scale;
            var query = similarity == Similarity.Euclidean ? new RowQuery(in codes[0], scale, CodeBlock.LiftOf(length)) : new RowQuery(in codes[0], scale);
            GraphSearch.Nearest(graph.View, block.Rows, query, effort, scratch);
            var exact = new List<long>();
            for (var row = 0; row < block.Count; row++) exact.Add(Candidate.Of(block.Rows.Nearness(query, row), row));
            hits += exact.OrderDescending().Take(10).Select(Candidate.Node).Intersect(scratch.Pool.Take(10).Select(Candidate.Node)).Count();
        }

        return hits / (10.0 * queries.Length);
    }

    private static void AllAreReached(Graph graph)
    {
        var seen = new HashSet<int> { graph.View.EntryRow };
        var pending = new Stack<int>(seen);
        while (pending.TryPop(out var row))
            foreach (var end in graph.Base.EndsOf(row))
                if (end != GraphShape.NoLink && seen.Add((int)end))
                    pending.Push((int)end);
        seen.Count.ShouldBe(graph.Count);
    }

    private static void ListsAreSound(Graph graph)
    {
        for (var row = 0; row < graph.Count; row++) IsSound(graph.Base.EndsOf(row), row, graph.Count);
        for (var node = 0; node < graph.Rows.Length; node++)
            for (var list = graph.Starts[node]; list < graph.Starts[node + 1]; list++)
                IsSound(graph.Upper.EndsOf((nint)list), node, graph.Rows.Length);
    }

    private static void IsSound(Span<uint> ends, int own, int count)
    {
        var links = ends.ToArray().TakeWhile(e => e != GraphShape.NoLink).ToArray();
        links.ShouldAllBe(e => e < (uint)count && e != (uint)own);
        links.Distinct().Count().ShouldBe(links.Length);
        ends[links.Length..].ToArray().ShouldAllBe(e => e == GraphShape.NoLink);
    }
}
