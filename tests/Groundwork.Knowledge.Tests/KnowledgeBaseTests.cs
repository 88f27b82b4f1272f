using Groundwork.Documents;
using Groundwork.Search;
using Groundwork.TestKit;

namespace Groundwork.Knowledge.Tests;

public sealed class KnowledgeBaseTests
{
    [Fact]
    public async Task A_snapshot_goes_on_while_the_index_is_rebuilt_and_switched()
    {
        await using var shelf = await FilledAsync();
        var open = await shelf.Knowledge.OpenAsync(Shelf.Name, default);
        using var snapshot = open.OpenSnapshot();
        var rebuilt = await shelf.Knowledge.RebuildAsync(Shelf.Name, null, GenerationRequest.Same, null, default);
        rebuilt.Generation.ShouldBe(2);
        snapshot.Search(new SearchRequest(new Query.Words("apples"), null, 10), default).Count.ShouldBe(1);
        snapshot.Keys().Count().ShouldBe(2);
        (await shelf.SearchAsync("apples")).ShouldBe(["a.md"]);
        Directory.EnumerateDirectories(Path.Combine(shelf.Indexes, "notes")).Select(Path.GetFileName).ShouldBe(["2"]);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task A_missing_index_is_named_with_its_cure_and_a_rebuild_heals_it()
    {
        await using var shelf = await FilledAsync();
        shelf.Knowledge.Dispose();
        Directory.Delete(shelf.Indexes, recursive: true);
        await shelf.ReopenAsync();

        var behind = await Should.ThrowAsync<IndexBehindException>(() => shelf.SearchAsync("apples"));
        behind.Message.ShouldContain("groundwork reindex --collection notes");
        (await new CollectionCheck(shelf.Knowledge, Shelf.Name).RunAsync(default)).Problems.ShouldHaveSingleItem().ShouldBe(behind.Message);

        // A writer that went on from an empty index would, after enough commits, hide the loss.
        await Should.ThrowAsync<IndexBehindException>(() => shelf.IngestAsync());

        await shelf.Knowledge.RebuildAsync(Shelf.Name, null, GenerationRequest.Same, null, default);
        (await shelf.SearchAsync("apples")).ShouldBe(["a.md"]);
        (await shelf.IngestAsync()).MustCount(unchanged: 2);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task A_damaged_index_file_is_found_with_its_cure_and_a_rebuild_heals_it()
    {
        await using var shelf = await FilledAsync();
        shelf.Knowledge.Dispose();
        var files = Directory.EnumerateFiles(Path.Combine(shelf.Indexes, "notes", "1")).Where(f => new FileInfo(f).Length > 0 && !f.Contains("writer", StringComparison.Ordinal)).ToList();
        files.Count.ShouldBeGreaterThan(1);
        foreach (var file in files)
        {
            var whole = File.ReadAllBytes(file);
            var broken = whole.ToArray();
            broken[broken.Length / 2] ^= 0x55;
            File.WriteAllBytes(file, broken);
            await shelf.ReopenAsync();
            var check = await new CollectionCheck(shelf.Knowledge, Shelf.Name).RunAsync(default);
            check.Problems.ShouldNotBeEmpty();
            check.Problems[0].ShouldContain("reindex");
            shelf.Knowledge.Dispose();
            File.WriteAllBytes(file, whole);
        }

        File.WriteAllBytes(files[0], [1, 2, 3]);
        await shelf.ReopenAsync();
        await Should.ThrowAsync<IndexDamagedException>(() => shelf.SearchAsync("apples"));
        await shelf.Knowledge.RebuildAsync(Shelf.Name, null, GenerationRequest.Same, null, default);
        (await shelf.SearchAsync("apples")).ShouldBe(["a.md"]);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task A_cancelled_rebuild_leaves_the_old_index_in_use()
    {
        await using var shelf = await FilledAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await shelf.Knowledge.RebuildAsync(Shelf.Name, null, GenerationRequest.Same, null, new CancellationToken(canceled: true)));
        (await shelf.Knowledge.Collections.GetAsync(Shelf.Name, default)).Generation.ShouldBe(1);
        (await shelf.SearchAsync("apples")).ShouldBe(["a.md"]);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task What_a_broken_off_rebuild_left_goes_with_the_next_writer()
    {
        await using var shelf = await FilledAsync();
        var left = Path.Combine(shelf.Indexes, "notes", "2");
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "segment"), "Apples");
        await using (await shelf.OpenWriterAsync())
        {
        }

        Directory.Exists(left).ShouldBeFalse();
    }

    [Fact]
    public async Task A_removed_collection_leaves_nothing_and_its_name_is_free()
    {
        await using var shelf = await FilledAsync();
        shelf.FilesWith("Apples").ShouldNotBeEmpty();
        await shelf.Knowledge.RemoveAsync(Shelf.Name, null, default);
        shelf.FilesWith("Apples").ShouldBeEmpty();
        var gone = await Should.ThrowAsync<CollectionNotFoundException>(() => shelf.SearchAsync("apples"));
        gone.Message.ShouldContain("none at all yet");
        (await shelf.IngestAsync()).MustCount(added: 2);
        (await shelf.SearchAsync("apples")).ShouldBe(["a.md"]);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task An_unknown_collection_is_answered_with_those_that_exist()
    {
        await using var shelf = await FilledAsync();
        var unknown = await Should.ThrowAsync<CollectionNotFoundException>(async () => await shelf.Knowledge.OpenAsync(CollectionName.Parse("other"), default));
        unknown.Message.ShouldContain("There are: notes.");
    }

    [Fact]
    public async Task A_removed_document_is_in_no_file_of_the_index_and_its_vector_in_no_row()
    {
        const string Canary = "Quetzalcoatlus";
        await using var shelf = await Shelf.OpenAsync(new HashingEmbedder(dimensions: 32));
        shelf.Write("a.md", $"# {Canary}\n\nThe {Canary} flies.");
        shelf.Write("b.md", "Pears are green.");
        await shelf.IngestAsync();
        shelf.FilesWith(Canary).ShouldContain(f => f.Contains("indexes", StringComparison.Ordinal));
        shelf.FilesWith(Canary).ShouldContain(f => f.Contains("groundwork.db", StringComparison.Ordinal));
        (await VectorsAsync(shelf)).ShouldBe(2);

        await using (var writer = await shelf.OpenWriterAsync())
        {
            await writer.RemoveAsync([new DocumentId("a.md")], default);
            await writer.CommitAsync(default);
        }

        await shelf.Database.PurgeAsync(default);
        shelf.FilesWith(Canary).ShouldBeEmpty();
        (await VectorsAsync(shelf)).ShouldBe(1);
        await shelf.MustBeCleanAsync();

        await shelf.Knowledge.RemoveAsync(Shelf.Name, null, default);
        (await VectorsAsync(shelf)).ShouldBe(0);
    }

    [Fact]
    public async Task Reading_and_rebuilding_at_the_same_time_never_fails()
    {
        await using var shelf = await FilledAsync();
        using var stop = new CancellationTokenSource();
        var searched = new int[3];
        var searches = Enumerable.Range(0, searched.Length).Select(i => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                (await shelf.SearchAsync("apples")).ShouldBe(["a.md"]);
                Interlocked.Increment(ref searched[i]);
            }
        })).ToArray();
        for (var rebuilt = 0; rebuilt < 8 || searched.Min() < 3; rebuilt++)
        {
            await shelf.Knowledge.RebuildAsync(Shelf.Name, null, GenerationRequest.Same, null, default);
            if (Array.Exists(searches, s => s.IsCompleted)) break;
        }

        await stop.CancelAsync();
        await Task.WhenAll(searches);
        await shelf.MustBeCleanAsync();
    }

    private static async Task<long> VectorsAsync(Shelf shelf) => await shelf.Database.ReadAsync(s => s.CountAsync("select count(*) from embeddings"), default);

    private static async Task<Shelf> FilledAsync()
    {
        var shelf = await Shelf.OpenAsync();
        shelf.Write("a.md", "Apples are red.");
        shelf.Write("b.md", "Pears are green.");
        await shelf.IngestAsync();
        return shelf;
    }
}
