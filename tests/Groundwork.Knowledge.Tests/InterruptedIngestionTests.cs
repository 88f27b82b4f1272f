using Groundwork.Documents;
using Groundwork.Storage;
using Groundwork.TestKit;

namespace Groundwork.Knowledge.Tests;

public sealed class InterruptedIngestionTests : IDisposable
{
    private static readonly CollectionName Name = CollectionName.Parse("notes");

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_record_that_moved_to_another_file_has_moved_also_when_the_run_stops_between_the_files()
    {
        await using var database = await SqliteDatabase.OpenAsync(_folder.File("groundwork.db"), KnowledgeSchema.Migrations, new ManualClock(), CancellationToken.None);
        using var knowledge = new KnowledgeBase(database, _folder.File("indexes"), new ManualClock());
        await knowledge.Collections.GetOrMakeAsync(Name, null, ChunkingPlan.Default, CancellationToken.None);
        _folder.Write("in/a.jsonl", """{"id":"moves","text":"It moves."}""" + "\n" + """{"id":"stays","text":"It stays."}""");
        _folder.Write("in/b.jsonl", """{"id":"other","text":"Another."}""");
        await IngestAsync(knowledge, untilFile: null);

        _folder.Write("in/a.jsonl", """{"id":"stays","text":"It stays."}""");
        _folder.Write("in/b.jsonl", """{"id":"other","text":"Another."}""" + "\n" + """{"id":"moves","text":"It moves."}""");
        await IngestAsync(knowledge, untilFile: "a.jsonl");
        var news = await IngestAsync(knowledge, untilFile: null);

        news.OfType<IngestEvent.Failed>().ShouldBeEmpty();
        var moved = await knowledge.Documents(Name).FindAsync(new DocumentId("moves"), CancellationToken.None);
        moved!.Path.ShouldBe(_folder.File("in/b.jsonl"));
    }

    [Fact]
    public async Task A_record_that_moved_counts_as_updated()
    {
        await using var database = await SqliteDatabase.OpenAsync(_folder.File("groundwork.db"), KnowledgeSchema.Migrations, new ManualClock(), CancellationToken.None);
        using var knowledge = new KnowledgeBase(database, _folder.File("indexes"), new ManualClock());
        await knowledge.Collections.GetOrMakeAsync(Name, null, ChunkingPlan.Default, CancellationToken.None);
        _folder.Write("in/a.jsonl", """{"id":"moves","text":"It moves."}""" + "\n" + """{"id":"stays","text":"It stays."}""");
        _folder.Write("in/b.jsonl", """{"id":"other","text":"Another."}""");
        await IngestAsync(knowledge, untilFile: null);
        _folder.Write("in/a.jsonl", """{"id":"stays","text":"It stays."}""");
        _folder.Write("in/b.jsonl", """{"id":"other","text":"Another."}""" + "\n" + """{"id":"moves","text":"It moves."}""");
        var counts = (await IngestAsync(knowledge, untilFile: null)).OfType<IngestEvent.Finished>().Single().Counts;
        (counts.Added, counts.Updated, counts.Removed, counts.Unchanged).ShouldBe((0, 1, 0, 2));
    }

    private async Task<List<IngestEvent>> IngestAsync(KnowledgeBase knowledge, string? untilFile)
    {
        var news = new List<IngestEvent>();
        await using var writer = await knowledge.OpenWriterAsync(Name, null, null, CancellationToken.None);
        await foreach (var happened in new Ingestor(writer, new ReaderSet(new ReadingLimits())).IngestAsync([_folder.File("in")], CancellationToken.None))
        {
            news.Add(happened);
            if (untilFile is not null && happened is IngestEvent.Advanced advanced && string.Equals(Path.GetFileName(advanced.Current), untilFile, StringComparison.Ordinal)) break;
        }

        return news;
    }
}
