using System.Globalization;
using System.Text.Json;
using Groundwork.Knowledge;
using Groundwork.TestKit;

namespace Groundwork.UseCases.Tests;

public sealed class BatchTests
{
    [Fact]
    public async Task A_run_file_has_the_six_columns_of_TREC_with_the_best_chunk_per_document()
    {
        await using var desk = await FilledAsync();
        var queries = desk.Write("../q.jsonl", """{"id":"q 1","text":"apples"}""" + "\n\n" + """{"_id":2,"text":"pears"}""" + "\n" + """{"id":"3","text":"xyzzy"}""");
        var run = desk.File("out.trec");
        var reply = await new SearchBatch(desk.Workspace).RunAsync(new SearchBatchRequest(queries, run, Limit: 2), null, default);
        (reply.Queries, reply.Output).ShouldBe((3, run));
        var rows = File.ReadAllLines(run).Select(l => l.Split(' ')).ToList();
        rows.ShouldAllBe(r => r.Length == 6 && r[1].Equals("Q0", StringComparison.Ordinal) && r[5].Equals("groundwork", StringComparison.Ordinal));
        rows.Select(r => r[0]).Distinct(StringComparer.Ordinal).ShouldBe(["q_1", "2"]);
        foreach (var query in rows.GroupBy(r => r[0], StringComparer.Ordinal))
        {
            query.Select(r => int.Parse(r[3], CultureInfo.InvariantCulture)).ShouldBe(Enumerable.Range(1, query.Count()));
            query.Select(r => r[2]).ShouldBeUnique(StringComparer.Ordinal);
            query.Select(r => double.Parse(r[4], CultureInfo.InvariantCulture)).ShouldBeInOrder(SortDirection.Descending);
        }

        File.ReadAllText(run).ShouldNotContain("\r");
        reply.P95Ms.ShouldBeGreaterThanOrEqualTo(reply.P50Ms);
    }

    [Fact]
    public async Task A_batch_of_questions_gives_one_reply_per_line_with_its_id()
    {
        await using var desk = await FilledAsync();
        var questions = desk.Write("../q.jsonl", """{"id":"a","text":"Which apples are round?"}""" + "\n" + """{"id":"b","text":"xyzzy?"}""");
        var done = new List<int>();
        await new AskBatch(desk.Workspace).RunAsync(new AskBatchRequest(questions, desk.File("a.jsonl")), new Collected(done), default);
        var lines = File.ReadAllLines(desk.File("a.jsonl"));
        lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetString()).ShouldBe(["a", "b"]);
        JsonShape.Of(lines[0]).ShouldStartWith("{id,answer,abstained:null,claims[");
        JsonShape.Of(lines[1]).ShouldStartWith("{id,answer,abstained{reason,closest[");
        done.ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData("""{"id":"1","text":"apples"}""", "not json", "line 2")]
    [InlineData("""{"id":"1","text":"apples"}""", """{"id":"2"}""", "line 2")]
    [InlineData("""{"id":"","text":"apples"}""", "", "line 1")]
    [InlineData("""{"id":" ","text":"apples"}""", "", "line 1")]
    [InlineData("""{"id":"1","text":"  "}""", "", "line 1")]
    [InlineData("""{"id":"1","text":"\ud800"}""", "", "line 1")]
    [InlineData("""{"id":{},"text":"apples"}""", "", "line 1")]
    [InlineData("[1]", "", "line 1")]
    [InlineData("", " ", "is empty")]
    public async Task A_bad_line_is_named_and_no_file_appears(string first, string second, string named)
    {
        await using var desk = await FilledAsync();
        var queries = desk.Write("../q.jsonl", first + "\n" + second);
        var run = desk.File("out");
        foreach (var attempt in (Func<Task>[])
                 [
                     () => new SearchBatch(desk.Workspace).RunAsync(new SearchBatchRequest(queries, run), null, default),
                     () => new AskBatch(desk.Workspace).RunAsync(new AskBatchRequest(queries, run), null, default),
                 ])
            (await Should.ThrowAsync<InvalidRequestException>(attempt)).Message.ShouldContain(named);
        Directory.GetFiles(Path.GetDirectoryName(run)!, "out*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failed_or_cancelled_batch_leaves_the_earlier_file_as_it_was()
    {
        await using var desk = await FilledAsync();
        var queries = desk.Write("../q.jsonl", """{"id":"1","text":"apples"}""" + "\nbroken");
        var run = desk.Write("../out", "earlier");
        await Should.ThrowAsync<InvalidRequestException>(() => new SearchBatch(desk.Workspace).RunAsync(new SearchBatchRequest(queries, run), null, default));
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => new SearchBatch(desk.Workspace).RunAsync(new SearchBatchRequest(queries, run), new Cancelling(stop), stop.Token));
        File.ReadAllText(run).ShouldBe("earlier");
        Directory.GetFiles(Path.GetDirectoryName(run)!, "*.partial").ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_that_cannot_be_are_refused_by_name()
    {
        await using var desk = await FilledAsync();
        var queries = desk.Write("../q.jsonl", """{"id":"1","text":"apples"}""");
        await Refused(new SearchBatchRequest(desk.File("none.jsonl"), desk.File("out")), "none.jsonl");
        await Refused(new SearchBatchRequest(queries, desk.File("no/folder/out")), "no folder");
        await Refused(new SearchBatchRequest(queries, desk.Sources), "is a folder");
        await Refused(new SearchBatchRequest(queries, ""), "no path");
        Directory.GetFiles(Path.GetDirectoryName(desk.Data)!, "out*").ShouldBeEmpty();
        await Should.ThrowAsync<InvalidRequestException>(() => new SearchBatch(desk.Workspace).RunAsync(new SearchBatchRequest(queries, desk.File("out"), Limit: 0), null, default));

        async Task Refused(SearchBatchRequest request, string part) =>
            (await Should.ThrowAsync<SourcePathException>(() => new SearchBatch(desk.Workspace).RunAsync(request, null, default))).Message.ShouldContain(part);
    }

    [Fact]
    public async Task A_whole_file_appears_only_when_it_is_complete()
    {
        using var place = new TemporaryDirectory();
        var path = place.File("out.txt");
        await using (var file = new WholeFile(path))
        {
            await file.WriteLineAsync("one");
            File.Exists(path).ShouldBeFalse();
            await file.CompleteAsync();
            File.ReadAllText(path).ShouldBe("one\n");
        }

        await using (var file = new WholeFile(path)) await file.WriteLineAsync("two");
        File.ReadAllText(path).ShouldBe("one\n");
        Directory.GetFiles(place.Path).ShouldBe([path]);
    }

    private static async Task<Desk> FilledAsync()
    {
        var desk = await Desk.OpenAsync();
        desk.Write("a.md", string.Join("\n\n", Enumerable.Range(0, 8).Select(i => $"# Part {i}\n\n" + string.Join(' ', Enumerable.Repeat("Apples are red and apples are round.", 30)))));
        desk.Write("b.md", "Apples are red. Pears are green.");
        desk.Write("c d.md", "Apples and pears are fruit.");
        await desk.IngestAsync();
        return desk;
    }

    private sealed class Collected(List<int> values) : IProgress<int>
    {
        public void Report(int value) => values.Add(value);
    }

    private sealed class Cancelling(CancellationTokenSource stop) : IProgress<int>
    {
        public void Report(int value) => stop.Cancel();
    }
}
