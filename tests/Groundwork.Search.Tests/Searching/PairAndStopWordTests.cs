using Groundwork.Language;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Searching;

public sealed class PairAndStopWordTests
{
    private static readonly LanguageCode English = LanguageCode.English;

    private static readonly string[] Texts =
    [
        "vector search over many documents needs an index",
        "search the documents with a vector of weights",
        "an index over weights",
        "the search vector is reversed here",
    ];

    [Fact]
    public void A_pair_adds_its_share_of_the_score_of_its_rarer_word()
    {
        using var index = Index();
        var words = Scores(index, new Query.Words("vector search index", English));
        var paired = Scores(index, new Query.Words("vector search index", English, PairWeight: 0.4f));
        // Each of "vector" and "search" stands once where the pair stands once, and both are in three entries.
        var pair = Scores(index, new Query.Words("vector", English))["0"];
        paired.Keys.ShouldBe(words.Keys, ignoreOrder: true);
        foreach (var (key, score) in paired) score.ShouldBe(words[key] + (string.Equals(key, "0", StringComparison.Ordinal) ? 0.4f * pair : 0), 1e-4f);
    }

    [Fact]
    public void Words_side_by_side_come_before_the_same_words_apart()
    {
        using var index = Index();
        using var snapshot = index.OpenSnapshot();
        var hits = snapshot.Search(new SearchRequest(new Query.Words("search vector", English, PairWeight: 0.25f), null, 4), CancellationToken.None);
        hits[0].Key.Value.ShouldBe("3");
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1.1f)]
    [InlineData(float.NaN)]
    public void A_pair_weight_outside_its_range_is_refused(float weight)
    {
        using var index = Index();
        using var snapshot = index.OpenSnapshot();
        Should.Throw<ArgumentException>(() => snapshot.Search(new SearchRequest(new Query.Words("a b", English, weight), null, 1), CancellationToken.None))
            .Message.ShouldContain("0..1");
    }

    [Fact]
    public void A_stop_word_counts_for_less_than_full_and_more_than_nothing()
    {
        using var index = Index();
        var alone = Scores(index, new Query.Words("the", English));
        var without = Scores(index, new Query.Words("documents", English));
        var with = Scores(index, new Query.Words("the documents", English));
        alone["1"].ShouldBeGreaterThan(0, "a query of stop words alone still finds");
        with["1"].ShouldBeGreaterThan(without["1"]);
        with["1"].ShouldBeLessThan(without["1"] + alone["1"]);
    }

    [Fact]
    public void Explanations_of_pairs_and_stop_words_add_up()
    {
        using var index = Index();
        using var snapshot = index.OpenSnapshot();
        foreach (var hit in snapshot.Search(new SearchRequest(new Query.Words("the vector search", English, 0.3f), null, 4, Explain: true), CancellationToken.None))
        {
            hit.Why!.Value.ShouldBe(hit.Score, 1e-4f);
            hit.Why.Parts.Sum(p => p.Value).ShouldBe(hit.Score, 1e-4f);
        }
    }

    private static SearchIndex Index()
    {
        var index = SearchIndex.Open(new MemoryIndexDirectory(), new IndexOptions([new FieldDefinition("body")]));
        using var writer = index.OpenWriter();
        for (var i = 0; i < Texts.Length; i++)
            writer.Upsert(new IndexEntry(
                new EntryKey(i.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                new Dictionary<string, FieldValue>(StringComparer.Ordinal) { ["body"] = new FieldValue.Text(Texts[i], English) }));
        writer.Commit(CancellationToken.None);
        return index;
    }

    private static Dictionary<string, float> Scores(SearchIndex index, Query query)
    {
        using var snapshot = index.OpenSnapshot();
        return snapshot.Search(new SearchRequest(query, null, 100), CancellationToken.None).ToDictionary(h => h.Key.Value, h => h.Score, StringComparer.Ordinal);
    }
}
