using InvoiceLine = Groundwork.UseCases.Spending.InvoiceLine;
using Groundwork.Models;
using Groundwork.Models.Metering;
using Groundwork.Storage;
using Groundwork.TestKit;
using Groundwork.UseCases.Spending;

namespace Groundwork.UseCases.Tests.Spending;

public sealed class BudgetRaceTests : IDisposable
{
    private static readonly ModelTarget Target = new("stub", ModelProvider.OpenAi, new ModelEndpoint(new Uri("http://127.0.0.1:9"), "m", null))
    {
        Price = new ModelPrice(Money.FromUsd(1), Money.FromUsd(2), Money.FromUsd(1), new DateOnly(2026, 1, 1)),
    };

    private static readonly BudgetAccount Account = new("b", "", DateTimeOffset.MinValue);

    private readonly TemporaryDirectory _place = new();

    [Fact]
    public async Task Two_meters_racing_a_thousand_requests_never_pass_a_budget_and_the_ledger_says_what_was_used()
    {
        await using var database = await OpenAsync();
        var budget = new BudgetRule("small", BudgetPeriod.Total) { MaxCost = Money.FromUsd(0.03m), MaxRequests = 200 };
        await using var one = await MeterAsync(database, "one", budget);
        await using var two = await MeterAsync(database, "two", budget);
        long cost = 0, admitted = 0, tokens = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 1000), new ParallelOptions { MaxDegreeOfParallelism = 100 }, async (i, cancellation) =>
        {
            var random = new Random(i);
            try
            {
                var most = new TokenUsage(random.Next(100, 300), random.Next(0, 100));
                var attempt = await (i % 2 == 0 ? one : two).ReserveAsync(new MeteredAttempt(CallContext.Local, "chat", ModelUse.Chat, Target, most), cancellation);
                await Task.Yield();
                if (i % 7 == 0)
                {
                    attempt.Dispose();
                    return;
                }

                var used = new TokenUsage(most.Input, random.Next(0, (int)most.Output + 1));
                attempt.Settle(new Settlement(used, i % 5 == 0 ? UsageSource.Counted : UsageSource.Provider, null, i % 5 == 0, TimeSpan.FromMilliseconds(3), TimeSpan.FromMilliseconds(9)));
                Interlocked.Add(ref cost, Target.Price!.Of(used).NanoUsd);
                Interlocked.Add(ref tokens, used.Total);
                Interlocked.Increment(ref admitted);
            }
            catch (BudgetExceededException)
            {
            }
        });
        cost.ShouldBeLessThanOrEqualTo(budget.MaxCost.Value.NanoUsd);
        admitted.ShouldBeInRange(50, 200);
        await one.DisposeAsync();
        await two.DisposeAsync();
        (await CountAsync(database, "select sum(cost) from usage_rows")).ShouldBe(cost);
        (await CountAsync(database, "select sum(input + output) from usage_days")).ShouldBe(tokens);
        (await CountAsync(database, "select cost from budget_accounts")).ShouldBe(cost);
        (await CountAsync(database, "select requests from budget_accounts")).ShouldBe(admitted);
        (await CountAsync(database, "select count(*) from allowances")).ShouldBe(0);
        (await CountAsync(database, "select count(*) from open_attempts")).ShouldBe(0);
    }

    [Fact]
    public async Task A_provider_that_counts_more_than_was_thought_possible_gives_no_other_process_more_to_spend()
    {
        await using var database = await OpenAsync();
        var budget = new BudgetRule("b", BudgetPeriod.Total) { MaxTokens = 100 };
        await using var one = await MeterAsync(database, "one", budget);
        await using var two = await MeterAsync(database, "two", budget);
        using var waiting = await ReserveAsync(one, 15, 0);
        (await ReserveAsync(one, 10, 0)).Settle(new Settlement(new TokenUsage(30, 0), UsageSource.Provider, null, false, null, TimeSpan.FromSeconds(1)));
        await one.BookAsync(default);
        await Should.ThrowAsync<BudgetExceededException>(async () => await ReserveAsync(two, 71, 0));
        (await ReserveAsync(two, 55, 0)).Dispose();
        await Should.ThrowAsync<BudgetExceededException>(async () => await ReserveAsync(one, 56, 0));
        waiting.Settle(new Settlement(new TokenUsage(15, 0), UsageSource.Provider, null, false, null, TimeSpan.FromSeconds(1)));
        await one.DisposeAsync();
        (await CountAsync(database, "select tokens from budget_accounts")).ShouldBe(45);
    }

    [Fact]
    public async Task What_a_lost_journal_may_have_spent_is_in_doubt_until_somebody_settles_it()
    {
        await using var database = await OpenAsync();
        var (allowances, usage) = (new AllowanceStore(database), new UsageStore(database, TimeProvider.System));
        var held = new Models.Spending(new Money(700), 30, 2);
        await allowances.TakeAsync("gone", Account, held, held, default);
        (await usage.BookAsync(new JournalBatch("gone", JournalPosition.Start, JournalPosition.Start, [], IsLast: true) { MayLackLines = true }, default)).ShouldBeTrue();
        (await allowances.TakeAsync("next", Account, held, new Models.Spending(Money.Zero, 1, 1), default)).IsGranted.ShouldBeFalse();
        (await CountAsync(database, "select cost from budget_accounts")).ShouldBe(700);
        (await CountAsync(database, "select sum(cost) from usage_days where source = 'InDoubt' and target = 'lost journal'")).ShouldBe(700);

        var now = TimeProvider.System.GetUtcNow();
        (await new InvoiceCheck(database).ReconcileAsync(UsageStore.LostJournal, now.AddHours(-1), now.AddHours(1), [], default)).Settled.ShouldBe(1);
        (await CountAsync(database, "select cost + tokens from budget_accounts")).ShouldBe(0);
        (await CountAsync(database, "select sum(cost + input) from usage_days")).ShouldBe(0);
    }

    [Fact]
    public async Task A_process_that_was_ended_gets_nothing_and_what_it_held_all_the_same_goes_back()
    {
        await using var database = await OpenAsync();
        var (allowances, usage) = (new AllowanceStore(database), new UsageStore(database, TimeProvider.System));
        var need = new Models.Spending(Money.Zero, 10, 1);
        var limit = need + need + need;
        var reply = await allowances.TakeAsync("gone", Account, limit, need, default);
        var end = new JournalBatch("gone", JournalPosition.Start, JournalPosition.Start, [], IsLast: true);
        (await usage.BookAsync(end, default)).ShouldBeTrue();
        await Should.ThrowAsync<InvalidOperationException>(async () => await allowances.TakeAsync("gone", Account, limit, need, default));
        await database.WriteAsync(session => AllowanceStore.HoldAsync(session, reply.Account, "gone", need), default);
        (await usage.BookAsync(end, default)).ShouldBeFalse();
        (await CountAsync(database, "select count(*) from allowances")).ShouldBe(0);
    }

    [Fact]
    public async Task An_allowance_that_went_back_leaves_no_row()
    {
        await using var database = await OpenAsync();
        var allowances = new AllowanceStore(database);
        var need = new Models.Spending(Money.Zero, 10, 1);
        var reply = await allowances.TakeAsync("p", Account, need, need, default);
        await allowances.GiveBackAsync("p", [new(reply.Account, need)], default);
        (await CountAsync(database, "select count(*) from allowances")).ShouldBe(0);
    }

    [Fact]
    public async Task An_invoice_settles_what_is_in_doubt_and_budgets_follow()
    {
        await using var database = await OpenAsync();
        var meter = await MeterAsync(database, "p", new BudgetRule("b", BudgetPeriod.Total) { MaxTokens = 10_000 });
        _ = await ReserveAsync(meter, 100, 50);
        _ = await ReserveAsync(meter, 200, 50);
        (await ReserveAsync(meter, 300, 50)).Settle(new Settlement(new TokenUsage(300, 10), UsageSource.Counted, null, true, null, TimeSpan.FromSeconds(1)));
        (await ReserveAsync(meter, 400, 50)).Settle(new Settlement(new TokenUsage(400, 10), UsageSource.Provider, null, false, null, TimeSpan.FromSeconds(1)));
        await meter.DisposeAsync();
        (await CountAsync(database, "select tokens from budget_accounts")).ShouldBe(150 + 250 + 310 + 410);

        var now = TimeProvider.System.GetUtcNow();
        InvoiceLine[] lines = [new("p-1", new TokenUsage(100, 20)), new("p-3", new TokenUsage(300, 12)), new("p-4", new TokenUsage(400, 10)), new("x-1", new TokenUsage(1, 1))];
        var reply = await new InvoiceCheck(database).ReconcileAsync("stub", now.AddHours(-1), now.AddHours(1), lines, default);
        (reply.Equal, reply.Settled).ShouldBe((1, 2));
        reply.Differing.ShouldBe(["p-3"]);
        reply.Unknown.ShouldBe(["x-1"]);
        (await CountAsync(database, "select tokens from budget_accounts")).ShouldBe(120 + 0 + 312 + 410);
        (await CountAsync(database, "select sum(input + output) from usage_days")).ShouldBe(120 + 0 + 312 + 410);
        (await CountAsync(database, "select sum(requests) from usage_days where source = 'InDoubt'")).ShouldBe(0);
        (await new InvoiceCheck(database).ReconcileAsync("stub", now.AddHours(-1), now.AddHours(1), lines, default)).Equal.ShouldBe(3);
    }

    [Fact]
    public async Task A_batch_is_booked_once_whoever_brings_it()
    {
        await using var database = await OpenAsync();
        var store = new UsageStore(database, TimeProvider.System);
        var facts = new AttemptFacts("k", null, "t", "r", "stub", "m", ModelUse.Chat, Target.Price);
        var batch = new JournalBatch("p", JournalPosition.Start, new JournalPosition(1, 100), [new SpendingEvent.Reserved(1, DateTimeOffset.UnixEpoch, facts, new TokenUsage(5, 5), [])], IsLast: false);
        (await store.BookAsync(batch, default)).ShouldBeTrue();
        (await store.BookAsync(batch, default)).ShouldBeFalse();
        var end = new JournalBatch("p", batch.To, batch.To, [], IsLast: true);
        (await store.BookAsync(end, default)).ShouldBeTrue();
        (await store.BookAsync(end, default)).ShouldBeFalse();
        (await CountAsync(database, "select sum(input + output) from usage_rows")).ShouldBe(10);
    }

    [Fact]
    public async Task Old_rows_go_and_the_totals_of_their_days_stay()
    {
        await using var database = await OpenAsync();
        var meter = await MeterAsync(database, "p");
        (await ReserveAsync(meter, 300, 50)).Settle(new Settlement(new TokenUsage(300, 10), UsageSource.Provider, null, false, null, TimeSpan.FromSeconds(1)));
        await meter.DisposeAsync();
        await new UsageStore(database, TimeProvider.System).ForgetRowsAsync(TimeProvider.System.GetUtcNow().AddDays(1), default);
        (await CountAsync(database, "select count(*) from usage_rows")).ShouldBe(0);
        (await CountAsync(database, "select sum(input) from usage_days")).ShouldBe(300);
    }

    public void Dispose() => _place.Dispose();

    private static async ValueTask<IReservation> ReserveAsync(Meter meter, long input, long output) =>
        await meter.ReserveAsync(new MeteredAttempt(CallContext.Local, "chat", ModelUse.Chat, Target, new TokenUsage(input, output)), default);

    private static ValueTask<long> CountAsync(SqliteDatabase database, string sql) => database.ReadAsync(session => session.CountAsync(sql), default);

    private ValueTask<SqliteDatabase> OpenAsync() => SqliteDatabase.OpenAsync(_place.File(GatewaySchema.FileName), GatewaySchema.Migrations, TimeProvider.System, default);

    private ValueTask<Meter> MeterAsync(SqliteDatabase database, string instance, params BudgetRule[] budgets) => Meter.OpenAsync(
        new MeterSettings(_place.File("usage"), instance) { Budgets = budgets }, new AllowanceStore(database), new UsageStore(database, TimeProvider.System), TimeProvider.System, default);
}
