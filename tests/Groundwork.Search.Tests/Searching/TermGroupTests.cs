using Groundwork.Search;
using Groundwork.Search.Searching;
using Groundwork.Search.Writing;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Searching;

public sealed class TermGroupTests
{
    [Fact]
    public void Terms_of_one_word_score_like_one_term()
    {
        // The same entries, once with two forms of a word and once with one.
        var forms = Scores(["lamp lampe mint", "lampe", "kern mint", "lamp lamp lampe kern"], ["lamp", "lampe", "absent"]);
        var single = Scores(["lamp lamp mint", "lamp", "kern mint", "lamp lamp lamp kern"], ["lamp"]);
        forms.ShouldBe(single);
        forms.Count(s => s > 0).ShouldBe(3);
    }

    [Fact]
    public void A_word_counts_entries_with_any_of_its_terms_once()
    {
        using var index = Index(["lamp lampe", "lampe", "kern"]);
        using var snapshot = index.OpenSnapshot();
        TermGroup.Gather(Context(snapshot), new QueryWord(["lamp", "lampe"], IsStopWord: false)).DocumentFrequency.ShouldBe(2);
        TermGroup.Gather(Context(snapshot), new QueryWord(["nothing", "else"], IsStopWord: false)).DocumentFrequency.ShouldBe(0);
    }

    private static float[] Scores(string[] bodies, string[] terms)
    {
        using var index = Index(bodies);
        using var snapshot = index.OpenSnapshot();
        var context = Context(snapshot);
        var leg = new LexicalLeg(context, [TermGroup.Gather(context, new QueryWord(terms, IsStopWord: false))]);
        var scores = new float[bodies.Length];
        leg.ScoreAt(0, [.. Enumerable.Range(0, bodies.Length)], scores, new bool[bodies.Length]);
        return scores;
    }

    private static SearchContext Context(Snapshot snapshot) => new(snapshot.State, Sample.Options(), new AnalyzerSet(), CancellationToken.None);

    private static SearchIndex Index(string[] bodies)
    {
        var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options());
        Sample.Fill(index, [.. bodies.Select((b, i) => Sample.Entry($"k{i}", b))]);
        return index;
    }
}
