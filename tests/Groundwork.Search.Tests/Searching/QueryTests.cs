using Groundwork.Language;
using Groundwork.Search;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Searching;

public sealed class QueryTests
{
    [Fact]
    public void Hits_come_best_first_and_equal_ones_by_key_also_across_segments()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        Sample.Fill(index, Sample.Entry("b", "lamp"), Sample.Entry("\uE000", "lamp"), Sample.Entry("z", "lamp lamp"));
        Sample.Fill(index, Sample.Entry("a", "lamp"), Sample.Entry("\U0001D54F", "lamp"));
        Sample.Find(index, "lamp").ShouldBe(["z", "a", "b", "\U0001D54F", "\uE000"]);
        Sample.Find(index, new Query.Words("lamp"), limit: 2).ShouldBe(["z", "a"]);
        Sample.Find(index, new Query.Words("lamp"), limit: int.MaxValue).Length.ShouldBe(5);
    }

    [Fact]
    public void A_repeated_word_counts_once()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        Sample.Fill(index, Sample.Entry("a", "lamp"), Sample.Entry("b", "mint"));
        using var snapshot = index.OpenSnapshot();
        var once = snapshot.Search(new SearchRequest(new Query.Words("lamp"), null, 1), CancellationToken.None)[0].Score;
        snapshot.Search(new SearchRequest(new Query.Words("lamp lamp LAMP"), null, 1), CancellationToken.None)[0].Score.ShouldBe(once);
    }

    [Fact]
    public void An_index_of_one_language_scores_as_if_the_language_had_been_given()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        Sample.Fill(index, Sample.Entry("a", "the runner is running with lamps"), Sample.Entry("b", "a lamp for run"), Sample.Entry("c", "not the one"));
        using var snapshot = index.OpenSnapshot();
        foreach (var words in new[] { "running lamps", "the lamp", "the", "is the not" })
        {
            var given = snapshot.Search(new SearchRequest(new Query.Words(words, LanguageCode.English), null, 9), CancellationToken.None);
            snapshot.Search(new SearchRequest(new Query.Words(words), null, 9), CancellationToken.None).ShouldBe(given, words);
        }
    }

    [Fact]
    public void A_phrase_is_found_in_order_within_one_field_and_not_across_fields()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        Sample.Fill(
            index,
            Sample.Entry("exact", "one blue lamp here"),
            Sample.Entry("turned", "lamp blue"),
            Sample.Entry("apart", "blue old lamp"),
            Sample.Entry("split", "lamp", "blue"),
            Sample.Entry("twice", "blue lamp blue lamp"));
        Sample.Find(index, new Query.Phrase("blue lamp")).ShouldBe(["twice", "exact"]);
        Sample.Find(index, new Query.Phrase("Blue lamp blue")).ShouldBe(["twice"]);
        Sample.Find(index, new Query.Phrase("")).ShouldBeEmpty();
        Sample.Find(index, new Query.Phrase("unknown lamp")).ShouldBeEmpty();
    }

    [Fact]
    public void A_phrase_reaches_through_identifiers_and_scripts_without_spaces()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        var chinese = new Dictionary<string, FieldValue>(StringComparer.Ordinal) { ["body"] = new FieldValue.Text("我们在东京都工作", new LanguageCode("zh")) };
        Sample.Fill(index, Sample.Entry("code", "then call getUserName now please"), new IndexEntry(new EntryKey("zh"), chinese));
        Sample.Find(index, new Query.Phrase("call getUserName now", LanguageCode.English)).ShouldBe(["code"]);
        Sample.Find(index, new Query.Phrase("我们在东京都工作", new LanguageCode("zh"))).ShouldBe(["zh"]);
        Sample.Find(index, new Query.Phrase("我们在东京都工作")).ShouldBe(["zh"]);
    }

    [Fact]
    public void Every_part_must_match()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options(Sample.Space));
        Sample.Fill(index, Sample.Entry("a", "blue lamp", vector: [1, 0, 0]), Sample.Entry("b", "lamp", vector: [1, 0, 0]), Sample.Entry("c", "blue lamp"));
        var near = new Query.Nearest(new float[] { 1, 0, 0 });
        Sample.Find(index, new Query.Every([new Query.Words("lamp"), new Query.Words("blue")])).ShouldBe(["a", "c"]);
        Sample.Find(index, new Query.Every([new Query.Phrase("blue lamp"), near])).ShouldBe(["a"]);
        Sample.Find(index, new Query.Every([new Query.Fused(new Query.Words("lamp"), near, 0.5f), new Query.Words("blue")])).ShouldBe(["a", "c"]);
        Sample.Find(index, new Query.Every([new Query.Words("lamp"), new Query.Words("nothing")])).ShouldBeEmpty();
    }

    [Fact]
    public void The_fused_pool_is_drawn_from_what_the_other_parts_and_the_filter_leave()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options(Sample.Space));
        var many = Enumerable.Range(0, 300).Select(i => Sample.Entry($"m{i}", "lamp lamp lamp", vector: [1, 0, 0])).ToList();
        many.Add(Sample.Entry("wanted", "one lamp among many other blue things", vector: [-1, 0, 0], fields: ("tag", Sample.Keywords("rare"))));
        Sample.Fill(index, [.. many]);
        var fused = new Query.Fused(new Query.Words("lamp"), new Query.Nearest(new float[] { 1, 0, 0 }), 0.5f);
        Sample.Find(index, fused, new Filter.Is("tag", "rare"), 1).ShouldBe(["wanted"]);
        Sample.Find(index, new Query.Every([fused, new Query.Words("blue")]), limit: 1).ShouldBe(["wanted"]);
    }

    [Fact]
    public void Entries_without_a_vector_are_not_near_anything()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options(Sample.Space));
        Sample.Fill(index, Sample.Entry("a", "x"), Sample.Entry("b", "x", vector: [0, 1, 0]), Sample.Entry("c", "x", vector: [0, -1, 0.5f]));
        Sample.Find(index, new Query.Nearest(new float[] { 0, 2, 0 })).ShouldBe(["b", "c"]);
        Should.Throw<VectorRefusedException>(() => Sample.Find(index, new Query.Nearest(new float[] { 1, 2 })));
        Should.Throw<VectorRefusedException>(() => Sample.Find(index, new Query.Nearest(new float[] { 0, 0, 0 })));
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options(Sample.Space));
        using var snapshot = index.OpenSnapshot();
        Query words = new Query.Words("x");
        var near = new Query.Nearest(new float[] { 1, 0, 0 });
        var (deepQuery, deepFilter) = (words, (Filter)new Filter.Has("x"));
        for (var i = 0; i < 100_000; i++) (deepQuery, deepFilter) = (new Query.Every([deepQuery]), new Filter.Not(deepFilter));
        SearchRequest[] bad =
        [
            new(words, null, 0),
            new(null!, null, 1),
            new(new Query.Words(null!), null, 1),
            new(new Query.Every([]), null, 1),
            new(new Query.Fused(words, near, float.NaN), null, 1),
            new(new Query.Fused(words, near, 1.1f), null, 1),
            new(new Query.Fused(words, null!, 1), null, 1),
            new(deepQuery, null, 1),
        ];
        foreach (var request in bad) Should.Throw<ArgumentException>(() => snapshot.Search(request, CancellationToken.None));
        Sample.Fill(index, Sample.Entry("a", "x"));
        foreach (var filter in new[] { new Filter.Not(null!), new Filter.Is("f", null!), new Filter.All([null!]), deepFilter })
            Should.Throw<ArgumentException>(() => Sample.Find(index, words, filter));
    }

    [Fact]
    public void A_cancelled_search_ends_as_cancelled()
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        Sample.Fill(index, Sample.Entry("a", "lamp"));
        using var snapshot = index.OpenSnapshot();
        var cancelled = new CancellationToken(canceled: true);
        Should.Throw<OperationCanceledException>(() => snapshot.Search(new SearchRequest(new Query.Words("lamp"), null, 1), cancelled));
        Should.Throw<OperationCanceledException>(() => index.Verify(cancelled));
    }
}
