using Groundwork.TestKit;

namespace Groundwork.Knowledge.Tests;

public sealed class ChunkEmbeddingsTests
{
    [Fact]
    public async Task A_text_is_embedded_once_however_often_it_is_needed()
    {
        var embedder = new CountingEmbedder(new HashingEmbedder(dimensions: 32));
        await using var shelf = await Shelf.OpenAsync(embedder.Identity, embedder);
        shelf.Write("a.md", "# Fruit\n\nApples are red.");
        shelf.Write("b.md", "# Trees\n\nPears are green.");
        await shelf.IngestAsync();
        embedder.Asked.Count.ShouldBe(2);

        await shelf.IngestAsync();
        await shelf.Knowledge.RebuildAsync(Shelf.Name, shelf.Knowledge.Embeddings(await shelf.Knowledge.Collections.GetAsync(Shelf.Name, default), embedder.Identity, embedder), GenerationRequest.Same, null, default);
        embedder.Asked.Count.ShouldBe(2);

        shelf.Write("c.md", "# Fruit\n\nApples are red.");
        await shelf.IngestAsync();
        embedder.Asked.Count.ShouldBe(2);

        shelf.Write("a.md", "# Fruit\n\nApples are golden.");
        await shelf.IngestAsync();
        embedder.Asked.Count.ShouldBe(3);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task A_changed_document_embeds_only_its_changed_chunks()
    {
        var embedder = new CountingEmbedder(new HashingEmbedder(dimensions: 32));
        await using var shelf = await Shelf.OpenAsync(embedder.Identity, embedder);
        var sections = Enumerable.Range(0, 6).Select(i => $"# Part {i}\n\n" + string.Join(' ', Enumerable.Repeat($"Sentence of part {i} goes on.", 60))).ToArray();
        shelf.Write("a.md", string.Join("\n\n", sections));
        await shelf.IngestAsync();
        var first = embedder.Asked.Count;
        first.ShouldBeGreaterThanOrEqualTo(6);
        sections[3] = sections[3].Replace("goes", "went", StringComparison.Ordinal);
        shelf.Write("a.md", string.Join("\n\n", sections));
        await shelf.IngestAsync();
        (embedder.Asked.Count - first).ShouldBeLessThan(first / 2);
        embedder.Asked.Skip(first).ShouldAllBe(t => t.Contains("went", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_embedder_is_refused_and_both_are_named()
    {
        await using var shelf = await Shelf.OpenAsync(new HashingEmbedder("first", 32));
        shelf.Write("a.md", "Apples are red.");
        await shelf.IngestAsync();
        var second = new HashingEmbedder("second", 64);
        (shelf.Identity, shelf.Embedder) = (new EmbedderIdentity("second", 64), second);
        foreach (var attempt in (Func<Task>[])[() => shelf.IngestAsync(), () => shelf.SearchAsync("apples")])
        {
            var refused = await Should.ThrowAsync<EmbedderMismatchException>(attempt);
            refused.Message.ShouldContain("\"first\" (32 dimensions)");
            refused.Message.ShouldContain("\"second\" (64 dimensions)");
            refused.Message.ShouldContain("reindex");
        }

        (await shelf.RetrieveAsync("apples", 5, RetrievalMode.Text)).Passages.Count.ShouldBe(1);
        var collection = await shelf.Knowledge.Collections.GetAsync(Shelf.Name, default);
        await shelf.Knowledge.RebuildAsync(Shelf.Name, shelf.Knowledge.Embeddings(Shelf.Name, shelf.Identity, shelf.Identity, second), GenerationRequest.Same, null, default);
        (await shelf.SearchAsync("apples")).ShouldBe(["a.md"]);
        (await shelf.Knowledge.Collections.GetAsync(Shelf.Name, default)).Embedder.ShouldBe(shelf.Identity);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task An_embedder_that_changes_its_dimensions_or_answers_too_little_is_refused()
    {
        var embedder = new CountingEmbedder(new HashingEmbedder("e", 32)) { Change = v => v[..16] };
        await using var shelf = await Shelf.OpenAsync(embedder.Identity, embedder);
        shelf.Write("a.md", "Apples are red.");
        var refused = await Should.ThrowAsync<EmbedderMismatchException>(() => shelf.IngestAsync());
        refused.Message.ShouldContain("\"e\" (32 dimensions)");
        refused.Message.ShouldContain("16");
    }

    [Fact]
    public async Task Without_an_embedder_vectors_that_exist_serve_and_missing_ones_are_asked_for()
    {
        await using var shelf = await Shelf.OpenAsync(new HashingEmbedder("e", 32));
        shelf.Write("a.md", "Apples are red.");
        await shelf.IngestAsync();
        (shelf.Identity, shelf.Embedder) = (null, null);
        (await shelf.IngestAsync()).MustCount(unchanged: 1);
        var collection = await shelf.Knowledge.Collections.GetAsync(Shelf.Name, default);
        await shelf.Knowledge.RebuildAsync(Shelf.Name, shelf.Knowledge.Embeddings(collection, null, null), GenerationRequest.Same, null, default);
        (await shelf.RetrieveAsync("apples")).Notice!.ShouldContain("no embedder is configured");

        shelf.Write("b.md", "Pears are green.");
        (await Should.ThrowAsync<EmbedderMismatchException>(() => shelf.IngestAsync())).Message.ShouldContain("GROUNDWORK_EMBED_URL");
        await shelf.MustBeCleanAsync();
    }
}
