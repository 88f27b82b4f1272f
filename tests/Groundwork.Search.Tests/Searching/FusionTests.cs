using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Searching;

public sealed class FusionTests
{
    private static readonly Query.Nearest s_east = new(new float[] { 1, 0, 0 });

    [Fact]
    public void Convex_scores_are_the_share_of_the_best_words_and_the_positive_cosine()
    {
        using var index = Filled();
        var words = Scores(index, new Query.Words("lamp"));
        var fused = Scores(index, new Query.Fused(new Query.Words("lamp"), s_east, 0.25f));
        fused["words"].ShouldBe(0.75f * words["words"] / words["both"], 1e-5f);
        fused["both"].ShouldBe(0.75f + (0.25f * 0.6f), 1e-5f);
        fused["near"].ShouldBe(0.25f, 1e-5f);
        fused["away"].ShouldBe(0.75f * words["away"] / words["both"], 1e-5f);
        fused.ShouldNotContainKey("nothing");
    }

    [Fact]
    public void Ranks_ignore_how_much_better_a_hit_is_and_equal_scores_share_one()
    {
        using var index = Filled();
        var fused = Scores(index, new Query.Fused(new Query.Words("lamp"), s_east, 0.5f, FusionMethod.ReciprocalRank));
        fused["both"].ShouldBe((0.5f / 61) + (0.5f / 62), 1e-6f);
        fused["near"].ShouldBe(0.5f / 61, 1e-6f);

        // "words" and "away" have the same words, and "away" is the last of three with a vector.
        fused["words"].ShouldBe(0.5f / 62, 1e-6f);
        fused["away"].ShouldBe((0.5f / 62) + (0.5f / 63), 1e-6f);
    }

    [Fact]
    public void Feedback_looks_where_the_best_words_are()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options(Sample.Space));
        Sample.Fill(
            index, Sample.Entry("told", "lamp", vector: [0, 2, 0]), Sample.Entry("related", "candle", vector: [0, 1, 0.1f]),
            Sample.Entry("astray", "horse", vector: [1, 0, 0]));
        var plain = new Query.Fused(new Query.Words("lamp"), s_east, 0.5f);
        Sample.Find(index, plain).ShouldBe(["astray", "told", "related"]);
        Sample.Find(index, plain with { Feedback = new VectorFeedback(1, 8) }).ShouldBe(["told", "related", "astray"]);
        Sample.Find(index, plain with { Feedback = new VectorFeedback(1, 0) }).ShouldBe(["astray", "told", "related"]);

        // Nothing is found by words, or what is found has no vector: the query's own direction remains.
        Sample.Find(index, plain with { Text = new Query.Words("unheard"), Feedback = new VectorFeedback(3, 8) })[0].ShouldBe("astray");
        Sample.Fill(index, Sample.Entry("bare", "unheard"));
        Sample.Find(index, plain with { Text = new Query.Words("unheard"), Feedback = new VectorFeedback(3, 8) }).Contains("astray", StringComparer.Ordinal).ShouldBeTrue();

        // The best words point exactly the other way, with the same weight.
        Sample.Fill(index, Sample.Entry("opposite", "mirror", vector: [-1, 0, 0]));
        Sample.Find(index, plain with { Text = new Query.Words("mirror"), Feedback = new VectorFeedback(1, 1) }).Contains("astray", StringComparer.Ordinal).ShouldBeTrue();
    }

    [Fact]
    public void Feedback_that_makes_no_sense_is_refused()
    {
        using var index = Filled();
        var fused = new Query.Fused(new Query.Words("lamp"), s_east, 0.5f);
        foreach (var feedback in new VectorFeedback[] { new(0, 1), new(101, 1), new(3, -1), new(3, float.NaN), new(3, float.PositiveInfinity) })
            Should.Throw<ArgumentException>(() => Sample.Find(index, fused with { Feedback = feedback }));
        Should.Throw<ArgumentException>(() => Sample.Find(index, fused with { Method = (FusionMethod)7 }));
        using var dotted = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options(Sample.Space with { Similarity = Similarity.Dot }));
        Sample.Fill(dotted, Sample.Entry("a", "lamp", vector: [1, 0, 0]));
        Should.Throw<ArgumentException>(() => Sample.Find(dotted, fused with { Feedback = new VectorFeedback(1, 1) })).Message.ShouldContain("cosine");
    }

    private static SearchIndex Filled()
    {
        var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options(Sample.Space));
        Sample.Fill(
            index, Sample.Entry("both", "lamp lamp lamp", vector: [0.6f, 0.8f, 0]), Sample.Entry("words", "a lamp of brass"),
            Sample.Entry("near", "candle", vector: [3, 0, 0]), Sample.Entry("away", "a lamp of brass", vector: [-1, 0, 0]), Sample.Entry("nothing", "horse"));
        return index;
    }

    private static Dictionary<string, float> Scores(SearchIndex index, Query query)
    {
        using var snapshot = index.OpenSnapshot();
        return snapshot.Search(new SearchRequest(query, null, 10), CancellationToken.None).ToDictionary(h => h.Key.Value, h => h.Score, StringComparer.Ordinal);
    }
}
