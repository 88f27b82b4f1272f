using Groundwork.TestKit;

namespace Groundwork.FrontDoors.Tests.Cli;

public sealed class ModelStories : IAsyncLifetime, IDisposable
{
    private const string Question = "What does the lantern of Brakmar burn?";

    private readonly Terminal _terminal = new();
    private ScriptedModelServer _models = null!;

    public async Task InitializeAsync()
    {
        _models = await ScriptedModelServer.StartAsync();
        _terminal.Write("notes/a.md", "The lantern of Brakmar burns whale oil. It was lit in 1874.");
        (await _terminal.RunAsync("ingest", "notes")).Well();
        _terminal.With("GROUNDWORK_CHAT_URL", new Uri(_models.Url, "v1").ToString()).With("GROUNDWORK_CHAT_MODEL", "scripted").With("GROUNDWORK_CHAT_KEY", "sk-secret-123");
    }

    public async Task DisposeAsync() => await _models.DisposeAsync();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task A_model_writes_my_answer_and_its_citations_are_checked()
    {
        _models.Enqueue(ModelScript.Says("The lantern of Brakmar burns whale oil [1]."));
        var reply = (await _terminal.RunAsync("ask", Question, "--json")).Well();
        reply.Json.GetProperty("model").GetString().ShouldBe("scripted");
        reply.Json.GetProperty("answer").GetString()!.ShouldContain("whale oil");
        reply.Json.GetProperty("claims")[0].GetProperty("citations")[0].GetProperty("quote").GetString()!.ShouldContain("whale oil");
    }

    [Fact]
    public async Task I_can_answer_without_the_model()
    {
        (await _terminal.RunAsync("ask", Question, "--extractive", "--json")).Well().Json.GetProperty("model").GetString().ShouldBe("extractive");
        _models.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_model_server_that_is_down_is_named_with_what_I_can_do()
    {
        _terminal.With("GROUNDWORK_CHAT_URL", "http://127.0.0.1:1/v1");
        var failed = (await _terminal.RunAsync("ask", Question)).Failed("GW1401");
        failed.Error.ShouldContain("127.0.0.1:1");
        failed.Output.ShouldBeEmpty();
    }

    [Fact]
    public Task Nonsense_from_the_model_server_is_a_clear_failure() => FailsAsync("GW1409", ModelScript.HtmlPage());

    [Fact]
    public Task A_broken_stream_is_a_clear_failure() => FailsAsync("GW1408", ModelScript.BrokenStream(2, "The", " lantern", " burns"));

    [Fact]
    public Task A_garbled_stream_is_a_clear_failure() => FailsAsync("GW14", ModelScript.InvalidJson(1, "The", " lantern"));

    [Fact]
    public Task A_refused_key_is_a_clear_failure() => FailsAsync("GW1403", ModelScript.Status(401, """{"error":{"message":"Incorrect API key provided: sk-secret-123."}}"""));

    [Fact]
    public async Task I_can_stop_waiting_for_a_slow_model()
    {
        _models.Enqueue(ModelScript.Hangs());
        using var asking = _terminal.Start("ask", Question);
        await _models.RequestsArrivedAsync(1);
        asking.Interrupt();
        var stopped = await Terminal.EndAsync(asking);
        stopped.ExitCode.ShouldBe(130, stopped.ToString());
        stopped.Output.ShouldBeEmpty();
    }

    private async Task FailsAsync(string code, ModelScript script)
    {
        _models.Respond = _ => script;
        var failed = await _terminal.RunAsync("ask", Question, "--json");
        failed.ExitCode.ShouldBe(1, failed.ToString());
        failed.Error.ShouldStartWith(code);
        (failed.Output + failed.Error).ShouldNotContain("sk-secret-123", Case.Sensitive, "the key never shows");
        failed.Json.GetProperty("error").GetProperty("code").GetString()!.ShouldStartWith(code);
    }
}
