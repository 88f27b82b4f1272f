using System.Text.Json;
using Groundwork.TestKit;

namespace Groundwork.FrontDoors.Tests.Cli;

/// <summary>The embedder hangs at the first batch, so that a command is caught in the middle of its work, not by luck.</summary>
public sealed class InterruptionStories : IAsyncLifetime, IDisposable
{
    private readonly Terminal _terminal = new();
    private ScriptedModelServer _models = null!;

    public async Task InitializeAsync()
    {
        _models = await ScriptedModelServer.StartAsync();
        var probe = JsonSerializer.Serialize(new { @object = "list", model = "m", data = new[] { new { @object = "embedding", index = 0, embedding = _models.Embedder.Embed("dimensions") } } });
        _models.EnqueueEmbeddings(ModelScript.Raw("application/json", probe), ModelScript.Hangs());
        _terminal.With("GROUNDWORK_EMBED_URL", new Uri(_models.Url, "v1").ToString()).With("GROUNDWORK_EMBED_MODEL", "m");
        for (var i = 0; i < 20; i++) _terminal.Write($"notes/{i}.md", $"# Note {i}\n\nThe walrus number {i} sleeps.");
    }

    public async Task DisposeAsync() => await _models.DisposeAsync();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Ctrl_C_during_ingesting_leaves_a_consistent_collection_that_the_next_run_completes()
    {
        using (var ingesting = _terminal.Start("ingest", "notes", "--json"))
        {
            await _models.RequestsArrivedAsync(2);
            ingesting.Interrupt();
            var stopped = await Terminal.EndAsync(ingesting);
            stopped.ExitCode.ShouldBe(130, stopped.ToString());
            stopped.Output.ShouldBeEmpty();
            stopped.Error.ShouldContain("Cancelled");
        }

        (await _terminal.RunAsync("verify")).Well();
        var completed = (await _terminal.RunAsync("ingest", "notes", "--json")).Well().Json;
        (completed.GetProperty("added").GetInt32() + completed.GetProperty("unchanged").GetInt32()).ShouldBe(20);
        (await _terminal.RunAsync("verify")).Well();
        (await _terminal.RunAsync("search", "walrus 7", "--json", "--limit", "20")).Well().Json.GetProperty("hits").GetArrayLength().ShouldBe(20);
    }

    [Fact]
    public async Task A_second_writer_is_turned_away_while_readers_are_served()
    {
        using var ingesting = _terminal.Start("ingest", "notes", "--json");
        await _models.RequestsArrivedAsync(2);
        foreach (var command in new string[][] { ["ingest", "notes"], ["reindex"], ["delete", "--all"] })
            (await _terminal.RunAsync(command)).Failed("GW1203").Error.ShouldContain($"process {ingesting.Process.Id}");
        (await _terminal.RunAsync("search", "walrus", "--mode", "text", "--json")).Well();
        (await _terminal.RunAsync("status")).Well();
        ingesting.Interrupt();
        (await Terminal.EndAsync(ingesting)).ExitCode.ShouldBe(130);
    }
}
