using Groundwork.TestKit;

namespace Groundwork.Knowledge.Tests;

public sealed class HybridRetrieverTests
{
    [Fact]
    public async Task Words_and_vectors_both_bring_their_passages()
    {
        await using var shelf = await Shelf.OpenAsync(new HashingEmbedder(dimensions: 256));
        shelf.Write("exact.md", "The refrigerator hums.");
        shelf.Write("near.md", "Refrigerators, refrigerating and refrigeration units.");
        shelf.Write("far.md", "Nobody knows this old song.");
        await shelf.IngestAsync();
        (await shelf.RetrieveAsync("refrigerator", 5, RetrievalMode.Text)).Passages.ShouldAllBe(p => p.Title != null && !p.Path.EndsWith("far.md", StringComparison.Ordinal));
        var hybrid = await shelf.RetrieveAsync("refrigerator", 5);
        hybrid.Notice.ShouldBeNull();
        hybrid.Passages.Take(2).Select(p => p.Chunk.Document.Value).ShouldBe(["exact.md", "near.md"], ignoreOrder: true);
        var vector = await shelf.RetrieveAsync("refrigeratron", 2, RetrievalMode.Vector);
        vector.Passages.Select(p => p.Chunk.Document.Value).ShouldBe(["exact.md", "near.md"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_vector_search_without_vectors_is_refused_with_a_way_out()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("a.md", "Apples are red.");
        await shelf.IngestAsync();
        var refused = await Should.ThrowAsync<EmbedderMismatchException>(() => shelf.RetrieveAsync("apples", 5, RetrievalMode.Vector));
        refused.Message.ShouldContain("has no vectors");
        refused.Message.ShouldContain("--mode text");
        (await shelf.RetrieveAsync("apples")).Notice.ShouldBeNull();
    }

    [Fact]
    public async Task Filters_limit_what_may_be_found()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("corpus.jsonl", string.Join('\n',
            """{"id":"1","text":"Apples are red.","year":2019,"author":"Ann","draft":true,"published":"2024-05-01"}""",
            """{"id":"2","text":"Apples are green.","year":2021,"author":["Bob","Ann"],"published":"2024-06-01T12:00:00Z"}""",
            """{"id":"3","text":"Apples are golden.","year":"2021","draft":false}"""));
        shelf.Write("4.md", "Apples are blue.");
        await shelf.IngestAsync();
        (await Found("year>=2020")).ShouldBe(["2"]);
        (await Found("year=2021")).ShouldBe(["2", "3"]);
        (await Found("author=Ann")).ShouldBe(["1", "2"]);
        (await Found("author")).ShouldBe(["1", "2"]);
        (await Found("author!=Ann")).ShouldBe(["3", "4.md"]);
        (await Found("draft=true")).ShouldBe(["1"]);
        (await Found("published<=2024-05-31")).ShouldBe(["1"]);
        (await Found("published=2024-06-01")).ShouldBe(["2"]);
        (await Found("published<=2024-06-01")).ShouldBe(["1", "2"]);
        (await Found("type=text/markdown")).ShouldBe(["4.md"]);
        (await Found("Type=text/markdown")).ShouldBe(["4.md"]);
        (await Found("document=3")).ShouldBe(["3"]);
        (await Found("year>=2020", "author=Bob")).ShouldBe(["2"]);
        (await Found("year>=2020", "author=Nobody")).ShouldBeEmpty();

        async Task<IEnumerable<string>> Found(params string[] filters) => (await shelf.SearchAsync("apples", filters)).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Words_in_quotes_must_stand_together()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("a.md", "Red apples grow on green trees.");
        shelf.Write("b.md", "Green apples grow on red trees.");
        await shelf.IngestAsync();
        (await shelf.SearchAsync("\"green apples\"")).ShouldBe(["b.md"]);
        (await shelf.SearchAsync("apples \"green trees")).Count.ShouldBe(2);
        (await shelf.SearchAsync("\"\"")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_passage_removed_since_the_commit_gives_its_place_to_the_next()
    {
        await using var shelf = await Shelf.OpenAsync();
        for (var i = 0; i < 6; i++) shelf.Write($"{i}.md", $"Apples number {i}.");
        await shelf.IngestAsync();
        await shelf.Documents.RemoveAsync([.. Enumerable.Range(0, 4).Select(i => new Documents.DocumentId($"{i}.md"))], default);
        (await shelf.RetrieveAsync("apples", 2)).Passages.Select(p => p.Chunk.Document.Value).ShouldBe(["4.md", "5.md"], ignoreOrder: true);
        (await shelf.RetrieveAsync("apples", 5)).Passages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Scores_fall_and_are_explained_when_asked()
    {
        await using var shelf = await Shelf.OpenAsync();
        for (var i = 0; i < 6; i++) shelf.Write($"{i}.md", string.Concat(Enumerable.Repeat("Apples. ", i + 1)) + "Other words follow here.");
        await shelf.IngestAsync();
        var found = await new HybridRetriever(shelf.Knowledge, Shelf.Name, null, null).RetrieveAsync(new Question("apples"), 6, explain: true, default);
        found.Passages.Select(p => p.Score).ShouldBeInOrder(SortDirection.Descending);
        found.Passages.ShouldAllBe(p => p.Why != null);
    }

    [Fact]
    public async Task A_star_finds_what_begins_so_and_a_tilde_forgives_letters()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("a.md", "The configurator of the quetzal.");
        shelf.Write("b.md", "A confluence of rivers.");
        shelf.Write("c.md", "Apples are red.");
        await shelf.IngestAsync();
        (await shelf.SearchAsync("conf*")).ShouldBe(["a.md", "b.md"], ignoreOrder: true);
        (await shelf.SearchAsync("quetsal")).ShouldBeEmpty();
        (await shelf.SearchAsync("quetsal~")).ShouldBe(["a.md"]);
        (await shelf.SearchAsync("kuetsal~1")).ShouldBeEmpty();
        (await shelf.SearchAsync("kuetsal~2")).ShouldBe(["a.md"]);
        (await shelf.SearchAsync("conf* rivers"))[0].ShouldBe("b.md");
        (await shelf.SearchAsync("conf* \"of rivers\"")).ShouldBe(["b.md"]);

        // Signs that stand for nothing are no words either.
        (await shelf.SearchAsync("* ~ ~2 **")).ShouldBeEmpty();
        (await shelf.SearchAsync("ap* app* appl* apple* re* red* ap* app* appl* apple*"))[0].ShouldBe("c.md");
    }
}
