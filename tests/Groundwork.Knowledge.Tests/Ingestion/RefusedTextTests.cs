using Groundwork.Documents;
using Groundwork.TestKit;

namespace Groundwork.Knowledge.Tests.Ingestion;

public sealed class RefusedTextTests
{
    [Fact]
    public async Task A_text_that_the_embedder_refuses_fails_its_document_alone_until_a_retry_succeeds()
    {
        var embedder = Embedder();
        await using var shelf = await Shelf.OpenAsync(embedder.Identity, embedder);
        embedder.Refuses = text => text.Contains("poison", StringComparison.Ordinal);
        for (var i = 0; i < 30; i++) shelf.Write($"{i:00}.md", $"Apples of tree {i} are red.");
        var path = shelf.Write("17.md", "A poison apple.");

        var first = await shelf.IngestAsync();
        first.MustCount(added: 29);
        first.Counts.Chunks.ShouldBe(29);
        var failed = first.Failed.ShouldHaveSingleItem();
        (failed.Path, failed.Reason).ShouldBe((path, UnreadableReason.Refused));
        failed.Message.ShouldContain("the input is too long");
        (await shelf.SearchAsync("tree")).Count.ShouldBe(29);
        await shelf.MustBeCleanAsync();

        var calls = embedder.Calls;
        var second = await shelf.IngestAsync();
        second.MustCount(unchanged: 29);
        second.Failed.ShouldHaveSingleItem().ShouldBe(failed);
        embedder.Calls.ShouldBe(calls);

        embedder.Refuses = null;
        shelf.Options = new IngestOptions { RetriesFailed = true };
        (await shelf.IngestAsync()).MustCount(added: 1, unchanged: 29);
        (await shelf.ProblemsAsync()).ShouldBeEmpty();
        (await shelf.SearchAsync("poison"))[0].ShouldBe("17.md");
    }

    [Fact]
    public async Task A_vector_that_cannot_be_indexed_fails_its_document_alone()
    {
        var embedder = Embedder();
        await using var shelf = await Shelf.OpenAsync(embedder.Identity, embedder);
        var bad = new HashingEmbedder(dimensions: 32).Embed("\nA poison apple.");
        embedder.Change = v => v.AsSpan().SequenceEqual(bad) ? new float[32] : v;
        shelf.Write("a.md", "Apples are red.");
        var path = shelf.Write("b.md", "A poison apple.");
        shelf.Write("c.md", "Pears are green.");
        var ingested = await shelf.IngestAsync();
        ingested.MustCount(added: 2);
        (ingested.Failed.ShouldHaveSingleItem().Path, ingested.Failed[0].Reason).ShouldBe((path, UnreadableReason.Refused));
        (await shelf.IdsAsync()).ShouldBe(["a.md", "c.md"]);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task A_refused_new_version_leaves_the_earlier_one_searchable_and_nothing_of_itself()
    {
        var embedder = Embedder();
        await using var shelf = await Shelf.OpenAsync(embedder.Identity, embedder);
        shelf.Write("a.md", "Apples are red.");
        await shelf.IngestAsync();
        embedder.Refuses = text => text.Contains("poison", StringComparison.Ordinal);
        shelf.Chunking = ChunkingPlan.Default;
        shelf.Write("a.md", "# One\n\n" + string.Join(' ', Enumerable.Repeat("A harmless sentence goes on.", 100)) + "\n\n# Two\n\n" + string.Join(' ', Enumerable.Repeat("A poison sentence goes on.", 100)));
        (await shelf.IngestAsync()).Failed.ShouldHaveSingleItem().Reason.ShouldBe(UnreadableReason.Refused);
        (await shelf.SearchAsync("apples")).ShouldBe(["a.md"]);
        (await shelf.Database.ReadAsync(s => s.CountAsync("select count(*) from embeddings"), default)).ShouldBe(1);
    }

    [Fact]
    public async Task Refused_records_of_a_file_are_each_told_with_their_line()
    {
        var embedder = Embedder();
        await using var shelf = await Shelf.OpenAsync(embedder.Identity, embedder);
        embedder.Refuses = text => text.Contains("poison", StringComparison.Ordinal);
        var lines = Enumerable.Range(1, 150).Select(i => $$"""{"id":"{{i}}","text":"{{(i is 1 or 90 or 149 ? "A poison apple" : "An apple")}} of tree {{i}}."}""");
        var path = shelf.Write("corpus.jsonl", string.Join('\n', lines));
        var ingested = await shelf.IngestAsync();
        ingested.MustCount(added: 147);
        ingested.Failed.Select(f => f.Path).ShouldBe([$"{path}, line 1", $"{path}, line 90", $"{path}, line 149"]);
        (await shelf.ProblemsAsync()).Select(p => p.Path).ShouldBe([$"{path}, line 1", $"{path}, line 149", $"{path}, line 90"]);
        (await shelf.IdsAsync()).Count.ShouldBe(147);
    }

    [Fact]
    public async Task An_embedder_that_refuses_everything_stops_the_run_and_blames_no_document()
    {
        var embedder = Embedder();
        await using var shelf = await Shelf.OpenAsync(embedder.Identity, embedder);
        embedder.Refuses = _ => true;
        for (var i = 0; i < 20; i++) shelf.Write($"{i}.md", $"Apples of tree {i} are red.");
        (await Should.ThrowAsync<InvalidOperationException>(() => shelf.IngestAsync())).Message.ShouldContain("HTTP 400");
        embedder.Calls.ShouldBe(2);
        (await shelf.ProblemsAsync()).ShouldBeEmpty();
        embedder.Refuses = null;
        (await shelf.IngestAsync()).MustCount(added: 20);
    }

    private static CountingEmbedder Embedder() => new(new HashingEmbedder(dimensions: 32));
}
