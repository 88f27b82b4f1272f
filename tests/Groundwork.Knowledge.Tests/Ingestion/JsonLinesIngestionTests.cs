using Groundwork.Documents;

namespace Groundwork.Knowledge.Tests.Ingestion;

public sealed class JsonLinesIngestionTests
{
    [Fact]
    public async Task Only_changed_records_of_a_changed_file_are_read_again()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("corpus.jsonl", Line("1", "Apples are red.") + Line("2", "Pears are green.") + Line("3", "Plums are blue."));
        (await shelf.IngestAsync()).MustCount(added: 3);
        shelf.Clock.Advance(TimeSpan.FromDays(1));
        shelf.Write("corpus.jsonl", Line("1", "Apples are red.") + Line("2", "Pears are yellow.") + Line("4", "Figs are purple."));
        (await shelf.IngestAsync()).MustCount(added: 1, updated: 1, removed: 1, unchanged: 1);

        var list = await shelf.Documents.ListAsync(null, 0, 10, default);
        list.Select(d => d.Id.Value).ShouldBe(["1", "2", "4"]);
        list.Count(d => d.ReadAt == shelf.Clock.GetUtcNow()).ShouldBe(2);
        (await shelf.SearchAsync("plums")).ShouldBeEmpty();
        (await shelf.SearchAsync("yellow")).ShouldBe(["2"]);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task A_record_whose_metadata_alone_changed_is_read_again()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("corpus.jsonl", """{"id":"1","text":"Apples are red.","year":2020}""");
        await shelf.IngestAsync();
        shelf.Write("corpus.jsonl", """{"id":"1","text":"Apples are red.","year":2021}""");
        (await shelf.IngestAsync()).MustCount(updated: 1);
        (await shelf.SearchAsync("apples", "year=2021")).ShouldBe(["1"]);
        (await shelf.SearchAsync("apples", "year=2020")).ShouldBeEmpty();
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task A_repeated_id_keeps_the_first_record_within_and_across_files()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("a.jsonl", Line("1", "Apples are red.") + Line("1", "Pears are green."));
        shelf.Write("b.jsonl", Line("1", "Plums are blue.") + Line("2", "Figs are purple."));
        for (var run = 0; run < 2; run++)
        {
            var ingested = await shelf.IngestAsync();
            if (run == 0) ingested.MustCount(added: 2);
            ingested.Failed.Select(f => f.Reason).ShouldBe([UnreadableReason.DuplicateId, UnreadableReason.DuplicateId]);
            ingested.Failed[0].Path.ShouldEndWith("a.jsonl, line 2");
            ingested.Failed[1].Path.ShouldEndWith("b.jsonl, line 1");
            (await shelf.ProblemsAsync()).Count.ShouldBe(2);
            (await shelf.SearchAsync("apples")).ShouldBe(["1"]);
            (await shelf.SearchAsync("plums")).ShouldBeEmpty();
        }

        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task A_file_whose_document_another_file_took_over_gets_it_back_when_that_one_goes()
    {
        await using var shelf = await Shelf.OpenAsync();
        var first = shelf.Write("a.jsonl", Line("1", "Apples are red."));
        var second = shelf.Write("b.jsonl", Line("1", "Plums are blue."));
        await shelf.IngestAsync(first);
        (await shelf.IngestAsync(second)).MustCount(updated: 1);
        (await shelf.SearchAsync("plums")).ShouldBe(["1"]);

        File.Delete(second);
        await shelf.IngestAsync();
        (await shelf.SearchAsync("apples")).ShouldBe(["1"]);
        (await shelf.IdsAsync()).ShouldBe(["1"]);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task A_record_with_the_name_of_a_file_does_not_make_the_file_vanish()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("a.md", "Apples are red.");
        await shelf.IngestAsync();
        shelf.Write("b.jsonl", Line("a.md", "Plums are blue."));
        await shelf.IngestAsync();
        await shelf.IngestAsync();
        (await shelf.SearchAsync("apples")).Count.ShouldBe(1);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task A_bad_line_is_reported_and_the_rest_is_read()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("corpus.jsonl", Line("1", "Apples are red.") + "not json\n" + """{"id":"9"}""" + "\n" + Line("2", "Pears are green."));
        var ingested = await shelf.IngestAsync();
        ingested.MustCount(added: 2);
        ingested.Failed.Select(f => (f.Path[^6..], f.Reason)).ShouldBe([("line 2", UnreadableReason.Damaged), ("line 3", UnreadableReason.Incomplete)]);
        (await shelf.ProblemsAsync()).Count.ShouldBe(2);
        (await shelf.IngestAsync()).Failed.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_container_that_breaks_in_the_middle_keeps_what_it_had()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("corpus.jsonl", Line("1", "Apples are red.") + Line("2", "Pears are green."));
        await shelf.IngestAsync();
        shelf.Write("corpus.jsonl", [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes(Line("3", "Plums are blue."))]);
        var ingested = await shelf.IngestAsync();
        ingested.Failed.ShouldHaveSingleItem().Reason.ShouldBe(UnreadableReason.Damaged);
        (await shelf.IdsAsync()).ShouldBe(["1", "2"]);
        (await shelf.ProblemsAsync()).ShouldHaveSingleItem();
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task An_emptied_container_gives_up_its_documents()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("corpus.jsonl", Line("1", "Apples are red.") + Line("2", "Pears are green."));
        await shelf.IngestAsync();
        shelf.Write("corpus.jsonl", Line("2", "Pears are green."));
        (await shelf.IngestAsync()).MustCount(removed: 1, unchanged: 1);
        (await shelf.SearchAsync("apples")).ShouldBeEmpty();
        await shelf.MustBeCleanAsync();
    }

    private static string Line(string id, string text) => $$"""{"id":"{{id}}","title":"T{{id}}","text":"{{text}}"}""" + "\n";
}
