using System.Globalization;
using System.Text.Json;

namespace Groundwork.FrontDoors.Tests.Cli;

public sealed class BatchStories : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task My_batch_of_searches_is_a_TREC_run_that_any_tool_can_judge()
    {
        await IngestAsync();
        _terminal.Write("q.jsonl", """
            {"id":"q 1","text":"whale oil lantern"}
            {"_id":2,"text":"whales"}

            {"id":"q3","text":"nothingatall"}
            """);
        var reply = (await _terminal.RunAsync("search", "--queries", "q.jsonl", "--run", "out.trec", "--limit", "2", "--json")).Well().Json;
        reply.GetProperty("queries").GetInt32().ShouldBe(3);
        var lines = (await File.ReadAllTextAsync(_terminal.File("out.trec"))).TrimEnd('\n').Split('\n').Select(l => l.Split(' ')).ToArray();
        lines.ShouldAllBe(l => l.Length == 6 && l[1] == "Q0");
        lines.Select(l => l[0]).Distinct(StringComparer.Ordinal).ShouldBe(["q_1", "2"]);
        foreach (var query in lines.GroupBy(l => l[0], StringComparer.Ordinal))
        {
            query.Select(l => int.Parse(l[3], CultureInfo.InvariantCulture)).ShouldBe(Enumerable.Range(1, query.Count()));
            query.Count().ShouldBeLessThanOrEqualTo(2);
            query.Select(l => l[2]).ShouldBeUnique(StringComparer.Ordinal);
            query.Select(l => -double.Parse(l[4], CultureInfo.InvariantCulture)).ShouldBeInOrder();
        }
    }

    [Fact]
    public async Task My_batch_of_questions_is_one_answer_per_line_with_its_id()
    {
        await IngestAsync();
        _terminal.Write("вопросы.jsonl", """
            {"id":"a","text":"When was the harbour light of Brakmar lit for the first time?"}
            {"id":7,"text":"Who was the emperor of nowhere in 1212?"}
            """);
        (await _terminal.RunAsync("ask", "--questions", "вопросы.jsonl", "--out", "answers.jsonl", "--json")).Well().Json.GetProperty("queries").GetInt32().ShouldBe(2);
        var lines = (await File.ReadAllLinesAsync(_terminal.File("answers.jsonl"))).Select(l => JsonSerializer.Deserialize<JsonElement>(l)).ToArray();
        lines.Select(l => l.GetProperty("id").GetString()).ShouldBe(["a", "7"]);
        lines[0].GetProperty("answer").GetString()!.ShouldContain("1874");
        lines[0].GetProperty("claims")[0].GetProperty("citations").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("GW1002", null)]
    [InlineData("GW1001", "")]
    [InlineData("GW1001", "{\"id\":\"a\",\"text\":\"fine\"}\nnot json\n")]
    [InlineData("GW1001", "{\"id\":\"a\"}\n")]
    [InlineData("GW1001", "{\"id\":\"a\",\"text\":\"\"}\n")]
    public async Task A_bad_batch_is_refused_and_leaves_no_file(string code, string? queries)
    {
        await IngestAsync();
        if (queries is not null) _terminal.Write("q.jsonl", queries);
        _terminal.Write("out.trec", "earlier");
        (await _terminal.RunAsync("search", "--queries", "q.jsonl", "--run", "out.trec")).Failed(code, exitCode: 2);
        (await File.ReadAllTextAsync(_terminal.File("out.trec"))).ShouldBe("earlier");
        Directory.EnumerateFiles(_terminal.Root, "*.partial").ShouldBeEmpty();
    }

    private async Task IngestAsync()
    {
        _terminal.Write("c.jsonl", """
            {"id":"d one","text":"A lantern burns whale oil."}
            {"id":"d2","text":"Whales sing at night."}
            {"id":"d3","text":"The whale and the lantern were drawn."}
            {"id":"d4","text":"The harbour light of Brakmar burns whale oil. It was lit for the first time in 1874."}
            """);
        (await _terminal.RunAsync("ingest", "c.jsonl", "--json")).Well().Json.GetProperty("added").GetInt32().ShouldBe(4);
    }
}
