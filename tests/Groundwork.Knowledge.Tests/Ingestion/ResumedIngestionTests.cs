using Groundwork.Documents;
using Groundwork.Storage;

namespace Groundwork.Knowledge.Tests.Ingestion;

public sealed class ResumedIngestionTests
{
    [Fact]
    public async Task What_a_killed_ingestion_left_is_read_by_the_next_one_also_when_that_names_other_paths()
    {
        await using var shelf = await Shelf.OpenAsync();
        var one = Path.GetDirectoryName(shelf.Write("one/a.md", "Apples are red."))!;
        var two = Path.GetDirectoryName(shelf.Write("two/b.md", "Pears are green."))!;
        await LeaveAsync(shelf, (Path.Combine(one, "a.md"), "a.md"));
        (await shelf.IngestAsync(two)).MustCount(added: 2);
        (await shelf.IdsAsync()).ShouldBe(["a.md", "b.md"]);
        (await QueueOf(shelf).CountAsync(default)).ShouldBe(new JobCounts(0, 0, 0));
    }

    [Fact]
    public async Task A_job_whose_file_is_gone_goes_too()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("b.md", "Pears are green.");
        await LeaveAsync(shelf, (Path.Combine(shelf.Sources, "gone.md"), "gone.md"));
        (await shelf.IngestAsync()).MustCount(added: 1);
        (await QueueOf(shelf).CountAsync(default)).ShouldBe(new JobCounts(0, 0, 0));
    }

    [Fact]
    public async Task A_file_that_ends_this_very_process_again_and_again_is_given_up_and_the_rest_goes_on()
    {
        await using var shelf = await Shelf.OpenAsync();
        var bad = shelf.Write("bad.md", "This ends the process.");
        shelf.Write("good.md", "Pears are green.");

        // Once among others, then three times alone: the process ended each time.
        for (var i = 0; i < 4; i++) await LeaveAsync(shelf, (bad, "bad.md"));
        var ingested = await shelf.IngestAsync();
        ingested.MustCount(added: 1);
        var failed = ingested.Failed.ShouldHaveSingleItem();
        (failed.Path, failed.Reason).ShouldBe((bad, UnreadableReason.GaveUp));

        (await shelf.IngestAsync()).Failed.ShouldHaveSingleItem().Reason.ShouldBe(UnreadableReason.GaveUp);
        shelf.Write("bad.md", "This does not.");
        (await shelf.IngestAsync()).MustCount(added: 1, unchanged: 1);
        (await QueueOf(shelf).CountAsync(default)).ShouldBe(new JobCounts(0, 0, 0));
    }

    [Fact]
    public async Task Three_ends_of_the_process_are_not_enough_to_give_up()
    {
        await using var shelf = await Shelf.OpenAsync();
        var path = shelf.Write("a.md", "Apples are red.");
        for (var i = 0; i < 3; i++) await LeaveAsync(shelf, (path, "a.md"));
        (await shelf.IngestAsync()).MustCount(added: 1);
    }

    [Fact]
    public async Task An_ingestion_without_news_writes_nothing()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("a.md", "Apples are red.");
        shelf.Write("bad.pdf", [1, 2, 3]);
        shelf.Write("empty.md", "");
        await shelf.IngestAsync();
        await using var writer = await shelf.OpenWriterAsync();
        var before = await shelf.Documents.ProblemsAsync(default);
        await foreach (var _ in new Ingestor(writer, new ReaderSet(shelf.Limits)).IngestAsync([shelf.Sources], default))
        {
        }

        (await shelf.Documents.ProblemsAsync(default)).ShouldBe(before);
        before.Count.ShouldBe(2);
    }

    // What a process leaves that leased a file and ended.
    private static async Task LeaveAsync(Shelf shelf, (string Path, string Name) file)
    {
        await shelf.Knowledge.Collections.GetOrMakeAsync(Shelf.Name, null, ChunkingPlan.Default, default);
        var queue = QueueOf(shelf);
        await queue.TakeOverAsync("the next one", default);
        await queue.EnqueueAsync([new NewJob(file.Path, file.Name)], default);
        (await queue.LeaseAsync("dead", 1, TimeSpan.FromHours(1), default)).ShouldHaveSingleItem();
    }

    private static JobQueue QueueOf(Shelf shelf) => new(shelf.Database, $"read {Shelf.Name}", shelf.Clock);
}
