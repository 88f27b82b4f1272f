using Groundwork.Documents;
using Groundwork.Language;
using Groundwork.Search;
using Groundwork.TestKit;

namespace Groundwork.Knowledge.Tests;

public sealed class CollectionWriterTests
{
    [Fact]
    public async Task What_a_writer_stored_before_it_died_is_settled_by_the_next()
    {
        await using var shelf = await Shelf.OpenAsync();
        await using (var writer = await shelf.OpenWriterAsync())
        {
            await writer.PutAsync([Samples.Read("a", "Apples are red."), Samples.Read("b", "Pears are green.")], default);
            await writer.CommitAsync(default);
        }

        await using (var dies = await shelf.OpenWriterAsync())
        {
            await dies.PutAsync([Samples.Read("a", "Apples are golden."), Samples.Read("c", "Plums are blue.")], default);
            await dies.RemoveAsync([new DocumentId("b")], default);
        }

        await shelf.ReopenAsync();
        (await shelf.Documents.PendingAsync(default)).ShouldNotBeEmpty();
        var check = await new CollectionCheck(shelf.Knowledge, Shelf.Name).RunAsync(default);
        check.Problems.ShouldHaveSingleItem().ShouldContain("not yet searchable");
        (await shelf.SearchAsync("pears")).ShouldBeEmpty();

        await using (await shelf.OpenWriterAsync())
        {
        }

        (await shelf.Documents.PendingAsync(default)).ShouldBeEmpty();
        (await shelf.SearchAsync("golden")).ShouldBe(["a"]);
        (await shelf.SearchAsync("plums")).ShouldBe(["c"]);
        (await shelf.SearchAsync("pears")).ShouldBeEmpty();
        shelf.FilesWith("Pears").ShouldAllBe(file => file.EndsWith("groundwork.db-wal", StringComparison.Ordinal));
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task A_commit_the_database_never_heard_of_is_settled_too()
    {
        await using var shelf = await Shelf.OpenAsync();
        await using (var writer = await shelf.OpenWriterAsync())
        {
            await writer.PutAsync([Samples.Read("a", "Apples are red.")], default);
            await writer.CommitAsync(default);
            using var cancelled = new CancellationTokenSource();
            await cancelled.CancelAsync();
            await writer.PutAsync([Samples.Read("a", "Apples are golden.")], default);
            await Should.ThrowAsync<OperationCanceledException>(async () => await writer.CommitAsync(cancelled.Token));
        }

        await using (await shelf.OpenWriterAsync())
        {
        }

        (await shelf.SearchAsync("golden")).ShouldBe(["a"]);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task A_second_writer_is_refused_and_told_which_collection_is_held()
    {
        await using var shelf = await Shelf.OpenAsync();
        await using (var first = await shelf.OpenWriterAsync())
        {
            var refused = await Should.ThrowAsync<IndexLockedException>(() => shelf.OpenWriterAsync());
            refused.Message.ShouldContain("notes");
            await Should.ThrowAsync<IndexLockedException>(async () => await shelf.Knowledge.RebuildAsync(Shelf.Name, null, GenerationRequest.Same, null, default));
            await Should.ThrowAsync<IndexLockedException>(async () => await shelf.Knowledge.RemoveAsync(Shelf.Name, null, default));
            await first.PutAsync([Samples.Read("a", "Apples are red.")], default);
            await first.CommitAsync(default);
        }

        await using var second = await shelf.OpenWriterAsync();
        (await shelf.SearchAsync("apples")).ShouldBe(["a"]);
    }

    [Fact]
    public async Task The_last_of_two_versions_in_one_batch_is_kept()
    {
        await using var shelf = await Shelf.OpenAsync();
        await using (var writer = await shelf.OpenWriterAsync())
        {
            await writer.PutAsync([Samples.Read("a", "Apples are red."), Samples.Read("a", "Apples are golden.")], default);
            await writer.CommitAsync(default);
        }

        (await shelf.SearchAsync("golden")).ShouldBe(["a"]);
        (await shelf.SearchAsync("red")).ShouldBeEmpty();
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task Putting_the_same_document_again_changes_nothing_that_can_be_found()
    {
        await using var shelf = await Shelf.OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            await using var writer = await shelf.OpenWriterAsync();
            await writer.PutAsync([Samples.Read("a", "Apples are red.")], default);
            await writer.CommitAsync(default);
            (await shelf.SearchAsync("apples")).ShouldBe(["a"]);
        }

        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task Cancelling_an_ingestion_in_the_middle_leaves_as_cancellation_and_everything_consistent()
    {
        await using var shelf = await Shelf.OpenAsync();
        for (var i = 0; i < 200; i++) shelf.Write($"{i:D3}.txt", $"File number{i}.");
        for (var stopAt = 0; stopAt < 200; stopAt += 37)
        {
            using var stop = new CancellationTokenSource();
            var done = 0;
            await Should.ThrowAsync<OperationCanceledException>(async () =>
            {
                await using var writer = await shelf.OpenWriterAsync();
                await foreach (var happened in new Ingestor(writer, new ReaderSet(shelf.Limits)).IngestAsync([shelf.Sources], stop.Token))
                    if (happened is IngestEvent.Advanced && done++ == stopAt) await stop.CancelAsync();
            });
            (await shelf.Documents.PendingAsync(default)).ShouldBeEmpty();
            await shelf.MustBeCleanAsync();
        }

        var last = await shelf.IngestAsync();
        (last.Counts.Added + last.Counts.Unchanged).ShouldBe(200);
        last.Counts.Unchanged.ShouldBeGreaterThan(150);
        (await shelf.IdsAsync()).Count.ShouldBe(200);
        (await shelf.SearchAsync("number199"))[0].ShouldBe("199.txt");
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task An_ingestion_cancelled_before_it_begins_does_nothing()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("a.md", "Apples.");
        await Should.ThrowAsync<OperationCanceledException>(() => shelf.IngestAsync(new CancellationToken(canceled: true)));
        (await shelf.IdsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_embedder_that_fails_stores_nothing_and_the_next_run_begins_there()
    {
        var embedder = new CountingEmbedder(new HashingEmbedder(dimensions: 32));
        await using var shelf = await Shelf.OpenAsync(embedder.Identity, embedder);
        shelf.Write("a.md", "Apples are red.");
        shelf.Write("b.md", "Pears are green.");
        embedder.Failure = new TimeoutException("no answer");
        await Should.ThrowAsync<TimeoutException>(() => shelf.IngestAsync());
        (await shelf.IdsAsync()).ShouldBeEmpty();
        (await shelf.Documents.SourcesAsync(default)).ShouldBeEmpty();

        embedder.Failure = null;
        (await shelf.IngestAsync()).MustCount(added: 2);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task A_vector_that_cannot_be_indexed_is_refused_before_anything_is_stored()
    {
        var embedder = new CountingEmbedder(new HashingEmbedder(dimensions: 32)) { Change = _ => new float[32] };
        await using var shelf = await Shelf.OpenAsync(embedder.Identity, embedder);
        shelf.Write("a.md", "Apples are red.");
        await Should.ThrowAsync<VectorRefusedException>(() => shelf.IngestAsync());
        embedder.Change = v => [.. v.Select((x, i) => i == 3 ? float.NaN : x)];
        await Should.ThrowAsync<VectorRefusedException>(() => shelf.IngestAsync());
        (await shelf.IdsAsync()).ShouldBeEmpty();
        embedder.Change = null;
        (await shelf.IngestAsync()).MustCount(added: 1);
        (await shelf.SearchAsync("apples")).ShouldBe(["a.md"]);
    }
}
