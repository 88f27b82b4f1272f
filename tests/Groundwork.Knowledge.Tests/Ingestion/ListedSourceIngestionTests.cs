using Groundwork.Documents;
using Groundwork.Sources;

namespace Groundwork.Knowledge.Tests.Ingestion;

public sealed class ListedSourceIngestionTests
{
    [Fact]
    public async Task What_has_the_same_version_is_unchanged_without_being_opened()
    {
        await using var shelf = await Shelf.OpenAsync();
        var source = new ListedSource();
        source.Put("a.md", "Apples are red.", "v1");
        (await shelf.IngestAsync(source)).MustCount(added: 1);
        source.Opened.Clear();
        (await shelf.IngestAsync(source)).MustCount(unchanged: 1);
        source.Opened.ShouldBeEmpty();
        source.Known.ShouldBe(new Dictionary<string, string>(StringComparer.Ordinal) { ["listed:a.md"] = "v1" });

        source.Items[0] = new SourceItem.Unchanged("listed:a.md");
        (await shelf.IngestAsync(source)).MustCount(unchanged: 1);
        (await shelf.SearchAsync("apples")).ShouldBe(["a.md"]);
    }

    [Fact]
    public async Task A_new_version_of_the_same_bytes_is_unchanged_and_remembered()
    {
        await using var shelf = await Shelf.OpenAsync();
        var source = new ListedSource();
        source.Put("a.md", "Apples are red.", "v1");
        await shelf.IngestAsync(source);
        source.Put("a.md", "Apples are red.", "v2");
        (await shelf.IngestAsync(source)).MustCount(unchanged: 1);
        source.Opened.Clear();
        (await shelf.IngestAsync(source)).MustCount(unchanged: 1);
        source.Opened.ShouldBeEmpty();
        source.Put("a.md", "Apples are golden.", "v3");
        (await shelf.IngestAsync(source)).MustCount(updated: 1);
    }

    [Fact]
    public async Task What_is_not_listed_any_more_is_gone_and_what_cannot_be_reached_stays()
    {
        await using var shelf = await Shelf.OpenAsync();
        var source = new ListedSource();
        foreach (var name in new[] { "a.md", "shut/b.md", "gone.md", "lost.md" }) source.Put(name, $"The text of {name}.");
        (await shelf.IngestAsync(source)).MustCount(added: 4);

        source.Items.RemoveRange(1, 3);
        source.Items.Add(new SourceItem.Unavailable("listed:shut", new SourceException(SourceFailure.Denied, "It is shut."), HidesBelow: true));
        source.Items.Add(new SourceItem.Unavailable("listed:lost.md", new SourceException(SourceFailure.Unreachable, "No answer.")));
        var ingested = await shelf.IngestAsync(source);
        ingested.MustCount(unchanged: 1, removed: 1);
        ingested.Failed.Select(f => (f.Path, f.Reason)).ShouldBe([("listed:shut", UnreadableReason.Denied), ("listed:lost.md", UnreadableReason.Unavailable)]);
        (await shelf.IdsAsync()).ShouldBe(["a.md", "lost.md", "shut/b.md"]);
    }

    [Fact]
    public async Task A_source_that_does_not_answer_at_once_is_asked_again_and_the_rest_goes_on()
    {
        await using var shelf = await Shelf.OpenAsync();
        var source = new ListedSource();
        var failures = 3;
        source.Put("a.md", "Apples are red.", problem: () => failures-- > 0 ? new SourceException(SourceFailure.Unreachable, "No answer.") : null);
        source.Put("b.md", "Pears are green.");
        var ingested = await shelf.PatientlyAsync(shelf.IngestAsync(source));
        ingested.MustCount(added: 2);
        ingested.Failed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_source_that_never_answers_fails_with_its_reason_and_is_asked_again_the_next_time()
    {
        await using var shelf = await Shelf.OpenAsync();
        var source = new ListedSource();
        var isAway = true;
        source.Put("a.md", "Apples are red.", problem: () => isAway ? new SourceException(SourceFailure.Unreachable, "No answer.") : null);
        var failed = (await shelf.PatientlyAsync(shelf.IngestAsync(source))).Failed.ShouldHaveSingleItem();
        (failed.Path, failed.Reason, failed.Message).ShouldBe(("listed:a.md", UnreadableReason.Unavailable, "No answer."));
        (await shelf.ProblemsAsync()).ShouldHaveSingleItem();
        isAway = false;
        (await shelf.IngestAsync(source)).MustCount(added: 1);
        (await shelf.ProblemsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Records_of_a_stream_that_cannot_be_read_twice_are_documents()
    {
        await using var shelf = await Shelf.OpenAsync();
        var source = new ListedSource();
        source.Put("c.jsonl", """{"id":"one","text":"Apples."}""" + "\n" + """{"id":"two","text":"Pears."}""");
        (await shelf.IngestAsync(source)).MustCount(added: 2);
        (await shelf.IdsAsync()).ShouldBe(["one", "two"]);
        await shelf.MustBeCleanAsync();
    }
}
