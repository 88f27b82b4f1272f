using Groundwork.Documents;
using Groundwork.TestKit;

namespace Groundwork.Knowledge.Tests;

public sealed class ContextTests
{
    [Fact]
    public async Task Without_context_a_chunk_is_found_and_embedded_by_its_own_text_alone()
    {
        var embedder = new CountingEmbedder(new HashingEmbedder(dimensions: 32));
        await using var shelf = await Shelf.OpenAsync(embedder.Identity, embedder);
        shelf.Chunking = ChunkingPlan.Parse("headings; context=off");
        shelf.Write("a.md", "---\ntitle: Zebras\n---\n\nThey stand in the shade.");
        await shelf.IngestAsync();
        embedder.Asked.ShouldBe(["They stand in the shade."]);
        (await shelf.RetrieveAsync("zebras", 10, RetrievalMode.Text)).Passages.ShouldBeEmpty();
        (await shelf.RetrieveAsync("shade", 10, RetrievalMode.Text)).Passages.ShouldHaveSingleItem();
        await shelf.MustBeCleanAsync();

        // An edit keeps the vectors of what stays, and deleting takes them away.
        await shelf.IngestAsync();
        embedder.Asked.Count.ShouldBe(1);
        await shelf.Documents.RemoveAsync([new DocumentId("a.md")], default);
        (await shelf.Database.ReadAsync(s => s.CountAsync("select count(*) from embeddings"), default)).ShouldBe(0);
    }

    [Fact]
    public async Task Switching_the_context_off_is_another_generation_and_going_back_finds_by_headings_again()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("a.md", "---\ntitle: Zebras\n---\n\nThey stand in the shade.");
        await shelf.IngestAsync();
        (await shelf.SearchAsync("zebras")).ShouldBe(["a.md"]);
        await shelf.Knowledge.RebuildAsync(Shelf.Name, null, GenerationRequest.Same with { Chunking = ChunkingPlan.Parse("headings; context=off"), KeepsEarlier = true }, null, default);
        (await shelf.SearchAsync("zebras")).ShouldBeEmpty();
        (await shelf.SearchAsync("shade")).ShouldBe(["a.md"]);
        shelf.Write("b.md", "---\ntitle: Zebras\n---\n\nThey run.");
        await shelf.IngestAsync();
        (await shelf.SearchAsync("zebras")).ShouldBeEmpty();
        await shelf.MustBeCleanAsync();
        await shelf.Knowledge.Collections.RollBackAsync(Shelf.Name, default);
        (await shelf.SearchAsync("zebras")).Order(StringComparer.Ordinal).ShouldBe(["a.md", "b.md"]);
        await shelf.MustBeCleanAsync();
    }
}
