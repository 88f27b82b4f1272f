namespace Groundwork.FrontDoors.Tests.Cli;

public sealed class ReviewStories : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task I_review_answers_of_a_run_and_take_labels_and_a_sample_along()
    {
        _terminal.Write("notes/a.md", "# Lantern\n\nThe lantern of Brakmar burns whale oil. It was lit in 1874.");
        _terminal.Write("q.jsonl", "{\"id\":\"oil\",\"text\":\"What does the lantern of Brakmar burn?\",\"answers\":[\"whale oil\"]}\n");
        (await _terminal.RunAsync("ingest", "notes")).Well();
        (await _terminal.RunAsync("eval", "dataset", "import", "faq", "q.jsonl")).Well();
        var run = (await _terminal.RunAsync("eval", "run", "faq", "--subject", "answers:default", "--json")).Well().Json.GetProperty("run").GetString()!;
        (await _terminal.RunAsync("eval", "review", "create", "mine", run, "--share", "1", "--level", "0=wrong", "--level", "1=right")).Well().Output.ShouldContain("1 open");
        (await _terminal.RunAsync("eval", "review", "next", "mine", "--reviewer", "ann")).Well().Output.ShouldContain("What does the lantern of Brakmar burn?");
        (await _terminal.RunAsync("eval", "review", "vote", "mine", "oil", "--reviewer", "ann", "--level", "1")).Well().Output.ShouldContain("decided: 1");
        (await _terminal.RunAsync("eval", "review", "list")).Well().Output.ShouldContain("1 agreed");
        (await _terminal.RunAsync("eval", "review", "agreement", "mine")).Well().Output.ShouldContain("1 items with votes");
        (await _terminal.RunAsync("eval", "review", "export", "mine", "--out", "labels.jsonl")).Well();
        (await _terminal.RunAsync("eval", "review", "promote", "mine", "oil", "--dataset", "golden")).Well().Output.ShouldContain("golden@1");
        (await _terminal.RunAsync("eval", "review", "vote", "mine", "oil", "--reviewer", "ann", "--level", "5")).Failed("GW2010");
    }
}
