using Groundwork.Documents;

namespace Groundwork.Knowledge.Tests.Deleting;

public sealed class BatchedDeletionTests
{
    [Fact]
    public async Task Many_documents_go_in_batches_and_a_crash_between_two_loses_none_and_counts_none_twice()
    {
        const int Documents = 600;
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("corpus.jsonl", string.Join('\n', Enumerable.Range(0, Documents + 1).Select(i => $$"""{"id":"{{i:000}}","text":"Apple of the secret tree {{i}}."}""")));
        await shelf.IngestAsync();
        var ids = Enumerable.Range(0, Documents).Select(i => new DocumentId($"{i:000}")).ToList();
        var begun = await shelf.Documents.BeginDeletionAsync(ids, [], default);
        await using (var dies = await shelf.OpenWriterAsync())
        {
            var (advanced, chunks) = (await shelf.Documents.DeleteSomeAsync(begun, default)).ShouldNotBeNull();
            advanced.Receipt.Documents.ShouldBeLessThan(Documents);
            chunks.Count.ShouldBe(advanced.Receipt.Documents);
        }

        await shelf.ReopenAsync();
        var left = (await shelf.Knowledge.Deletions.UnfinishedAsync(default)).ShouldHaveSingleItem();
        left.Receipt.Documents.ShouldBeInRange(1, Documents - 1);
        await using (var writer = await shelf.OpenWriterAsync())
        {
            var deletion = await writer.ContinueAsync(left);
            await writer.CommitAsync(default);
            (await shelf.Documents.DeleteSomeAsync(deletion, default)).ShouldBeNull();
            var receipt = await shelf.Knowledge.Deletions.CompleteAsync(deletion, [], default);
            receipt.Documents.ShouldBe(Documents);
            receipt.Places.Single(p => p.Place.EndsWith(": documents", StringComparison.Ordinal)).Removed.ShouldBe(Documents);
            receipt.Places.Single(p => p.Place.Contains("chunks", StringComparison.Ordinal)).Removed.ShouldBe(Documents);
        }

        (await shelf.IdsAsync()).ShouldBe(["600"]);
        foreach (var id in new[] { 0, 255, 256, 599 }) (await shelf.Knowledge.Deletions.FindAsync(Shelf.Name, ids[id], default))!.Receipt.Documents.ShouldBe(Documents);
        (await shelf.SearchAsync("secret tree")).ShouldBe(["600"]);
        await shelf.MustBeCleanAsync();
    }
}
