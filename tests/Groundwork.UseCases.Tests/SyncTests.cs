using Groundwork.Sources;

namespace Groundwork.UseCases.Tests;

public sealed class SyncTests
{
    [Fact]
    public async Task A_collection_follows_its_folders_and_a_dry_run_tells_before()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("a.md", "Apples are red.");
        desk.Write("b.md", "Pears are green.");
        desk.Write("drafts/c.md", "Plums are blue.");
        await AddAsync(desk, new AddSourceRequest("folder", desk.Sources, Exclude: ["drafts/"]));
        var before = await CompareAsync(desk);
        var told = before.Sources.ShouldHaveSingleItem();
        (told.Name, told.State, told.New, told.Skipped, before.Ingested).ShouldBe(("sources", "compared", 2, 1, null));
        (await desk.Workspace.Knowledge.Collections.ListAsync(default))[0].Documents.ShouldBe(0);

        var synced = await SyncAsync(desk);
        (synced.Ingested!.Added, synced.IsWhole).ShouldBe((2, true));
        desk.Write("a.md", "Apples are golden.");
        File.Move(Path.Combine(desk.Sources, "b.md"), Path.Combine(desk.Sources, "pears.md"));
        desk.Write("d.md", "Figs are purple.");
        desk.Write("p.bin", "\0\u0001\u0002");
        var next = (await CompareAsync(desk)).Sources[0];
        (next.New, next.Changed, next.Moved, next.Gone, next.Unchanged, next.Skipped).ShouldBe((1, 1, 1, 0, 0, 2));
        next.Entries.Single(e => e.Change is "moved").Why.ShouldBe(Path.Combine(desk.Sources, "b.md"));
        var ingested = (await SyncAsync(desk)).Ingested!;
        (ingested.Added, ingested.Updated, ingested.Moved, ingested.Removed).ShouldBe((1, 1, 1, 0));
        (await SyncAsync(desk)).Ingested!.Unchanged.ShouldBe(3);
        (await desk.SearchAsync("golden")).Hits.ShouldHaveSingleItem().Document.ShouldBe("a.md");

        var last = (await new ManageSources(desk.Workspace).ListAsync("default", default)).Sources[0].Last.ShouldNotBeNull();
        (last.State, last.Listed).ShouldBe(("synced", 4));
    }

    [Fact]
    public async Task A_source_of_which_too_much_is_gone_is_left_as_it_is_until_that_is_allowed()
    {
        await using var desk = await Desk.OpenAsync();
        foreach (var i in Enumerable.Range(0, 10)) desk.Write($"{i}.md", $"Text number {i}.");
        await AddAsync(desk, new AddSourceRequest("folder", desk.Sources, Name: "notes"));
        await SyncAsync(desk);
        foreach (var i in Enumerable.Range(0, 6)) File.Delete(Path.Combine(desk.Sources, $"{i}.md"));
        desk.Write("new.md", "A new text.");

        foreach (var reply in new[] { await CompareAsync(desk), await SyncAsync(desk) })
        {
            var held = reply.Sources[0];
            (held.State, held.Gone, held.Problem!.Code, reply.IsWhole).ShouldBe(("held", 6, "GW1710", false));
            held.Problem.Message.ShouldContain("--allow-gone");
        }

        (await desk.SearchAsync("number")).Hits.Count.ShouldBe(10);
        (await SyncAsync(desk, new SyncRequest(MaxGonePercent: 60))).Ingested!.Removed.ShouldBe(6);

        Directory.Delete(desk.Sources, recursive: true);
        (await SyncAsync(desk)).Sources[0].Problem!.Code.ShouldBe("GW1702");
        Directory.CreateDirectory(desk.Sources);
        (await SyncAsync(desk)).Sources[0].State.ShouldBe("held");
        (await SyncAsync(desk, new SyncRequest(AllowGone: true))).Ingested!.Removed.ShouldBe(5);
    }

    [Fact]
    public async Task A_source_that_cannot_be_listed_does_not_keep_the_others_from_going_on()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("one/a.md", "Apples are red.");
        desk.Write("two/b.md", "Pears are green.");
        await AddAsync(desk, new AddSourceRequest("folder", Path.Combine(desk.Sources, "one")));
        await AddAsync(desk, new AddSourceRequest("folder", Path.Combine(desk.Sources, "two")));
        await SyncAsync(desk);
        Directory.Delete(Path.Combine(desk.Sources, "one"), recursive: true);
        desk.Write("two/c.md", "Plums are blue.");
        var reply = await SyncAsync(desk);
        reply.Sources.Select(s => s.State).ShouldBe(["failed", "synced"]);
        (reply.Ingested!.Added, reply.Ingested.Removed).ShouldBe((1, 0));
        (await SyncAsync(desk, new SyncRequest(Sources: ["two"]))).Sources.ShouldHaveSingleItem().Name.ShouldBe("two");
        await Should.ThrowAsync<SourceNotFoundException>(() => SyncAsync(desk, new SyncRequest(Sources: ["three"])));
    }

    [Fact]
    public async Task What_new_rules_of_a_source_no_longer_take_leaves_the_collection()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("a.md", "Apples are red.");
        desk.Write("b.txt", "Pears are green.");
        desk.Write("old/c.md", "Plums are blue.");
        await AddAsync(desk, new AddSourceRequest("folder", desk.Sources));
        await SyncAsync(desk);
        (await AddAsync(desk, new AddSourceRequest("folder", desk.Sources, Include: ["*.md"], Exclude: ["old/"]))).Name.ShouldBe("sources");
        var gone = (await CompareAsync(desk, new SyncRequest(AllowGone: true))).Sources[0];
        (gone.Gone, gone.Unchanged).ShouldBe((2, 1));
        (await SyncAsync(desk, new SyncRequest(AllowGone: true))).Ingested!.Removed.ShouldBe(2);
        (await CompareAsync(desk)).Sources[0].Gone.ShouldBe(0);
    }

    [Fact]
    public async Task Two_sources_of_one_folder_do_not_take_from_each_other()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("a.md", "Apples are red.");
        desk.Write("b.txt", "Pears are green.");
        await AddAsync(desk, new AddSourceRequest("folder", desk.Sources, Name: "pages", Include: ["*.md"]));
        await AddAsync(desk, new AddSourceRequest("folder", desk.Sources, Name: "texts", Include: ["*.txt"]));
        (await SyncAsync(desk)).Ingested!.Added.ShouldBe(2);
        foreach (var name in new[] { "pages", "texts" }) (await SyncAsync(desk, new SyncRequest(Sources: [name]))).Ingested!.Removed.ShouldBe(0);
        (await new ManageSources(desk.Workspace).RemoveAsync(new RemoveSourceRequest("texts", Documents: true), default)).Documents.ShouldBe(1);
        (await desk.SearchAsync("pears", "text")).Hits.ShouldBeEmpty();
        (await desk.SearchAsync("apples", "text")).Hits.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Rows_of_a_database_become_documents_with_their_values()
    {
        await using var desk = await Desk.OpenAsync();
        var file = desk.File("rows.db");
        Execute(file, "create table notes (id integer primary key, name text, body text, stars integer); insert into notes values (1, 'First', 'Apples are red.', 5), (2, 'Second', 'Pears are green.', 2)");
        await AddAsync(desk, new AddSourceRequest("sql", $"sqlite:{file}", Name: "notes", Query: "select * from notes", Text: ["body"], Title: "name"));
        (await SyncAsync(desk)).Ingested!.Added.ShouldBe(2);
        var hit = (await desk.SearchAsync("red OR green", "text", "stars>=4")).Hits.ShouldHaveSingleItem();
        (hit.Document, hit.Title).ShouldBe(("notes/1", "First"));
        Execute(file, "update notes set body = 'Apples are golden.' where id = 1; delete from notes where id = 2");
        var next = (await SyncAsync(desk)).Ingested!;
        (next.Updated, next.Removed, next.Unchanged).ShouldBe((1, 1, 0));
        (await SyncAsync(desk)).Ingested!.Unchanged.ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_used_is_refused_when_it_is_added()
    {
        await using var desk = await Desk.OpenAsync();
        foreach (var request in new[]
                 {
                     new AddSourceRequest("ftp", "ftp://example.org/"), new AddSourceRequest("web", "https://me:pa55word@example.org/"), new AddSourceRequest("folder", desk.Sources, Include: ["[a"]),
                     new AddSourceRequest("folder", desk.Sources, Links: "sometimes"), new AddSourceRequest("sql", "sqlite:x.db"), new AddSourceRequest("web", "https://example.org/", MaxPages: 0),
                     new AddSourceRequest("sql", "Host=h;Password=pa55word", Query: "select 1"),
                 })
            (await Should.ThrowAsync<SourceException>(() => AddAsync(desk, request))).Message.ShouldNotContain("pa55word");
        (await Should.ThrowAsync<SourceException>(() => AddAsync(desk, new AddSourceRequest("folder", desk.File("none"))))).Failure.ShouldBe(SourceFailure.NotFound);
        await Should.ThrowAsync<InvalidRequestException>(() => AddAsync(desk, new AddSourceRequest("folder", desk.Sources, Name: "Not A Name")));
        await Should.ThrowAsync<InvalidRequestException>(() => AddAsync(desk, new AddSourceRequest("folder", desk.Sources, Name: "push")));
        await desk.IngestAsync();
        await Should.ThrowAsync<InvalidRequestException>(() => SyncAsync(desk));
    }

    [Fact]
    public async Task Deleting_a_collection_forgets_its_sources()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("a.md", "Apples are red.");
        await AddAsync(desk, new AddSourceRequest("folder", desk.Sources));
        await SyncAsync(desk);
        await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest([], All: true), default);
        await desk.IngestAsync();
        (await new ManageSources(desk.Workspace).ListAsync("default", default)).Sources.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_watched_folder_is_synchronised_again_when_something_in_it_changes()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("a.md", "Apples are red.");
        await AddAsync(desk, new AddSourceRequest("folder", desk.Sources));
        using var stop = new CancellationTokenSource();
        var rounds = new List<SyncReply>();
        var watching = new WatchSources(desk.Workspace).RunAsync(new SyncRequest(), TimeSpan.FromHours(1), async request =>
        {
            rounds.Add(await SyncAsync(desk, request));
            if (rounds.Count == 1) desk.Write("b.md", "Pears are green.");
            else await stop.CancelAsync();
        }, stop.Token);
        await Should.ThrowAsync<OperationCanceledException>(() => watching.WaitAsync(TimeSpan.FromSeconds(60)));
        rounds.Sum(r => r.Ingested!.Added).ShouldBe(2);
    }

    [Fact]
    public async Task Pushed_documents_are_kept_and_can_be_read_again()
    {
        await using var desk = await Desk.OpenAsync();
        await PushAsync(desk, new PushRequest("ticket/7", Text: "The lift is broken.", Title: "Lift", Metadata: new Dictionary<string, string>(StringComparer.Ordinal) { ["floor"] = "third" }));
        await PushAsync(desk, new PushRequest("page/1", Bytes: Convert.ToBase64String("<h1>Stairs</h1><p>The stairs are steep.</p>"u8), MediaType: "text/html", Metadata: new Dictionary<string, string>(StringComparer.Ordinal) { ["floor"] = "first" }));
        var hit = (await desk.SearchAsync("lift", "text", "floor=third")).Hits.ShouldHaveSingleItem();
        (hit.Document, hit.Title).ShouldBe(("ticket/7", "Lift"));
        (await desk.SearchAsync("stairs", "text", "floor=first")).Hits.ShouldHaveSingleItem().Document.ShouldBe("page/1");

        await PushAsync(desk, new PushRequest("ticket/7", Text: "The lift works again."));
        (await desk.SearchAsync("broken", "text")).Hits.ShouldBeEmpty();
        (await SyncAsync(desk)).Ingested!.Unchanged.ShouldBe(2);

        await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest(["ticket/7"]), default);
        desk.FilesWith("The lift works again").ShouldBeEmpty();
        (await SyncAsync(desk)).Ingested!.Unchanged.ShouldBe(1);
    }

    [Fact]
    public async Task A_push_that_says_too_little_or_too_much_is_refused()
    {
        await using var desk = await Desk.OpenAsync();
        foreach (var request in new[]
                 {
                     new PushRequest("a"), new PushRequest("a", "text", "AAAA"), new PushRequest("a", Bytes: "AAAA"), new PushRequest("a", Bytes: "not base64!", MediaType: "text/plain"),
                     new PushRequest("a", Bytes: "AAAA", MediaType: "text/plain", Title: "t"), new PushRequest("a", "x", Metadata: new Dictionary<string, string>(StringComparer.Ordinal) { ["Text"] = "y" }),
                 })
            await Should.ThrowAsync<InvalidRequestException>(() => new PushDocument(desk.Workspace).KeepAsync("default", request, default));
        foreach (var id in new[] { "", " ", "a\nb", new string('x', 1001) })
            await Should.ThrowAsync<SourceException>(() => new PushDocument(desk.Workspace).KeepAsync("default", new PushRequest(id, "text"), default));
    }

    private static Task<SourceReply> AddAsync(Desk desk, AddSourceRequest request) => new ManageSources(desk.Workspace).AddAsync(request, default);

    private static Task<SyncReply> CompareAsync(Desk desk, SyncRequest? request = null) => new SyncSources(desk.Workspace).CompareAsync((request ?? new SyncRequest()) with { DryRun = true }, default);

    private static async Task<SyncReply> SyncAsync(Desk desk, SyncRequest? request = null)
    {
        SyncReply? reply = null;
        await foreach (var _ in new SyncSources(desk.Workspace).RunAsync(request ?? new SyncRequest(), told => reply = told, default)) { }
        return reply.ShouldNotBeNull();
    }

    private static async Task PushAsync(Desk desk, PushRequest request)
    {
        var ingestion = await new PushDocument(desk.Workspace).KeepAsync("default", request, default);
        await foreach (var update in new IngestFolder(desk.Workspace).RunAsync(ingestion, default))
            if (update is IngestUpdate.Done done) done.Reply.Failed.ShouldBeEmpty();
    }

    private static void Execute(string file, string sql)
    {
        var error = SQLitePCL.raw.sqlite3_open(file, out var database);
        error.ShouldBe(0);
        SQLitePCL.raw.sqlite3_exec(database, sql).ShouldBe(0);
        SQLitePCL.raw.sqlite3_close(database);
    }
}
