using Groundwork.Documents;
using Groundwork.Knowledge.Ranking;
using Groundwork.Knowledge.Tests.Understanding;
using Groundwork.Language;
using Groundwork.TestKit;

namespace Groundwork.Knowledge.Tests.Ranking;

public sealed class RerankerTests
{
    private static readonly ManualClock s_clock = new();

    [Fact]
    public async Task An_endpoint_decides_the_order_and_what_lies_deeper_follows()
    {
        var passages = Passages(60);
        var reranker = new EndpointReranker((_, texts, _) => Task.FromResult<IReadOnlyList<double>>([.. texts.Select((_, i) => (double)i)]), s_clock);
        var found = await new RerankingRetriever(new FixedRetriever(passages), reranker, s_clock).RetrieveAsync(new Question("words"), 60, explain: false, default);
        found.Passages.Select(p => p.Chunk.Ordinal).ShouldBe([.. Enumerable.Range(0, 50).Reverse(), .. Enumerable.Range(50, 10)]);
        found.Passages.Select(p => p.Score).ShouldBe(found.Passages.Select(p => p.Score).OrderDescending());
        found.Passages.Select(p => p.Score).Distinct().Count().ShouldBe(60);
        found.Steps.ShouldHaveSingleItem().IsUsed.ShouldBeTrue();
    }

    public static TheoryData<double[]?> BadScores => new() { (double[]?)null, Array.Empty<double>(), new[] { 1d, 2d }, new[] { 1d, double.NaN, 2d }, new[] { 1d, double.PositiveInfinity, 2d } };

    [Theory]
    [MemberData(nameof(BadScores))]
    public async Task An_endpoint_that_fails_leaves_the_order(double[]? scores)
    {
        var reranker = new EndpointReranker((_, _, _) => scores is null ? throw new HttpRequestException("refused") : Task.FromResult<IReadOnlyList<double>>(scores), s_clock);
        var reranked = await reranker.RerankAsync(new Question("words"), Passages(3), default);
        reranked.IsUsed.ShouldBeFalse();
        reranked.Passages.Select(p => p.Chunk.Ordinal).ShouldBe([0, 1, 2]);
        reranked.What.ShouldContain("endpoint");
    }

    [Fact]
    public async Task A_model_that_is_sure_decides_the_order()
    {
        // It always prefers the last of the first stage, however they are shown.
        var chat = new ScriptedChat(prompt => prompt.IndexOf("text 0", StringComparison.Ordinal) < prompt.IndexOf("text 2", StringComparison.Ordinal) ? "[3] > [2] > [1]" : "[1] > [2] > [3]");
        var reranked = await new ListwiseReranker(chat, s_clock).RerankAsync(new Question("words"), Passages(3), default);
        reranked.Passages.Select(p => p.Chunk.Ordinal).ShouldBe([2, 1, 0]);
        reranked.What.ShouldContain("0 of 3 pairs");
    }

    [Fact]
    public async Task A_model_that_likes_what_it_reads_first_decides_nothing()
    {
        var reranked = await new ListwiseReranker(new ScriptedChat("[1] > [2] > [3]"), s_clock).RerankAsync(new Question("words"), Passages(3), default);
        reranked.Passages.Select(p => p.Chunk.Ordinal).ShouldBe([0, 1, 2]);
        reranked.What.ShouldContain("3 of 3 pairs");
    }

    [Theory]
    [InlineData("I cannot do that.")]
    [InlineData("[99] > [0] > [-1] > [x")]
    [InlineData("")]
    public async Task A_model_that_writes_no_order_leaves_it(string answer)
    {
        var reranked = await new ListwiseReranker(new ScriptedChat(answer), s_clock).RerankAsync(new Question("words"), Passages(3), default);
        reranked.IsUsed.ShouldBeFalse();
        reranked.Passages.Select(p => p.Chunk.Ordinal).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void A_listed_order_names_each_once_and_ends_with_those_left_out()
    {
        ListedOrder.Read("best: [2] > [2] > [7], then [1]", 4).ShouldBe([1, 0, 2, 3]);
        ListedOrder.Read("[1]", 4).ShouldBeNull();
        ListedOrder.Read("[2]", 2).ShouldBe([1, 0]);
    }

    [Fact]
    public async Task Features_bring_forward_what_says_the_words_together()
    {
        await using var shelf = await Library.OpenAsync();
        var reranker = new FeatureReranker(new Groundwork.Knowledge.Understanding.CollectionWords(shelf.Knowledge, Shelf.Name), [0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0]);
        var apart = Passage(0, string.Join(' ', Enumerable.Repeat("filler", 40).Prepend("replication").Append("index")), 2);
        var together = Passage(1, "the replication of an index is slow", 1);
        var reranked = await reranker.RerankAsync(new Question("replication of an index"), [apart, together], default);
        reranked.Passages.Select(p => p.Chunk.Ordinal).ShouldBe([1, 0]);
        (await reranker.RerankAsync(new Question("?!"), [apart, together], default)).Passages.Select(p => p.Chunk.Ordinal).ShouldBe([0, 1]);
    }

    [Fact]
    public void Features_are_finite_whatever_the_texts()
    {
        string[] texts = ["", " ", "a", new('x', 100_000), string.Concat(Enumerable.Repeat("the index ", 20_000)), "图书馆在哪里", "\ud800", "()"];
        Passage[] passages = [.. texts.Select((t, i) => Passage(i, t, 3 - i))];
        foreach (var question in texts)
            foreach (var numbers in PassageFeatures.Of(question, passages, new Dictionary<string, double>(StringComparer.Ordinal)))
                numbers.ShouldAllBe(n => double.IsFinite(n) && n >= 0 && n < 3);
    }

    [Fact]
    public async Task A_passage_that_repeats_a_better_one_stands_back()
    {
        Passage[] passages = [Passage(0, "the court offers online services", 3), Passage(1, "the court offers online services", 2.9f), Passage(2, "books are lent by libraries", 2.5f), Passage(3, "nothing of the kind", 0.5f)];
        var found = await new DiverseRetriever(new FixedRetriever(passages), s_clock).RetrieveAsync(new Question("services"), 2, explain: false, default);
        found.Passages.Select(p => p.Chunk.Ordinal).ShouldBe([0, 2]);
        found.Steps.ShouldHaveSingleItem().IsUsed.ShouldBeTrue();
        (await new DiverseRetriever(new FixedRetriever([]), s_clock).RetrieveAsync(new Question("x"), 2, explain: false, default)).Passages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-10)]
    public async Task Diverse_passages_are_the_same_on_any_scale_and_their_scores_fall(float shift)
    {
        Passage[] passages =
        [
            Passage(0, "the court offers online services", 4 + shift), Passage(1, "the court offers online services", 3.9f + shift), Passage(2, "books are lent by libraries", 3.5f + shift), Passage(3, "it rains", shift),
        ];
        var found = await new DiverseRetriever(new FixedRetriever(passages), s_clock).RetrieveAsync(new Question("services"), 4, explain: false, default);
        found.Passages.Select(p => p.Chunk.Ordinal).ShouldBe([0, 2, 1, 3]);
        found.Passages.OrderByDescending(p => p.Score).Select(p => p.Chunk.Ordinal).ShouldBe([0, 2, 1, 3], "whoever sorts by scores gets the same order");
        found.Passages.Select(p => p.Score).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task Passages_of_equal_scores_fall_behind_each_other_once_they_are_put_in_order()
    {
        var reranker = new EndpointReranker((_, texts, _) => Task.FromResult<IReadOnlyList<double>>([.. texts.Select(_ => -1d)]), s_clock);
        var found = await new RerankingRetriever(new FixedRetriever(Passages(5)), reranker, s_clock).RetrieveAsync(new Question("words"), 5, explain: false, default);
        found.Passages.Select(p => p.Score).Distinct().Count().ShouldBe(5);
        found.Passages.Select(p => p.Chunk.Ordinal).ShouldBe([0, 1, 2, 3, 4]);
    }

    [Fact]
    public async Task How_strong_the_evidence_is_does_not_hang_on_a_rerankers_scale()
    {
        Passage[] passages = [Passage(0, "The court offers online services.", 3), Passage(1, "The library lends books.", 2.4f), Passage(2, "It rains.", 0.6f)];
        var plain = SignsOf(passages);
        foreach (var scale in new Func<int, double>[] { i => 100 - i, i => -1 - (50 * i), i => Math.Pow(10, -i) })
        {
            var reranker = new EndpointReranker((_, texts, _) => Task.FromResult<IReadOnlyList<double>>([.. texts.Select((_, i) => scale(i))]), s_clock);
            var found = await new RerankingRetriever(new FixedRetriever(passages), reranker, s_clock).RetrieveAsync(new Question("online services"), 3, explain: false, default);
            found.Passages.Select(p => p.FirstStage).ShouldBe([3, 2.4f, 0.6f]);
            SignsOf(found.Passages).ShouldBe(plain);
        }

        Groundwork.Knowledge.Answering.AnswerSigns SignsOf(IReadOnlyList<Passage> found) => new Groundwork.Knowledge.Answering.SentenceScorer("Who offers online services?").Score(found).Signs;
    }

    private static Passage[] Passages(int count) => [.. Enumerable.Range(0, count).Select(i => Passage(i, $"text {i}", count - i))];

    private static Passage Passage(int ordinal, string text, float score)
    {
        var id = new DocumentId($"d{ordinal}");
        var chunk = new Chunk(new ChunkId($"c{ordinal:D3}"), id, ContentHash.OfText(text), ordinal, new TextSpan(0, text.Length), text, []);
        return new Passage(chunk, "Title", "/path", LanguageCode.English, score, null);
    }
}
