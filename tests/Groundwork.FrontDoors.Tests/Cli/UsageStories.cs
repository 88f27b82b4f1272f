using Groundwork.TestKit;

namespace Groundwork.FrontDoors.Tests.Cli;

public sealed class UsageStories : IAsyncLifetime, IDisposable
{
    private readonly Terminal _terminal = new();
    private ScriptedModelServer _models = null!;

    public async Task InitializeAsync()
    {
        _models = await ScriptedModelServer.StartAsync();
        _models.Respond = _ => ModelScript.Says("The lantern of Brakmar burns whale oil [1].");
        var url = new Uri(_models.Url, "v1");
        _terminal.Write("data/settings.json", $$"""
            { "models": {
                "targets": { "down": { "url": "http://127.0.0.1:1/v1", "model": "none" }, "good": { "url": "{{url}}", "model": "scripted", "price": { "inputUsd": 1, "outputUsd": 2 } } },
                "routes": { "chat": { "targets": [{ "target": "down" }, { "target": "good" }], "retries": 0 } },
                "budgets": { "few": { "maxRequests": 1000 } } } }
            """);
    }

    public async Task DisposeAsync() => await _models.DisposeAsync();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task What_my_question_cost_is_in_the_report_of_the_next_command()
    {
        _terminal.Write("notes/a.md", "The lantern of Brakmar burns whale oil. It was lit in 1874.");
        (await _terminal.RunAsync("ingest", "notes")).Well();
        (await _terminal.RunAsync("ask", "What does the lantern of Brakmar burn?")).Well();
        var report = (await _terminal.RunAsync("models", "usage", "--by", "target", "--json")).Well().Json;
        report.GetProperty("total").GetProperty("requests").GetInt32().ShouldBe(2);
        report.GetProperty("total").GetProperty("costUsd").GetDecimal().ShouldBeGreaterThan(0);
        report.GetProperty("groups")[0].GetProperty("name").GetString().ShouldBe("good");
        var text = (await _terminal.RunAsync("models", "usage")).Well().Output;
        text.ShouldContain("requests");
        text.ShouldContain("1 Unreachable");
    }

    [Fact]
    public async Task I_can_try_a_route_and_see_who_answered()
    {
        var tried = (await _terminal.RunAsync("models", "try", "chat", "Say hello.")).Well();
        tried.Output.ShouldBe("The lantern of Brakmar burns whale oil [1].\n");
        tried.Error.ShouldContain("down failed: ");
        tried.Error.ShouldContain("good answered in ");
        (await _terminal.RunAsync("models", "try", "chta", "Say hello.")).Failed("GW1413").Error.ShouldContain("chat");
    }

    [Fact]
    public async Task I_see_my_routes_prices_and_budgets()
    {
        var text = (await _terminal.RunAsync("models")).Well().Output;
        text.ShouldContain("chat  chat, ordered");
        text.ShouldContain("good  scripted at 127.0.0.1");
        text.ShouldContain("budget few");
        (await _terminal.RunAsync("models", "--json")).Well().Json.GetProperty("budgets")[0].GetProperty("limit").GetProperty("requests").GetInt32().ShouldBe(1000);
        (await _terminal.RunAsync("models", "prices")).Well().Output.ShouldContain("gpt-4o-mini");
    }

    [Fact]
    public async Task Mistakes_are_named()
    {
        (await _terminal.RunAsync("models", "usage", "--from", "2026-02-30")).Failed("GW1001", 2).Error.ShouldContain("2026-02-30");
        (await _terminal.RunAsync("models", "reconcile", "none.jsonl", "--target", "good", "--from", "2026-01-01", "--to", "2026-01-31")).Failed("GW1002", 2).Error.ShouldContain("none.jsonl");
        _terminal.Write("data/settings.json", """{ "models": { "targets": { "a": { "url": "http://h/v1", "modle": "m" } } } }""");
        (await _terminal.RunAsync("models")).Failed("GW1004", 2).Error.ShouldContain("models.targets.a.modle is unknown");
    }

    [Fact]
    public async Task An_invoice_that_agrees_is_said_to()
    {
        (await _terminal.RunAsync("models", "try", "chat", "Say hello.")).Well();
        var bill = _models.Invoice.Single();
        _terminal.Write("invoice.jsonl", $$"""{"id":"{{bill.RequestId}}","input":{{bill.InputTokens}},"output":{{bill.OutputTokens}}}""");
        (await _terminal.RunAsync("models", "reconcile", "invoice.jsonl", "--target", "good", "--from", "2020-01-01", "--to", "2029-12-31")).Well().Output.ShouldStartWith("1 equal, 0 settled, 0 differing, 0 unknown.");
    }
}
