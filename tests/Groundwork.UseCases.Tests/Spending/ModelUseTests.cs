using System.Globalization;
using Groundwork.Models;
using Groundwork.TestKit;

namespace Groundwork.UseCases.Tests.Spending;

public sealed class ModelUseTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _place = new();
    private ScriptedModelServer _model = null!;
    private Workspace _workspace = null!;

    private static string Today => DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task InitializeAsync()
    {
        _model = await ScriptedModelServer.StartAsync();
        _model.Respond = _ => ModelScript.Says("Hello to you.");
        _workspace = await Workspace.OpenAsync(Settings(), TimeProvider.System, default);
    }

    public async Task DisposeAsync()
    {
        await _workspace.DisposeAsync();
        await _model.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task A_trial_streams_the_answer_and_tells_who_failed_before_and_what_it_cost()
    {
        var (said, reply) = await TryAsync("chat", "Say hello.");
        said.ShouldBe("Hello to you.");
        (reply.Route, reply.Target, reply.Text).ShouldBe(("chat", "good", "Hello to you."));
        reply.Failed.ShouldHaveSingleItem().Target.ShouldBe("down");
        reply.CostUsd.ShouldBe((reply.Usage!.InputTokens * 1m + reply.Usage.OutputTokens * 2m) / 1_000_000);
        (await TryAsync("embed", "Say hello.")).Reply.Text.ShouldContain("dimensions");
    }

    [Fact]
    public async Task What_cannot_be_tried_is_said_clearly()
    {
        (await Should.ThrowAsync<RouteNotFoundException>(() => TryAsync("chta", "x"))).Message.ShouldContain("chat, embed");
        await Should.ThrowAsync<InvalidRequestException>(() => TryAsync("chat", " "));
    }

    [Fact]
    public async Task A_report_has_the_request_that_has_just_ended()
    {
        await TryAsync("chat", "Say hello.");
        var reply = await new ReportUsage(_workspace).RunAsync(new UsageRequest(By: "target"), default);
        reply.Groups.Single(g => g.Name is "good").CostUsd.ShouldBeGreaterThan(0);
        reply.Groups.Single(g => g.Name is "down").Errors["Unreachable"].ShouldBe(1);
        reply.Total.Requests.ShouldBe(2);
        (await new ReportUsage(_workspace).RunAsync(new UsageRequest(), default)).Groups.ShouldHaveSingleItem().Name.ShouldBe(Today);
        (await new ReportUsage(_workspace).RunAsync(new UsageRequest("2001-01-01", "2001-01-02"), default)).Total.Requests.ShouldBe(0);
    }

    [Theory]
    [InlineData("2026-13-01", null, "day", "2026-13-01")]
    [InlineData(null, "yesterday", "day", "yesterday")]
    [InlineData("2026-01-02", "2026-01-01", "day", "after")]
    [InlineData("0001-01-01", "2026-01-01", "day", "at most")]
    [InlineData(null, null, "hour", "day, key, user, route, target or model")]
    public async Task A_wrong_day_or_breakdown_is_named(string? from, string? to, string by, string named) =>
        (await Should.ThrowAsync<InvalidRequestException>(() => new ReportUsage(_workspace).RunAsync(new UsageRequest(from, to, by), default))).Message.ShouldContain(named);

    [Fact]
    public async Task Routes_come_with_their_targets_in_order_and_budgets_with_where_they_stand()
    {
        await TryAsync("chat", "Say hello.");
        var reply = await new ListModels(_workspace).RunAsync(default);
        var route = reply.Routes.Single(r => r.Name is "chat");
        route.Targets.Select(t => t.Target).ShouldBe(["down", "good"]);
        route.Targets[1].Price!.OutputUsd.ShouldBe(2);
        route.Targets[1].Note.ShouldNotBeNull().ShouldContain("2020-01-01");
        route.Targets[0].Note.ShouldBeNull("what runs on this machine costs nothing");
        var budget = reply.Budgets.ShouldHaveSingleItem();
        (budget.Name, budget.Period, budget.Limit.Requests, budget.Limit.Tokens).ShouldBe(("few", "day", 1000L, null));
        budget.Accounts.ShouldHaveSingleItem().Spent.Requests.ShouldBe(2);
        budget.RenewsAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_reopened_ledger_still_knows_what_was_used()
    {
        await TryAsync("chat", "Say hello.");
        await _workspace.DisposeAsync();
        _workspace = await Workspace.OpenAsync(Settings(), TimeProvider.System, default);
        (await new ReportUsage(_workspace).RunAsync(new UsageRequest(), default)).Total.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task An_invoice_is_compared_and_then_booked()
    {
        await TryAsync("chat", "Say hello.");
        var bill = _model.Invoice.Single();
        var file = _place.Write("invoice.jsonl", $$"""
            {"id":"{{bill.RequestId}}","input":{{bill.InputTokens + 5}},"output":{{bill.OutputTokens}}}

            {"id":"of somebody else","input":1,"output":1}
            """);
        var request = new ReconcileRequest(file, "good", Today, Today, DryRun: true);
        var tried = await new Reconcile(_workspace).RunAsync(request, default);
        (tried.Booked, tried.Equal).ShouldBe((false, 0));
        tried.Differing.ShouldBe([bill.RequestId]);
        tried.Unknown.ShouldBe(["of somebody else"]);
        (await new Reconcile(_workspace).RunAsync(request with { DryRun = false }, default)).Differing.ShouldBe([bill.RequestId], "the trial booked nothing");
        (await new Reconcile(_workspace).RunAsync(request, default)).Equal.ShouldBe(1);
        (await new ReportUsage(_workspace).RunAsync(new UsageRequest(By: "target"), default)).Groups.Single(g => g.Name is "good").InputTokens.ShouldBe(bill.InputTokens + 5);
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_are_named_and_nothing_is_booked()
    {
        var file = _place.Write("invoice.jsonl", """
            {"id":"a","input":1,"output":1}
            nonsense
            {"id":"b","input":-1,"output":1}
            {"id":"a","input":1,"output":1}
            {"input":1,"output":1}
            """);
        var problem = await Should.ThrowAsync<InvalidRequestException>(() => new Reconcile(_workspace).RunAsync(new ReconcileRequest(file, "good", Today, Today), default));
        foreach (var part in new[] { "Line 2 is not JSON", "Line 3 has no \"input\"", "Line 4 names a, as line 1 does", "Line 5 has no \"id\"", "nothing was booked" }) problem.Message.ShouldContain(part);
        _place.Write("invoice.jsonl", "");
        (await Should.ThrowAsync<InvalidRequestException>(() => new Reconcile(_workspace).RunAsync(new ReconcileRequest(file, "goood", Today, Today), default))).Message.ShouldContain("down, good, vectors");
    }

    private async Task<(string Said, TryModelReply Reply)> TryAsync(string route, string prompt)
    {
        var (said, reply) = ("", (TryModelReply?)null);
        await foreach (var update in new TryModel(_workspace).RunAsync(new TryModelRequest(route, prompt), default))
        {
            if (update is TryModelUpdate.Said piece) said += piece.Text;
            if (update is TryModelUpdate.Done done) reply = done.Reply;
        }

        return (said, reply!);
    }

    private Settings Settings()
    {
        var price = new ModelPrice(Money.FromUsd(1), Money.FromUsd(2), Money.FromUsd(1), new DateOnly(2020, 1, 1));
        return new Settings(_place.File("data"))
        {
            Gateway = new GatewaySettings
            {
                Targets =
                [
                    new ModelTarget("down", ModelProvider.OpenAi, new ModelEndpoint(new Uri("http://127.0.0.1:1/v1"), "none", null)),
                    new ModelTarget("good", ModelProvider.OpenAi, new ModelEndpoint(new Uri(_model.Url, "v1"), "scripted", null)) { Price = price },
                    new ModelTarget("vectors", ModelProvider.OpenAi, new ModelEndpoint(new Uri(_model.Url, "v1"), "hashing", null)),
                ],
                Routes =
                [
                    new ModelRoute("chat", ModelUse.Chat, [new RouteTarget("down"), new RouteTarget("good")]) { MaxRetries = 0 },
                    new ModelRoute("embed", ModelUse.Embed, [new RouteTarget("vectors")]),
                ],
                Budgets = [new BudgetRule("few", BudgetPeriod.Day) { Route = "chat", MaxRequests = 1000 }],
            },
        };
    }
}
