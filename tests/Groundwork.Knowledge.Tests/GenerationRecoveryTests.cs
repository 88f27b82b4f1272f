using Groundwork.Documents;
using Groundwork.TestKit;

namespace Groundwork.Knowledge.Tests;

public sealed class GenerationRecoveryTests
{
    private const string Text = "# Apples\n\nApples are red. They grow on trees. They fall in autumn.\n\n# Storage\n\nApples keep for months. They like it cool. They like it dark.";

    [Fact]
    public async Task A_writer_that_died_leaves_each_generation_with_its_own_chunks()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("a.md", Text);
        await shelf.IngestAsync();
        await shelf.Knowledge.RebuildAsync(Shelf.Name, null, new GenerationRequest(ChunkingPlan.Parse("sentences"), KeepsEarlier: true), null, default);
        var document = (await shelf.Documents.LoadAsync(new DocumentId("a.md"), default))!;
        await using (var dies = await shelf.OpenWriterAsync())
            await dies.PutAsync([dies.Cut(document, document.Hash, "again")], default);
        await using (await shelf.OpenWriterAsync())
        {
        }

        await shelf.MustBeCleanAsync();
        await shelf.Knowledge.RollBackAsync(Shelf.Name, default);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task A_deletion_that_died_is_settled_in_a_generation_whose_embedder_is_away()
    {
        await using var shelf = await Shelf.OpenAsync(new HashingEmbedder("first", 32));
        shelf.Write("a.md", Text);
        shelf.Write("b.md", "# Pears\n\nPears are green.");
        await shelf.IngestAsync();
        await shelf.Knowledge.RebuildAsync(Shelf.Name, null, new GenerationRequest(KeepsEarlier: true), null, default);
        (shelf.Identity, shelf.Embedder) = (null, null);
        await using (var dies = await shelf.OpenWriterAsync()) await dies.RemoveAsync([new DocumentId("a.md")], default);
        await using (var next = await shelf.OpenWriterAsync()) next.Notices.ShouldBeEmpty();
        await shelf.MustBeCleanAsync();
        shelf.FilesWith("autumn").ShouldNotContain(f => f.Contains("indexes", StringComparison.Ordinal));
    }
}
