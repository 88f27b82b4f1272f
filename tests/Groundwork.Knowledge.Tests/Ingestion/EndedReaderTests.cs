using Groundwork.Documents;

namespace Groundwork.Knowledge.Tests.Ingestion;

public sealed class EndedReaderTests
{
    [Fact]
    public async Task A_document_that_ends_its_reader_is_tried_three_times_and_given_up_with_its_reason()
    {
        await using var shelf = await Shelf.OpenAsync();
        foreach (var name in new[] { "a.md", "bad.md", "c.md" }) shelf.Write(name, $"The text of {name}.");
        var reading = Ends("bad.md", times: int.MaxValue);
        shelf.Reading = reading;
        var ingested = await shelf.IngestPatientlyAsync();
        ingested.MustCount(added: 2);
        var failed = ingested.Failed.ShouldHaveSingleItem();
        (Path.GetFileName(failed.Path), failed.Reason).ShouldBe(("bad.md", UnreadableReason.GaveUp));
        failed.Message.ShouldContain("out of memory");
        reading.Begun.Count(name => string.Equals(name, "bad.md", StringComparison.Ordinal)).ShouldBe(3);

        // The others are not held up: its second try comes after all of them.
        reading.Begun[^2..].ShouldBe(["bad.md", "bad.md"]);

        // As long as it is the same, nobody tries it again, and it stays in the report.
        reading.Begun.Clear();
        var again = await shelf.IngestAsync();
        again.MustCount(unchanged: 2);
        again.Failed.ShouldHaveSingleItem().Reason.ShouldBe(UnreadableReason.GaveUp);
        reading.Begun.ShouldBeEmpty();

        shelf.Options = new IngestOptions { RetriesFailed = true };
        shelf.Reading = null;
        (await shelf.IngestAsync()).MustCount(added: 1, unchanged: 2);
        (await shelf.ProblemsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_document_that_was_given_up_is_tried_again_when_it_changes()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("bad.md", "This ends the reader.");
        shelf.Reading = Ends("bad.md", times: 3);
        (await shelf.IngestPatientlyAsync()).Failed.ShouldHaveSingleItem();
        shelf.Write("bad.md", "This does not.");
        (await shelf.IngestAsync()).MustCount(added: 1);
        (await shelf.ProblemsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reader_that_ends_once_has_cost_nothing()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("bad.md", "This ends the reader once.");
        shelf.Reading = Ends("bad.md", times: 1);
        var ingested = await shelf.IngestPatientlyAsync();
        ingested.MustCount(added: 1);
        ingested.Failed.ShouldBeEmpty();
        (await shelf.IdsAsync()).ShouldBe(["bad.md"]);
    }

    [Fact]
    public async Task A_record_that_ends_its_reader_is_one_line_in_the_report()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("c.jsonl", """{"id":"one","text":"Apples."}""" + "\n" + """{"id":"two","text":"Pears."}""" + "\n" + """{"id":"three","text":"Plums."}""");
        shelf.Reading = Ends("two", times: int.MaxValue);
        var ingested = await shelf.IngestAsync();
        ingested.MustCount(added: 2);
        var failed = ingested.Failed.ShouldHaveSingleItem();
        (failed.Path, failed.Reason).ShouldBe((Path.Combine(shelf.Sources, "c.jsonl") + ", line 2", UnreadableReason.GaveUp));
    }

    [Fact]
    public async Task Documents_are_read_side_by_side_and_no_more_than_asked_for()
    {
        await using var shelf = await Shelf.OpenAsync();
        for (var i = 0; i < 6; i++) shelf.Write($"{i}.md", $"Text {i}.");
        using var both = new Barrier(2);
        var reading = new ScriptedReading((_, token) => Task.Run(() => both.SignalAndWait(token), token));
        shelf.Reading = reading;
        (await shelf.IngestAsync()).MustCount(added: 6);
        reading.MostAtOnce.ShouldBe(2);
    }

    [Fact]
    public async Task Cancelling_in_the_middle_of_a_document_leaves_at_once_and_the_next_run_goes_on()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("a.md", "Apples are red.");
        using var stop = new CancellationTokenSource();
        shelf.Reading = new ScriptedReading(async (_, token) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
        });
        await Should.ThrowAsync<OperationCanceledException>(() => shelf.IngestAsync(stop.Token));
        shelf.Reading = null;
        (await shelf.IngestAsync()).MustCount(added: 1);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task Reading_pauses_while_memory_is_short_and_goes_on_by_itself()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("a.md", "Apples are red.");
        shelf.Write("b.md", "Pears are green.");
        var reading = new ScriptedReading((_, _) => Task.CompletedTask);
        shelf.Reading = reading;
        shelf.Options = new IngestOptions { Memory = new ScriptedMemory("Memory is short.", "Memory is short.", null) };
        var ingested = await shelf.IngestPatientlyAsync();
        ingested.MustCount(added: 2);
        ingested.Events.OfType<IngestEvent.Paused>().ShouldHaveSingleItem().Reason.ShouldBe("Memory is short.");
        ingested.Events.OfType<IngestEvent.Resumed>().ShouldHaveSingleItem();
        reading.Rests.ShouldBe(1);
    }

    [Fact]
    public async Task Memory_that_stays_short_slows_an_ingestion_and_does_not_stop_it()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("a.md", "Apples are red.");
        shelf.Write("b.md", "Pears are green.");
        shelf.Options = new IngestOptions { Memory = new ScriptedMemory("Memory is short.") };
        (await shelf.IngestPatientlyAsync()).MustCount(added: 2);
    }

    private static ScriptedReading Ends(string id, int times) => new((source, _) =>
        string.Equals(source.Id.Value, id, StringComparison.Ordinal) && times-- > 0 ? throw new ReaderEndedException("It ran out of memory.") : Task.CompletedTask);

    // Says one after another, then the last for ever.
    private sealed class ScriptedMemory(params string?[] says) : IMemoryProbe
    {
        private int _asked;

        public string? Shortage() => says[Math.Min(_asked++, says.Length - 1)];
    }
}
