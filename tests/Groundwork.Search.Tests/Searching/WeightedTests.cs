using Groundwork.Language;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Searching;

public sealed class WeightedTests
{
    private static readonly string[] Texts =
    [
        "vector search over many documents", "search the documents with weights", "an index over weights and a vector", "the search vector is reversed", "replication of indexes", "naive retrieval",
    ];

    [Fact]
    public void A_weight_is_a_factor_on_the_score_of_its_part()
    {
        using var index = Index();
        var plain = Scores(index, new Query.Words("vector search", LanguageCode.English, PairWeight: 0.4f));
        var half = Scores(index, new Query.Weighted(new Query.Words("vector search", LanguageCode.English, PairWeight: 0.4f), 0.5f));
        half.Keys.ShouldBe(plain.Keys, ignoreOrder: true);
        foreach (var (key, score) in half) score.ShouldBe(plain[key] / 2, 1e-5f);
    }

    [Fact]
    public void Weighted_parts_add_to_others_and_multiply_when_nested()
    {
        using var index = Index();
        var (search, weights) = (Scores(index, new Query.Words("search")), Scores(index, new Query.Words("weights")));
        var both = Scores(index, new Query.Any([new Query.Words("search"), new Query.Weighted(new Query.Any([new Query.Weighted(new Query.Words("weights"), 0.5f)]), 0.5f)]));
        both["1"].ShouldBe(search["1"] + (weights["1"] / 4), 1e-5f);
        both["2"].ShouldBe(weights["2"] / 4, 1e-5f);
    }

    [Fact]
    public void The_best_few_under_weights_are_the_best_of_all()
    {
        var random = new Random(5);
        string Text() => string.Join(' ', Enumerable.Range(0, random.Next(3, 30)).Select(_ => "w" + (char)('a' + Math.Min(random.Next(26), random.Next(26)))));
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        Sample.Fill(index, [.. Enumerable.Range(0, 3000).Select(i => Sample.Entry($"{i:D4}", Text()))]);
        using var snapshot = index.OpenSnapshot();
        for (var round = 0; round < 20; round++)
        {
            var query = new Query.Any([new Query.Words(Text(), PairWeight: 0.25f), .. Enumerable.Range(0, 12).Select(_ => new Query.Weighted(new Query.Words(Text()), 0.05f + random.NextSingle()))]);
            var all = snapshot.Search(new SearchRequest(query, null, 3000), CancellationToken.None);
            snapshot.Search(new SearchRequest(query, null, 10), CancellationToken.None).ShouldBe(all.Take(10));
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(101f)]
    [InlineData(float.NaN)]
    public void A_weight_outside_its_range_is_refused(float weight)
    {
        using var index = Index();
        using var snapshot = index.OpenSnapshot();
        Should.Throw<ArgumentException>(() => snapshot.Search(new SearchRequest(new Query.Weighted(new Query.Words("search"), weight), null, 1), CancellationToken.None))
            .Message.ShouldContain("at most 100");
    }

    [Fact]
    public void A_vector_or_an_endless_nest_cannot_be_weighted()
    {
        using var index = Index();
        using var snapshot = index.OpenSnapshot();
        Should.Throw<ArgumentException>(() => snapshot.Search(new SearchRequest(new Query.Weighted(new Query.Nearest(new float[3]), 0.5f), null, 1), CancellationToken.None));
        Query deep = new Query.Words("search");
        for (var i = 0; i < 100; i++) deep = new Query.Weighted(deep, 1);
        Should.Throw<ArgumentException>(() => snapshot.Search(new SearchRequest(deep, null, 1), CancellationToken.None)).Message.ShouldContain("nested");
    }

    [Fact]
    public void An_explanation_names_the_weight_and_adds_up()
    {
        using var index = Index();
        using var snapshot = index.OpenSnapshot();
        var hit = snapshot.Search(new SearchRequest(new Query.Weighted(new Query.Words("retrieval"), 2), null, 1, Explain: true), CancellationToken.None)[0];
        hit.Why!.Value.ShouldBe(hit.Score, 1e-5f);
    }

    [Fact]
    public void Words_are_known_with_how_many_entries_hold_them()
    {
        using var index = Index();
        using var snapshot = index.OpenSnapshot();
        const string Text = "the serch of documents";
        var words = snapshot.Words(Text, CancellationToken.None);
        words.Select(w => w.Span.Of(Text)).ShouldBe(["the", "serch", "of", "documents"]);
        words.Select(w => w.Entries > 0).ShouldBe([true, false, true, true]);
        words.Select(w => w.IsStopWord).ShouldBe([true, false, true, false]);
        words[3].Entries.ShouldBe(2);
        snapshot.Words("", CancellationToken.None).ShouldBeEmpty();
    }

    [Fact]
    public void Terms_near_a_word_come_by_distance_and_then_by_how_many_hold_them()
    {
        using var index = Index();
        using var snapshot = index.OpenSnapshot();
        snapshot.Near("serch", 1, 5, CancellationToken.None).ShouldBe([new NearTerm("search", 1, 3)]);
        snapshot.Near("wectorr", 1, 5, CancellationToken.None).ShouldBeEmpty();
        snapshot.Near("wectorr", 2, 5, CancellationToken.None)[0].Term.ShouldBe("vector");
        Should.Throw<ArgumentOutOfRangeException>(() => snapshot.Near("a", 3, 1, CancellationToken.None));
    }

    private static SearchIndex Index()
    {
        var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        Sample.Fill(index, [.. Texts.Select((t, i) => Sample.Entry(i.ToString(System.Globalization.CultureInfo.InvariantCulture), t))]);
        return index;
    }

    private static Dictionary<string, float> Scores(SearchIndex index, Query query)
    {
        using var snapshot = index.OpenSnapshot();
        return snapshot.Search(new SearchRequest(query, null, 10), CancellationToken.None).ToDictionary(h => h.Key.Value, h => h.Score, StringComparer.Ordinal);
    }
}
