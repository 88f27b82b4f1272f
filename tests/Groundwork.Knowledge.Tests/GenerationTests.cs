using Groundwork.Documents;
using Groundwork.TestKit;

namespace Groundwork.Knowledge.Tests;

public sealed class GenerationTests
{
    private static readonly GenerationRequest s_sentences = new(ChunkingPlan.Parse("sentences"), KeepsEarlier: true);

    [Fact]
    public async Task Another_chunker_cuts_the_stored_documents_without_reading_a_file()
    {
        await using var shelf = await FilledAsync();
        Directory.Delete(shelf.Sources, recursive: true);
        var before = await ChunkTextsAsync(shelf);
        var built = await shelf.Knowledge.RebuildAsync(Shelf.Name, null, s_sentences, null, default);
        built.Generation.ShouldBe(2);
        built.InUse.Plan.ShouldBe(ChunkingPlan.Parse("sentences").ToString());
        (await ChunkTextsAsync(shelf)).ShouldNotBe(before);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task Going_back_and_forth_changes_nothing_but_which_one_is_asked()
    {
        await using var shelf = await FilledAsync();
        var first = await HitsAsync(shelf);
        await shelf.Knowledge.RebuildAsync(Shelf.Name, null, s_sentences, null, default);
        var second = await HitsAsync(shelf);
        second.ShouldNotBe(first);
        (await shelf.Knowledge.RollBackAsync(Shelf.Name, default)).Generation.ShouldBe(1);
        (await HitsAsync(shelf)).ShouldBe(first);
        (await shelf.Knowledge.RollBackAsync(Shelf.Name, default)).Generation.ShouldBe(2);
        (await HitsAsync(shelf)).ShouldBe(second);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task What_changes_meanwhile_is_in_the_one_that_one_goes_back_to()
    {
        await using var shelf = await FilledAsync();
        await shelf.Knowledge.RebuildAsync(Shelf.Name, null, s_sentences, null, default);
        shelf.Write("d.md", "# Quinces\n\nQuinces are yellow. They are cooked before they are eaten.");
        shelf.Write("a.md", "# Apples\n\nApples are golden now. They fall in October.");
        File.Delete(Path.Combine(shelf.Sources, "b.md"));
        await shelf.IngestAsync();
        await shelf.Knowledge.RollBackAsync(Shelf.Name, default);
        (await TextsAsync(shelf, "quinces yellow")).ShouldContain(h => h.Contains("Quinces are yellow", StringComparison.Ordinal));
        (await TextsAsync(shelf, "apples golden")).ShouldContain(h => h.Contains("golden", StringComparison.Ordinal));
        (await TextsAsync(shelf, "pears")).ShouldNotContain(h => h.Contains("Pears are green", StringComparison.Ordinal));
        await shelf.MustBeCleanAsync();
        await using var fresh = await Shelf.OpenAsync();
        foreach (var file in Directory.EnumerateFiles(shelf.Sources)) fresh.Write(Path.GetFileName(file), await File.ReadAllBytesAsync(file));
        await fresh.IngestAsync();
        (await ChunkTextsAsync(shelf)).ShouldBe(await ChunkTextsAsync(fresh));
    }

    [Fact]
    public async Task Forgetting_the_kept_one_removes_its_chunks_and_files()
    {
        await using var shelf = await FilledAsync();
        await shelf.Knowledge.RebuildAsync(Shelf.Name, null, s_sentences, null, default);
        var first = ChunkingPlan.Default.Fingerprint;
        (await shelf.Documents.AllChunksAsync(first, default).ToListAsync()).ShouldNotBeEmpty();
        await shelf.Knowledge.ForgetKeptAsync(Shelf.Name, default);
        (await shelf.Documents.AllChunksAsync(first, default).ToListAsync()).ShouldBeEmpty();
        await Should.ThrowAsync<NoGenerationException>(async () => await shelf.Knowledge.RollBackAsync(Shelf.Name, default));
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task Without_a_wish_to_keep_it_the_earlier_one_is_gone()
    {
        await using var shelf = await FilledAsync();
        await shelf.Knowledge.RebuildAsync(Shelf.Name, null, new GenerationRequest(ChunkingPlan.Parse("sentences")), null, default);
        (await shelf.Knowledge.Collections.GenerationsAsync(Shelf.Name, default)).Select(g => g.Number).ShouldBe([2]);
        (await shelf.Documents.AllChunksAsync(ChunkingPlan.Default.Fingerprint, default).ToListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_kept_one_whose_embedder_is_away_is_forgotten_when_something_new_would_be_missing_and_says_so()
    {
        await using var shelf = await Shelf.OpenAsync();
        var embedder = new HashingEmbedder("first", 32);
        (shelf.Identity, shelf.Embedder) = (new EmbedderIdentity("first", 32), embedder);
        shelf.Write("a.md", "Apples are red.");
        await shelf.IngestAsync();
        await shelf.Knowledge.RebuildAsync(Shelf.Name, null, new GenerationRequest(KeepsEarlier: true), null, default);
        (shelf.Identity, shelf.Embedder) = (null, null);
        await using var writer = await shelf.OpenWriterAsync();
        await writer.RemoveAsync([new DocumentId("a.md")], default);
        await writer.CommitAsync(default);
        writer.Notices.ShouldBeEmpty();
        await writer.PutAsync([Samples.Read("b", "Pears are green.")], default);
        await writer.CommitAsync(default);
        writer.Notices.ShouldHaveSingleItem().ShouldContain("first");
        (await shelf.Knowledge.Collections.GenerationsAsync(Shelf.Name, default)).Select(g => g.State).ShouldBe([GenerationState.InUse]);
    }

    [Fact]
    public async Task A_build_that_breaks_off_leaves_the_one_in_use_and_nothing_else()
    {
        await using var shelf = await FilledAsync();
        var before = await HitsAsync(shelf);
        using var stop = new CancellationTokenSource();
        var breaks = new Breaking(stop);
        await Should.ThrowAsync<OperationCanceledException>(async () => await shelf.Knowledge.RebuildAsync(Shelf.Name, null, s_sentences, breaks, stop.Token));
        (await HitsAsync(shelf)).ShouldBe(before);
        await using (await shelf.OpenWriterAsync())
        {
        }

        (await shelf.Knowledge.Collections.GenerationsAsync(Shelf.Name, default)).Select(g => g.Number).ShouldBe([1]);
        (await shelf.Documents.AllChunksAsync(ChunkingPlan.Parse("sentences").Fingerprint, default).ToListAsync()).ShouldBeEmpty();
        await shelf.MustBeCleanAsync();
    }

    private static async Task<Shelf> FilledAsync()
    {
        var shelf = await Shelf.OpenAsync();
        shelf.Write("a.md", "# Apples\n\nApples are red. They grow on trees. They fall in autumn.\n\n# Storage\n\nApples keep for months. They like it cool. They like it dark.");
        shelf.Write("b.md", "# Pears\n\nPears are green. They bruise with ease. They ripen after they are picked.");
        shelf.Write("c.txt", "Plums are blue. They are dried to prunes. Prunes keep for years.");
        await shelf.IngestAsync();
        return shelf;
    }

    private static async Task<string[]> HitsAsync(Shelf shelf) => [.. await TextsAsync(shelf, "apples keep cool"), .. await TextsAsync(shelf, "prunes")];

    private static async Task<string[]> TextsAsync(Shelf shelf, string words) => [.. (await shelf.RetrieveAsync(words)).Passages.Select(p => p.Chunk.Text)];

    private static async Task<string[]> ChunkTextsAsync(Shelf shelf)
    {
        var collection = await shelf.Knowledge.Collections.GetAsync(Shelf.Name, default);
        return [.. (await shelf.Documents.AllChunksAsync(collection.InUse.Chunking, default).ToListAsync()).Select(c => $"{c.Chunk.Id} {c.Chunk.Text}")];
    }

    private sealed class Breaking(CancellationTokenSource stop) : IProgress<long>
    {
        public void Report(long value) => stop.Cancel();
    }
}
