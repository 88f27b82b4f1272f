using FsCheck;
using FsCheck.Fluent;
using Groundwork.Models.Metering;
using Groundwork.TestKit;

namespace Groundwork.Models.Tests.Metering;

public sealed class MeterTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();
    private readonly ManualClock _clock = new();
    private readonly MemoryLedger _ledger = new();

    [Fact]
    public async Task A_budget_refuses_what_it_does_not_hold_and_says_all_about_it()
    {
        await using var meter = await OpenAsync("a", new BudgetRule("team", BudgetPeriod.Day) { MaxCost = Money.FromUsd(0.001m) });
        using var first = await meter.ReserveAsync(Attempt(400, 100), default);
        var refusal = await Should.ThrowAsync<BudgetExceededException>(async () => await meter.ReserveAsync(Attempt(400, 200), default));
        refusal.Budget.ShouldBe("team");
        refusal.RenewedAt.ShouldBe(new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero));
        refusal.Message.ShouldContain("limit $0.001, spent $0.00, reserved $0.0006, needed $0.0008");
        refusal.Message.ShouldContain("2026-01-03 00:00 UTC");
    }

    [Fact]
    public async Task What_was_not_spent_can_be_spent_at_once()
    {
        await using var meter = await OpenAsync("a", new BudgetRule("team", BudgetPeriod.Total) { MaxTokens = 1000 });
        (await meter.ReserveAsync(Attempt(500, 500), default)).Settle(Used(10, 20));
        using var next = await meter.ReserveAsync(Attempt(500, 470), default);
        await Should.ThrowAsync<BudgetExceededException>(async () => await meter.ReserveAsync(Attempt(1, 0), default));
        next.Dispose();
        using var last = await meter.ReserveAsync(Attempt(500, 470), default);
    }

    [Fact]
    public async Task Each_user_has_a_budget_of_their_own()
    {
        await using var meter = await OpenAsync("a", new BudgetRule("each", BudgetPeriod.Total) { User = "*", MaxRequests = 1 });
        using var alice = await meter.ReserveAsync(Attempt(1, 1, user: "alice"), default);
        using var bob = await meter.ReserveAsync(Attempt(1, 1, user: "bob"), default);
        (await Should.ThrowAsync<BudgetExceededException>(async () => await meter.ReserveAsync(Attempt(1, 1, user: "alice"), default))).Message.ShouldContain("user=alice");
    }

    [Fact]
    public async Task A_budget_holds_only_for_whom_it_names()
    {
        await using var meter = await OpenAsync("a", new BudgetRule("one key", BudgetPeriod.Total) { Key = "k", Route = "fast", MaxRequests = 0 });
        using var other = await meter.ReserveAsync(Attempt(1, 1), default);
        await Should.ThrowAsync<BudgetExceededException>(async () => await meter.ReserveAsync(Attempt(1, 1, key: "k", route: "fast"), default));
    }

    [Fact]
    public async Task The_next_day_begins_anew()
    {
        await using var meter = await OpenAsync("a", new BudgetRule("day", BudgetPeriod.Day) { MaxRequests = 1 });
        (await meter.ReserveAsync(Attempt(1, 1), default)).Settle(Used(1, 1));
        await Should.ThrowAsync<BudgetExceededException>(async () => await meter.ReserveAsync(Attempt(1, 1), default));
        _clock.Advance(TimeSpan.FromHours(21));
        using var tomorrow = await meter.ReserveAsync(Attempt(1, 1), default);
    }

    [Fact]
    public async Task A_limit_lowered_below_what_was_spent_refuses_and_a_raised_one_admits()
    {
        await using var meter = await OpenAsync("a", new BudgetRule("b", BudgetPeriod.Total) { MaxTokens = 1000 });
        (await meter.ReserveAsync(Attempt(100, 0), default)).Settle(Used(100, 0));
        await meter.UseAsync([new BudgetRule("b", BudgetPeriod.Total) { MaxTokens = 50 }], default);
        await Should.ThrowAsync<BudgetExceededException>(async () => await meter.ReserveAsync(Attempt(1, 0), default));
        await meter.UseAsync([new BudgetRule("b", BudgetPeriod.Total) { MaxTokens = 5000 }], default);
        using var admitted = await meter.ReserveAsync(Attempt(4900, 0), default);
    }

    [Fact]
    public async Task A_second_settlement_is_refused()
    {
        await using var meter = await OpenAsync("a");
        var attempt = await meter.ReserveAsync(Attempt(1, 1), default);
        attempt.Settle(Used(1, 1));
        attempt.Dispose();
        Should.Throw<InvalidOperationException>(() => attempt.Settle(Used(1, 1)));
    }

    [Fact]
    public async Task Stopping_books_everything_and_gives_everything_back()
    {
        var meter = await OpenAsync("a", new BudgetRule("b", BudgetPeriod.Total) { MaxTokens = 1000 });
        (await meter.ReserveAsync(Attempt(100, 10), default)).Settle(Used(90, 5));
        _ = await meter.ReserveAsync(Attempt(200, 20), default);
        (await meter.ReserveAsync(Attempt(300, 30), default)).Dispose();
        await meter.DisposeAsync();
        _ledger.Rows.Select(static r => (r.Usage.Total, r.Source)).ShouldBe([(95, UsageSource.Provider), (220, UsageSource.InDoubt)]);
        _ledger.Spent("b").Tokens.ShouldBe(315);
        _ledger.Held().ShouldBe(default);
        Directory.EnumerateFiles(_place.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_killed_process_left_is_booked_by_the_next_and_in_doubt_where_it_has_no_end()
    {
        // Killed: its files stay and nobody holds the lock.
        await using (var killed = await OpenAsync("killed", new BudgetRule("b", BudgetPeriod.Total) { MaxTokens = 1000 }))
        {
            (await killed.ReserveAsync(Attempt(100, 10), default)).Settle(Used(90, 5));
            _ = await killed.ReserveAsync(Attempt(200, 20), default);
            File.Copy(JournalFiles.FileOf(_place.Path, "killed", 1), JournalFiles.FileOf(_place.Path, "copy", 1));
            _place.Write("copy.lock", "");
        }

        var before = _ledger.Rows.Count;
        await using var next = await OpenAsync("next");
        _ledger.Rows.Skip(before).Select(static r => (r.Id, r.Usage.Total, r.Source)).ShouldBe([("copy-1", 95, UsageSource.Provider), ("copy-2", 220, UsageSource.InDoubt)]);
        Directory.EnumerateFiles(_place.Path, "copy*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Journals_go_on_in_new_files_and_every_line_is_booked_once()
    {
        await using (var meter = await Meter.OpenAsync(new MeterSettings(_place.Path, "a") { JournalBytes = 4096 }, _ledger, _ledger, _clock, default))
        {
            var open = new List<IReservation>();
            for (var i = 0; i < 300; i++)
            {
                open.Add(await meter.ReserveAsync(Attempt(i, 1), default));
                if (i >= 100) open[i - 100].Settle(Used(i - 100, 1));
                if (i % 50 == 0) await meter.BookAsync(default);
            }

            for (var i = 200; i < 300; i++) open[i].Settle(Used(i, 1));
        }

        _ledger.Rows.Select(static r => r.Usage.Input).Order().ShouldBe(Enumerable.Range(0, 300).Select(static i => (long)i));
    }

    [Fact]
    public async Task Idle_allowances_go_back_after_a_second()
    {
        var allowances = new Allowances("a", _ledger, _clock);
        await allowances.UseAsync([new BudgetRule("b", BudgetPeriod.Total) { MaxTokens = 1000 }], default);
        var accounts = allowances.AccountsOf(Caller.Local, "chat");
        var need = new Spending(Money.Zero, 100, 1);
        allowances.TryReserve(accounts, need).ShouldBeFalse();
        await allowances.ReserveAsync(accounts, need, default);
        allowances.Settle(accounts, need, new Spending(Money.Zero, 40, 1));
        await allowances.GiveBackIdleAsync(default);
        _ledger.Held().Tokens.ShouldBe(100);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await allowances.GiveBackIdleAsync(default);
        _ledger.Held().ShouldBe(new Spending(Money.Zero, 40, 1));
    }

    [Fact]
    public void Whatever_is_reserved_and_settled_in_whatever_order_a_limit_is_never_passed_and_nothing_gets_lost()
    {
        Prop.ForAll<(byte Most, byte Used, bool Ends)[]>(steps =>
        {
            using var place = new TemporaryDirectory();
            var ledger = new MemoryLedger();
            var settings = new MeterSettings(place.Path, "p") { Budgets = [new BudgetRule("b", BudgetPeriod.Total) { MaxTokens = 600 }] };
            var open = new List<(IReservation Reservation, long Used)>();
            long spent = 0;
            var meter = Meter.OpenAsync(settings, ledger, ledger, _clock, default).AsTask().GetAwaiter().GetResult();
            foreach (var (most, used, ends) in steps)
            {
                try
                {
                    var attempt = meter.ReserveAsync(Attempt(most, 0), default).AsTask().GetAwaiter().GetResult();
                    open.Add((attempt, Math.Min(most, used)));
                }
                catch (BudgetExceededException)
                {
                    (spent + open.Sum(o => (long)o.Used) <= 600).ShouldBeTrue();
                }

                if (!ends || open.Count == 0) continue;
                open[^1].Reservation.Settle(Used(open[^1].Used, 0));
                spent += open[^1].Used;
                open.RemoveAt(open.Count - 1);
            }

            foreach (var (attempt, _) in open) attempt.Dispose();
            meter.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return ledger.Spent("b").Tokens == spent && spent <= 600 && ledger.Held() == default;
        }).QuickCheckThrowOnFailure();
    }

    public void Dispose() => _place.Dispose();

    internal static MeteredAttempt Attempt(long input, long output, string key = "key", string? user = null, string route = "chat") => new(
        new CallContext(new Caller(key, user, "default", "")), route, ModelUse.Chat,
        new ModelTarget("target", ModelProvider.OpenAi, new ModelEndpoint(new Uri("http://127.0.0.1:9"), "model", null)) { Price = new ModelPrice(Money.FromUsd(1), Money.FromUsd(2), Money.FromUsd(0.5m), new DateOnly(2026, 1, 1)) },
        new TokenUsage(input, output));

    internal static Settlement Used(long input, long output) => new(new TokenUsage(input, output), UsageSource.Provider, null, false, TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(20));

    private ValueTask<Meter> OpenAsync(string instance, params BudgetRule[] budgets) =>
        Meter.OpenAsync(new MeterSettings(_place.Path, instance) { Budgets = budgets }, _ledger, _ledger, _clock, default);
}
