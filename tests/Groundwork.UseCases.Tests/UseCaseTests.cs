using Groundwork.Knowledge;
using Groundwork.Search;
using Groundwork.TestKit;

namespace Groundwork.UseCases.Tests;

public sealed class UseCaseTests
{
    [Fact]
    public async Task What_is_asked_wrongly_is_refused_with_the_value()
    {
        await using var desk = await FilledAsync();
        var workspace = desk.Workspace;
        await Refused<InvalidRequestException>(() => Drain(new IngestFolder(workspace).RunAsync(new IngestRequest([]), default)), "at least one file");
        await Refused<InvalidRequestException>(() => Drain(new IngestFolder(workspace).RunAsync(new IngestRequest(null!), default)), "at least one file");
        await Refused<SourcePathException>(() => desk.IngestAsync("default", "/no/such"), "/no/such");
        await Refused<SourcePathException>(() => desk.IngestAsync("default", ""), "\"\"");
        await Refused<SourcePathException>(() => desk.IngestAsync("default", "a\0b"), "no path");
        await Refused<CollectionNameException>(() => desk.IngestAsync("no/slash"), "'/'");
        await Refused<CollectionNameException>(() => desk.IngestAsync(".."), "start with");
        await Refused<InvalidRequestException>(() => desk.SearchAsync("  "), "empty");
        await Refused<InvalidRequestException>(() => desk.SearchAsync(new string('x', 9000)), "8192");
        await Refused<InvalidRequestException>(() => desk.SearchAsync("x", mode: "fuzzy"), "\"fuzzy\"");
        await Refused<FilterSyntaxException>(() => desk.SearchAsync("x", filters: "year>2020"), "year>2020");
        await Refused<InvalidRequestException>(() => new SearchPassages(workspace).RunAsync(new SearchRequest("x", Limit: 0), default), "1..1000");
        await Refused<InvalidRequestException>(() => new SearchPassages(workspace).RunAsync(new SearchRequest("x", Limit: 1001), default), "1..1000");
        await Refused<CollectionNotFoundException>(() => new SearchPassages(workspace).RunAsync(new SearchRequest("x", "other"), default), "There are: default");
        await Refused<CollectionNotFoundException>(() => desk.AskAsync("x", "other"), "other");
        await Refused<EmbedderMismatchException>(() => desk.SearchAsync("x", mode: "vector"), "--mode text");
        await Refused<InvalidRequestException>(() => new ListDocuments(workspace).RunAsync(new DocumentsRequest(Limit: 0), default), "1..1000");
        await Refused<InvalidRequestException>(() => new ListDocuments(workspace).RunAsync(new DocumentsRequest(Skip: -1), default), "-1");
        await Refused<DocumentNotFoundException>(() => new ShowDocument(workspace).RunAsync(new DocumentRequest("none"), default), "\"none\"");
        await Refused<InvalidRequestException>(() => new DeleteDocuments(workspace).RunAsync(new DeleteRequest([]), default), "--all");
        await Refused<InvalidRequestException>(() => new DeleteDocuments(workspace).RunAsync(new DeleteRequest(null!), default), "--all");
        await Refused<InvalidRequestException>(() => new DeleteDocuments(workspace).RunAsync(new DeleteRequest(["a.md"], All: true), default), "--all");
        await Refused<DocumentNotFoundException>(() => new DeleteDocuments(workspace).RunAsync(new DeleteRequest(["a.md", "none"]), default), "\"none\"");
        await Refused<InvalidRequestException>(() => new Reindex(workspace).RunAsync(new ReindexRequest(Embedder: true, NoVectors: true), null, default), "Choose one of");
        await Refused<EmbedderMismatchException>(() => new Reindex(workspace).RunAsync(new ReindexRequest(Embedder: true), null, default), "GROUNDWORK_EMBED_URL");
        (await desk.SearchAsync("apples")).Hits.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_deleted_document_is_in_no_file_of_the_data_directory_and_comes_back_when_ingested_again()
    {
        const string Canary = "Quetzalcoatlus";
        await using var desk = await Desk.OpenAsync();
        desk.Write("bird.md", $"# Flyers\n\nThe {Canary} was the largest flying animal.");
        desk.Write("other.md", "Apples are red.");
        await desk.IngestAsync();
        (await desk.AskAsync("What was the largest flying animal?")).Answer.ShouldContain(Canary);
        await desk.AskAsync("Which apples are red?");
        (await desk.SearchAsync(Canary)).Hits.Count.ShouldBe(1);

        // The control: before deleting, database and index hold it.
        desk.FilesWith(Canary).ShouldContain(f => f.Contains("groundwork.db", StringComparison.Ordinal));
        desk.FilesWith(Canary).ShouldContain(f => f.Contains("indexes", StringComparison.Ordinal));

        var reply = await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest(["bird.md", "bird.md"]), default);
        reply.Removed.ShouldBe(["bird.md"]);
        desk.FilesWith(Canary).ShouldBeEmpty();
        (await desk.SearchAsync(Canary)).Hits.ShouldBeEmpty();
        (await new Verify(desk.Workspace).RunAsync(default)).Ok.ShouldBeTrue();
        (await desk.Workspace.Answers.ReadAsync(CollectionName.Parse("default"), default)).ShouldHaveSingleItem().Request.Question.ShouldBe("Which apples are red?");

        (await desk.IngestAsync()).Added.ShouldBe(1);
        (await desk.SearchAsync(Canary)).Hits.Count.ShouldBe(1);
        await desk.AskAsync("What was the largest flying animal?");
        await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest([], All: true), default);
        desk.FilesWith(Canary).ShouldBeEmpty();
        desk.FilesWith("Apples are red").ShouldBeEmpty();
    }

    [Fact]
    public async Task One_deleted_record_leaves_the_others_of_its_file()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("corpus.jsonl", """{"id":"1","text":"Apples are red."}""" + "\n" + """{"id":"2","text":"Pears are green."}""");
        await desk.IngestAsync();
        await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest(["1"]), default);
        desk.FilesWith("Apples are red").ShouldBeEmpty();
        (await desk.SearchAsync("pears")).Hits.Single().Document.ShouldBe("2");
        var again = await desk.IngestAsync();
        (again.Added, again.Unchanged).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Answers_are_logged_in_order_with_question_and_commit()
    {
        await using var desk = await FilledAsync();
        await desk.AskAsync("Which apples are red?");
        await desk.AskAsync("xyzzy?");
        var log = await desk.Workspace.Answers.ReadAsync(CollectionName.Parse("default"), default);
        log.Select(a => a.Request.Question).ShouldBe(["Which apples are red?", "xyzzy?"]);
        log[0].Reply.Claims.ShouldHaveSingleItem().Citations.ShouldHaveSingleItem().Quote.ShouldBe("Apples are red.");
        log[1].Reply.Abstained.ShouldNotBeNull();
        log[0].Reply.Commit.ShouldBe(1);
    }

    [Fact]
    public async Task A_broken_index_is_told_by_status_and_verify_and_healed_by_reindex()
    {
        await using var desk = await FilledAsync();
        await desk.Workspace.DisposeAsync();
        Directory.Delete(Path.Combine(desk.Data, "indexes"), recursive: true);
        await desk.ReopenAsync();
        (await new GetStatus(desk.Workspace).RunAsync(default)).Collections.Single().Problem!.Code.ShouldBe("GW1202");
        var verified = await new Verify(desk.Workspace).RunAsync(default);
        verified.Ok.ShouldBeFalse();
        verified.Problems.Single().Collection.ShouldBe("default");
        await Should.ThrowAsync<IndexBehindException>(() => desk.IngestAsync());

        var counts = new List<long>();
        (await new Reindex(desk.Workspace).RunAsync(new ReindexRequest(), new Collected(counts), default)).Chunks.ShouldBe(1);
        counts.ShouldBe([1]);
        (await new Verify(desk.Workspace).RunAsync(default)).Ok.ShouldBeTrue();
        (await new GetStatus(desk.Workspace).RunAsync(default)).Collections.Single().Problem.ShouldBeNull();
        (await desk.SearchAsync("apples")).Hits.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_search_by_words_works_while_the_embedder_is_away()
    {
        await using var desk = await Desk.OpenAsync();
        await using (var server = await ScriptedModelServer.StartAsync(new HashingEmbedder("e", 32)))
        {
            await desk.ReopenAsync(embed: server);
            desk.Write("a.md", "Apples are red.");
            await desk.IngestAsync();
            (await desk.SearchAsync("apples", "vector")).Hits.Count.ShouldBe(1);
            await desk.ReopenAsync(embed: server);
        }

        (await desk.SearchAsync("apples", "text")).Hits.Count.ShouldBe(1);
        (await Should.ThrowAsync<Models.ModelException>(() => desk.SearchAsync("apples"))).Kind.ShouldBe(Models.ModelFailure.Unreachable);
        await desk.ReopenAsync();
        (await desk.SearchAsync("apples")).Notice!.ShouldContain("no embedder is configured");
    }

    [Fact]
    public async Task Reindex_with_and_without_an_embedder_switches_the_collection()
    {
        await using var server = await ScriptedModelServer.StartAsync(new HashingEmbedder("e", 32));
        await using var desk = await FilledAsync();
        await desk.ReopenAsync(embed: server);
        (await new Reindex(desk.Workspace).RunAsync(new ReindexRequest(Embedder: true), null, default)).Embedder.ShouldBe("e");
        (await desk.SearchAsync("appel", "vector")).Hits.Count.ShouldBe(1);
        (await new Reindex(desk.Workspace).RunAsync(new ReindexRequest(NoVectors: true), null, default)).Embedder.ShouldBeNull();
        await Should.ThrowAsync<EmbedderMismatchException>(() => desk.SearchAsync("apples", "vector"));
        (await desk.SearchAsync("apples")).Notice.ShouldBeNull();
    }

    [Fact]
    public async Task Two_workspaces_share_one_directory_and_one_writer()
    {
        await using var desk = await FilledAsync();
        await using var second = await Workspace.OpenAsync(desk.SettingsOf(), TimeProvider.System, default);
        (await new SearchPassages(second).RunAsync(new SearchRequest("apples"), default)).Hits.Count.ShouldBe(1);
        await using (await desk.Workspace.Knowledge.OpenWriterAsync(CollectionName.Parse("default"), null, null, default))
        {
            desk.Write("b.md", "Pears are green.");
            await Should.ThrowAsync<IndexLockedException>(() => Drain(new IngestFolder(second).RunAsync(new IngestRequest([desk.Sources]), default)));
        }

        await Drain(new IngestFolder(second).RunAsync(new IngestRequest([desk.Sources]), default));
        (await desk.SearchAsync("pears")).Hits.Count.ShouldBe(1);
        await new Reindex(second).RunAsync(new ReindexRequest(), null, default);
        (await desk.SearchAsync("pears")).Hits.Count.ShouldBe(1);
        await new DeleteDocuments(second).RunAsync(new DeleteRequest([], All: true), default);
        await Should.ThrowAsync<CollectionNotFoundException>(() => desk.SearchAsync("pears"));
    }

    [Fact]
    public async Task Questions_are_answered_while_an_ingestion_and_a_rebuild_run()
    {
        await using var desk = await FilledAsync();
        for (var i = 0; i < 60; i++) desk.Write($"more/{i}.md", $"Pears number {i} are green.");
        using var stop = new CancellationTokenSource();
        var asked = 0;
        var asking = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            do
            {
                (await desk.AskAsync("Which apples are red?")).Answer.ShouldBe("Apples are red.");
                Interlocked.Increment(ref asked);
            }
            while (!stop.IsCancellationRequested);
        })).ToArray();
        (await desk.IngestAsync()).Added.ShouldBe(60);
        for (var i = 0; i < 3; i++) await new Reindex(desk.Workspace).RunAsync(new ReindexRequest(), null, default);
        await stop.CancelAsync();
        await Task.WhenAll(asking);
        asked.ShouldBeGreaterThanOrEqualTo(3);
        (await desk.Workspace.Answers.ReadAsync(CollectionName.Parse("default"), default)).Count.ShouldBe(asked);
        (await new Verify(desk.Workspace).RunAsync(default)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task The_handbook_is_loaded_and_follows_its_lessons()
    {
        await using var desk = await Desk.OpenAsync();
        var content = Path.Combine(desk.Sources, "lessons");
        desk.Write("lessons/a.md", "# A\n\nApples are red.");
        desk.Write("lessons/b.md", "# B\n\nPears are green.");
        (await LoadAsync()).Added.ShouldBe(2);
        (await LoadAsync()).Unchanged.ShouldBe(2);
        File.Delete(Path.Combine(content, "b.md"));
        desk.Write("lessons/a.md", "# A\n\nApples are golden.");
        var reply = await LoadAsync();
        (reply.Updated, reply.Removed).ShouldBe((1, 1));
        await Refused<SourcePathException>(() => Drain(new LoadHandbook(desk.Workspace, desk.File("none")).RunAsync(default)), "handbook");

        async Task<IngestReply> LoadAsync()
        {
            IngestReply? done = null;
            await foreach (var update in new LoadHandbook(desk.Workspace, content).RunAsync(default))
                if (update is IngestUpdate.Done last) done = last.Reply;
            return done!;
        }
    }

    private static async Task<Desk> FilledAsync()
    {
        var desk = await Desk.OpenAsync();
        desk.Write("a.md", "Apples are red.");
        await desk.IngestAsync();
        return desk;
    }

    private static async Task Refused<T>(Func<Task> work, string part)
        where T : Exception => (await Should.ThrowAsync<T>(work)).Message.ShouldContain(part);

    private static async Task Drain<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var _ in items)
        {
        }
    }

    private sealed class Collected(List<long> values) : IProgress<long>
    {
        public void Report(long value) => values.Add(value);
    }
}
