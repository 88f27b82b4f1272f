using Groundwork.TestKit;

namespace Groundwork.Knowledge.Tests.Ingestion;

public sealed class MovedFileTests
{
    [Theory]
    [InlineData("a.md", "b.md", "# Apples\n\nApples are red.")]
    [InlineData("a.md", "folder/a.md", "# Apples\n\nApples are red.")]
    [InlineData("plain.txt", "other.txt", "Apples are red, and no line of this is a title.")]
    public async Task A_file_that_was_renamed_or_moved_is_not_embedded_again(string from, string to, string text)
    {
        var embedder = new CountingEmbedder(new HashingEmbedder());
        await using var shelf = await Shelf.OpenAsync(embedder.Identity, embedder);
        shelf.Write(from, text);
        shelf.Write("stays.md", "Pears are green.");
        await shelf.IngestAsync();
        embedder.Asked.Clear();

        File.Delete(Path.Combine(shelf.Sources, from));
        shelf.Write(to, text);
        var ingested = await shelf.IngestAsync();
        ingested.MustCount(unchanged: 1);
        ingested.Counts.Moved.ShouldBe(1);
        embedder.Asked.ShouldBeEmpty();
        (await shelf.IdsAsync()).ShouldContain(to);
        (await shelf.IdsAsync()).ShouldNotContain(from);

        // Also a rebuild of the whole index finds every vector.
        (await shelf.IngestAsync()).MustCount(unchanged: 2);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task Of_two_copies_one_can_go_and_the_other_keeps_its_vectors()
    {
        var embedder = new CountingEmbedder(new HashingEmbedder());
        await using var shelf = await Shelf.OpenAsync(embedder.Identity, embedder);
        var first = shelf.Write("a.md", "# Apples\n\nApples are red.");
        shelf.Write("b.md", "# Apples\n\nApples are red.");
        await shelf.IngestAsync();
        File.Delete(first);
        (await shelf.IngestAsync()).MustCount(removed: 1, unchanged: 1);
        (await VectorsAsync(shelf)).ShouldBe(1);
        File.Delete(Path.Combine(shelf.Sources, "b.md"));
        (await shelf.IngestAsync()).MustCount(removed: 1);
        (await VectorsAsync(shelf)).ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_moved_and_changed_is_a_new_one()
    {
        await using var shelf = await Shelf.OpenAsync();
        var first = shelf.Write("a.md", "Apples are red.");
        await shelf.IngestAsync();
        File.Delete(first);
        shelf.Write("b.md", "Apples are golden.");
        var ingested = await shelf.IngestAsync();
        ingested.MustCount(added: 1, removed: 1);
        ingested.Counts.Moved.ShouldBe(0);
    }

    private static async Task<long> VectorsAsync(Shelf shelf) => await shelf.Database.ReadAsync(session => session.CountAsync("select count(*) from embeddings"), default);
}
