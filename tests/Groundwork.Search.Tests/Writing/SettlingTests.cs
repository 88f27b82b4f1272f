using Groundwork.Search;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Writing;

public sealed class SettlingTests
{
    [Fact]
    public void Vectors_that_came_in_small_batches_share_one_graph_once_they_have_settled()
    {
        const int Batches = 6;
        const int PerBatch = 1100;
        var space = new VectorSpace("plane", 2, Similarity.Cosine);
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options(space));
        using var writer = index.OpenWriter();
        for (var i = 0; i < Batches * PerBatch; i++)
        {
            writer.Upsert(Sample.Entry($"k{i}", "word", vector: At(i)));
            if ((i + 1) % PerBatch == 0) writer.Commit(CancellationToken.None);
        }

        using (var before = index.OpenSnapshot()) before.Status.Segments.ShouldBeGreaterThan(1);
        writer.Settle(CancellationToken.None);
        using var settled = index.OpenSnapshot();
        settled.Status.Segments.ShouldBe(1);
        settled.Search(new SearchRequest(new Query.Nearest(At(4321)), null, 1), CancellationToken.None)[0].Score.ShouldBe(1, 1e-5);

        static float[] At(int number) => [MathF.Cos(number / 7000f), MathF.Sin(number / 7000f)];
    }

    [Fact]
    public void Of_segments_that_are_too_large_to_be_merged_by_threes_two_are_merged()
    {
        const int Batches = 6;
        const int PerBatch = 18;
        var options = Sample.Options(new VectorSpace("wide", 4096, Similarity.Dot), maxSegments: 2) with { MaxMergedBytes = 1 << 20, LogEntries = 16 };
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), options);
        using var writer = index.OpenWriter();
        for (var i = 0; i < Batches * PerBatch; i++)
        {
            writer.Upsert(Sample.Entry($"k{i}", "word", vector: [.. Enumerable.Repeat((float)(i + 1), 4096)]));
            if ((i + 1) % PerBatch == 0) writer.Commit(CancellationToken.None);
        }

        writer.Settle(CancellationToken.None);
        using var settled = index.OpenSnapshot();
        settled.Status.Entries.ShouldBe(Batches * PerBatch);
        settled.Status.Segments.ShouldBe(4, "two pairs, and the two that a tier may hold");
    }
}
