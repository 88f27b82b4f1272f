using Groundwork.Search;
using Groundwork.Search.Searching;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Searching;

public sealed class VirtualTermTests
{
    [Fact]
    public void Terms_of_one_word_score_like_one_term()
    {
        // The same entries, once with two forms of a word and once with one.
        var forms = Scores(["lamp lamp mint", "zebu", "kern mint", "zebu zebu zebu kern"], ["lamp", "zebu", "absent"]);
        var single = Scores(["lamp lamp mint", "lamp", "kern mint", "lamp lamp lamp kern"], ["lamp"]);
        forms.ShouldBe(single);
        forms.Count(s => s > 0).ShouldBe(3);
    }

    [Fact]
    public void Forms_in_one_entry_add_up()
    {
        var forms = Scores(["lamp zebu mint", "kern mint"], ["lamp", "zebu"]);
        var single = Scores(["lamp lamp mint", "lamp mint"], ["lamp"]);
        forms[0].ShouldBe(single[0], "both count two in a frequency of two");
    }

    [Fact]
    public void A_word_is_as_frequent_as_its_terms_together_and_at_most_as_the_entries()
    {
        using var index = Index(["lamp zebu", "zebu", "kern", "mint"]);
        using var snapshot = index.OpenSnapshot();
        FrequencyOf(snapshot, "lamp", "zebu").ShouldBe(3);
        FrequencyOf(snapshot, "lamp", "zebu", "kern", "mint").ShouldBe(4);
        FrequencyOf(snapshot, "nothing", "else").ShouldBe(0);
    }

    private static long FrequencyOf(Snapshot snapshot, params string[] terms) =>
        QueryTerms.OfWord(Context(snapshot), new QueryWord(terms, IsStopWord: false)).DocumentFrequency;

    private static float[] Scores(string[] bodies, string[] terms)
    {
        using var index = Index(bodies);
        using var snapshot = index.OpenSnapshot();
        var context = Context(snapshot);
        var leg = new LexicalLeg(context, [QueryTerms.OfWord(context, new QueryWord(terms, IsStopWord: false))], []);
        var scores = new float[bodies.Length];
        leg.ScoreAt(0, [.. Enumerable.Range(0, bodies.Length)], scores, new bool[bodies.Length]);
        return scores;
    }

    private static SearchContext Context(Snapshot snapshot) => new(snapshot.State, Sample.Options(), new SearchScratch(), CancellationToken.None);

    private static SearchIndex Index(string[] bodies)
    {
        var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        Sample.Fill(index, [.. bodies.Select((b, i) => Sample.Entry($"k{i}", b))]);
        return index;
    }
}
