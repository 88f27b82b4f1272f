using Groundwork.Models;
using Groundwork.Storage;
using Groundwork.TestKit;
using Groundwork.UseCases.Spending;

namespace Groundwork.UseCases.Tests.Spending;

public sealed class UsageQueryTests
{
    [Fact]
    public async Task A_report_adds_up_what_was_used_with_percentiles_errors_and_replays()
    {
        using var place = new TemporaryDirectory();
        await using var database = await SqliteDatabase.OpenAsync(place.File(GatewaySchema.FileName), GatewaySchema.Migrations, TimeProvider.System, default);
        var events = new List<SpendingEvent>();
        var price = new ModelPrice(Money.FromUsd(1), Money.FromUsd(2), Money.FromUsd(1), new DateOnly(2026, 1, 1));
        for (var i = 1; i <= 1000; i++)
        {
            var facts = new AttemptFacts("key", i % 2 == 0 ? "alice" : null, "t", "chat", "target", "model", ModelUse.Chat, price);
            var at = new DateTimeOffset(2026, 1, 1 + (i % 2), 12, 0, 0, TimeSpan.Zero);
            events.Add(new SpendingEvent.Reserved(i, at, facts, new TokenUsage(200, 100), []));
            events.Add(new SpendingEvent.Settled(i, new TokenUsage(100, 10), UsageSource.Provider, i % 100 == 0 ? ModelFailure.TimedOut : null, i % 50 == 0, TimeSpan.FromMilliseconds(i), TimeSpan.FromMilliseconds(2 * i)));
            if (i % 10 == 0) events.Add(new SpendingEvent.Replayed(10_000 + i, at, facts, ReplayKind.Exact, TimeSpan.FromMilliseconds(1)));
        }

        (await new UsageStore(database, TimeProvider.System).BookAsync(new JournalBatch("p", JournalPosition.Start, new JournalPosition(1, 5), events, IsLast: true), default)).ShouldBeTrue();
        var query = new UsageQuery(database);
        var (from, to) = (new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31));
        var whole = (await query.RunAsync(from, to, UsageGrouping.None, default)).ShouldHaveSingleItem();
        (whole.Requests, whole.InputTokens, whole.OutputTokens, whole.CostUsd, whole.Aborted).ShouldBe((1000, 100_000, 10_000, 0.12m, 20));
        whole.Errors.ShouldBe(new Dictionary<string, long>(StringComparer.Ordinal) { ["TimedOut"] = 10 });
        whole.Replays.ShouldBe(new Dictionary<string, long>(StringComparer.Ordinal) { ["Exact"] = 100 });
        whole.LatencyMs!.P50.ShouldBeInRange(960, 1040);
        whole.LatencyMs.P99.ShouldBeInRange(1900, 2060);
        whole.FirstTokenMs!.P95.ShouldBeInRange(910, 990);
        whole.TokensPerSecond!.Value.ShouldBe(10_000 / 500.5, 0.01);
        (await query.RunAsync(from, to, UsageGrouping.Day, default)).Select(static g => g.Name).ShouldBe(["2026-01-01", "2026-01-02"]);
        (await query.RunAsync(from, to, UsageGrouping.User, default)).Select(static g => (g.Name, g.Requests)).ShouldBe([("", 500L), ("alice", 500L)], ignoreOrder: true);
        (await query.RunAsync(from, from, UsageGrouping.Route, default)).ShouldHaveSingleItem().Requests.ShouldBe(500);
    }
}
