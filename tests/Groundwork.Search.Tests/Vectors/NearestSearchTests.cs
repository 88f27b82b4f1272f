using System.Globalization;
using System.Numerics.Tensors;
using Groundwork.Search.Vectors;
using Groundwork.TestKit;
using Shouldly;

namespace Groundwork.Search.Tests.Vectors;

public sealed class NearestSearchTests
{
    private const int Dimensions = 16;

    /// <summary>Low enough for the graph to be walked.</summary>
    private const int Effort = 100;

    private static readonly float[][] Vectors = SomeVectors.Clustered(5400, Dimensions, 21);

    private static readonly Lazy<MemoryIndexDirectory> Cosine = new(() => Written(Vectors, Similarity.Cosine));

    [Theory]
    [InlineData(Similarity.Cosine)]
    [InlineData(Similarity.Dot)]
    [InlineData(Similarity.Euclidean)]
    public void A_large_segment_gives_nearly_all_of_the_nearest_with_exact_scores(Similarity similarity)
    {
        var vectors = Vectors;
        using var index = similarity == Similarity.Cosine ? Shared() : Filled(vectors, similarity);
        using var snapshot = index.OpenSnapshot();
        snapshot.State.Segments.ShouldHaveSingleItem().Reader.Vectors.HasGraph.ShouldBeTrue();
        var found = 0;
        foreach (var query in SomeVectors.Clustered(60, Dimensions, 21))
        {
            var expected = Exact(vectors, query, similarity, _ => true);
            var hits = Search(snapshot, query, filter: null);
            foreach (var hit in hits) hit.Score.ShouldBe(Score(query, vectors[Number(hit)], similarity), 1e-5f);
            found += hits.Select(Number).Intersect(expected).Count();
        }

        found.ShouldBeGreaterThan(590);
    }

    [Fact]
    public void However_many_entries_a_filter_permits_ten_are_found_and_few_are_found_exactly()
    {
        var vectors = Vectors;
        using var index = Shared();
        using var snapshot = index.OpenSnapshot();
        foreach (var permille in new[] { 1, 2, 10, 50, 100, 200, 500, 800, 950, 1000 })
        {
            var (found, wanted) = (0, 0);
            foreach (var query in SomeVectors.Clustered(20, Dimensions, 23))
            {
                var hits = Search(snapshot, query, new Filter.Between("permille", null, permille - 1)).Select(Number).ToArray();
                var expected = Exact(vectors, query, Similarity.Cosine, i => i % 1000 < permille);
                hits.Length.ShouldBe(expected.Length, $"at {permille} of 1000");
                hits.ShouldAllBe(i => i % 1000 < permille);
                if (permille <= 100) hits.ShouldBe(expected, $"at {permille} of 1000");
                found += hits.Intersect(expected).Count();
                wanted += expected.Length;
            }

            ((double)found / wanted).ShouldBeGreaterThan(0.97, $"at {permille} of 1000");
        }
    }

    [Fact]
    public void After_deleting_and_adding_again_about_as_much_is_found_as_in_a_new_index()
    {
        var vectors = Vectors;
        var queries = SomeVectors.Clustered(100, Dimensions, 25);
        using var changed = Shared();
        using (var writer = changed.OpenWriter())
        {
            for (var i = 0; i < vectors.Length; i++)
                if (i % 14 == 0)
                    writer.Delete(Key(i));
            writer.Purge(CancellationToken.None);
            using (var snapshot = changed.OpenSnapshot())
            {
                foreach (var query in queries)
                    Search(snapshot, query, filter: null).ShouldAllBe(hit => Number(hit) % 14 != 0);
                snapshot.State.Segments.ShouldHaveSingleItem().Reader.Vectors.HasGraph.ShouldBeTrue();
            }

            for (var i = 0; i < vectors.Length; i++)
                if (i % 14 == 0)
                    writer.Upsert(Entry(i, vectors[i]));
            writer.Commit(CancellationToken.None);
            writer.Purge(CancellationToken.None);
        }

        using var fresh = Shared();
        Recall(changed, vectors, queries).ShouldBeGreaterThan(Recall(fresh, vectors, queries) - 0.005);
    }

    [Fact]
    public void A_small_segment_has_codes_and_no_graph_and_is_exact()
    {
        var vectors = SomeVectors.Clustered(VectorsWriter.LeastGraphRows - 1, Dimensions, 26);
        using var index = Filled(vectors, Similarity.Euclidean);
        using var snapshot = index.OpenSnapshot();
        snapshot.State.Segments.ShouldHaveSingleItem().Reader.Vectors.HasGraph.ShouldBeFalse();
        foreach (var query in SomeVectors.Clustered(20, Dimensions, 27))
            Search(snapshot, query, filter: null).Select(Number).ShouldBe(Exact(vectors, query, Similarity.Euclidean, _ => true));
    }

    [Fact]
    public void Equal_vectors_come_in_the_order_of_their_keys()
    {
        var vectors = Enumerable.Repeat(SomeVectors.Clustered(1, Dimensions, 28)[0], 50).ToArray();
        using var index = Filled(vectors, Similarity.Cosine);
        using var snapshot = index.OpenSnapshot();
        Search(snapshot, vectors[0], filter: null).Select(Number).ShouldBe(Enumerable.Range(0, 10));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(10_001)]
    public void An_effort_out_of_range_is_refused_by_name(int effort)
    {
        using var index = Filled(SomeVectors.Clustered(3, Dimensions, 29), Similarity.Cosine);
        using var snapshot = index.OpenSnapshot();
        var query = new Query.Nearest(new float[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, effort);
        Should.Throw<ArgumentException>(() => snapshot.Search(new SearchRequest(query, Filter: null, 10), CancellationToken.None)).Message.ShouldContain($"{effort}");
    }

    [Fact]
    public void A_flipped_bit_in_codes_or_graph_is_damage_or_hits_and_never_anything_else()
    {
        var memory = Cosine.Value;
        var queries = SomeVectors.Clustered(2, Dimensions, 31);
        var name = memory.List().Single(n => n.EndsWith(".gws", StringComparison.Ordinal));
        var content = memory.ReadSmall(name)!;
        var random = new Random(32);
        var damaged = 0;
        for (var i = 0; i < 100; i++)
        {
            var copy = memory.Copy();
            byte[] flipped = [.. content];
            for (var flips = 0; flips < 200; flips++) flipped[random.Next(64, content.Length - 2000)] ^= (byte)(1 << random.Next(8));
            copy.Replace(name, flipped);
            try
            {
                using var index = SearchIndex.Open(copy, Options(Similarity.Cosine), checkedBytes: -1);
                using var snapshot = index.OpenSnapshot();
                foreach (var query in queries)
                {
                    Search(snapshot, query, filter: null).Count.ShouldBeLessThanOrEqualTo(10);
                    Search(snapshot, query, new Filter.Between("permille", null, 700)).Count.ShouldBeLessThanOrEqualTo(10);
                }
            }
            catch (IndexDamagedException)
            {
                damaged++;
            }
        }

        damaged.ShouldBeInRange(10, 100);
    }

    [Fact]
    public void A_search_allocates_little_beyond_its_hits()
    {
        using var index = Shared();
        using var snapshot = index.OpenSnapshot();
        var query = SomeVectors.Clustered(1, Dimensions, 34)[0];
        for (var i = 0; i < 3; i++) Search(snapshot, query, filter: null);
        var (few, many) = (Allocated(16), Allocated(1000));
        many.ShouldBeLessThan(few + 64);

        long Allocated(int effort)
        {
            var request = new SearchRequest(new Query.Nearest(query, effort), Filter: null, 10);
            snapshot.Search(request, CancellationToken.None);
            var before = GC.GetAllocatedBytesForCurrentThread();
            snapshot.Search(request, CancellationToken.None);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static IndexOptions Options(Similarity similarity) =>
        new([new FieldDefinition("body")], new VectorSpace("some", Dimensions, similarity)) { SpillBytes = 1 << 30 };

    /// <summary>An index of <see cref="Vectors"/> under cosine, on a directory of its own.</summary>
    private static SearchIndex Shared() => SearchIndex.Open(Cosine.Value.Copy(), Options(Similarity.Cosine));

    private static SearchIndex Filled(float[][] vectors, Similarity similarity) => SearchIndex.Open(Written(vectors, similarity), Options(similarity));

    private static MemoryIndexDirectory Written(float[][] vectors, Similarity similarity)
    {
        var memory = new MemoryIndexDirectory();
        using var index = SearchIndex.Open(memory, Options(similarity));
        Fill(index, vectors);
        return memory;
    }

    private static void Fill(SearchIndex index, float[][] vectors)
    {
        using var writer = index.OpenWriter();
        for (var i = 0; i < vectors.Length; i++) writer.Upsert(Entry(i, vectors[i]));
        writer.Commit(CancellationToken.None);
        writer.Settle(CancellationToken.None);
    }

    private static EntryKey Key(int number) => new(number.ToString("d6", CultureInfo.InvariantCulture));

    private static IndexEntry Entry(int number, float[] vector) =>
        new(Key(number), new Dictionary<string, FieldValue>(StringComparer.Ordinal) { ["permille"] = new FieldValue.Number(number % 1000) }, vector);

    private static int Number(Hit hit) => int.Parse(hit.Key.Value, CultureInfo.InvariantCulture);

    private static IReadOnlyList<Hit> Search(Snapshot snapshot, float[] query, Filter? filter) =>
        snapshot.Search(new SearchRequest(new Query.Nearest(query, Effort), filter, 10), CancellationToken.None);

    private static int[] Exact(float[][] vectors, float[] query, Similarity similarity, Func<int, bool> isPermitted) =>
        [.. Enumerable.Range(0, vectors.Length).Where(isPermitted).OrderByDescending(i => Score(query, vectors[i], similarity)).ThenBy(i => i).Take(10)];

    private static float Score(float[] query, float[] vector, Similarity similarity) => similarity switch
    {
        Similarity.Cosine => TensorPrimitives.Dot(query, vector) / (TensorPrimitives.Norm(query) * TensorPrimitives.Norm(vector)),
        Similarity.Dot => TensorPrimitives.Dot(query, vector),
        _ => -MathF.Pow(TensorPrimitives.Distance(query, vector), 2),
    };

    private static double Recall(SearchIndex index, float[][] vectors, float[][] queries)
    {
        using var snapshot = index.OpenSnapshot();
        return queries.Average(q =>
        {
            var request = new SearchRequest(new Query.Nearest(q, 40), Filter: null, 10);
            return snapshot.Search(request, CancellationToken.None).Select(Number).Intersect(Exact(vectors, q, Similarity.Cosine, _ => true)).Count() / 10.0;
        });
    }
}
