using Groundwork.Models.Metering;
using Groundwork.TestKit;

namespace Groundwork.Models.Tests.Metering;

/// <summary>Power cuts, damage, ends in the middle of something, and neighbours that misbehave.</summary>
public sealed class MeterTroubleTests : IDisposable
{
    private static readonly BudgetRule Budget = new("b", BudgetPeriod.Total) { MaxTokens = 1000 };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _place = new();
    private readonly ManualClock _clock = new();
    private readonly MemoryLedger _ledger = new();
    private readonly List<string> _notices = [];

    [Fact]
    public async Task What_a_process_held_when_the_machine_lost_its_power_is_in_doubt()
    {
        await HoldAsync("gone", 70);
        _place.Write("gone.lock", "another start of the machine");
        await using var next = await OpenAsync("next");
        _ledger.InDoubt.Select(static held => held.Tokens).ShouldBe([70]);
    }

    [Fact]
    public async Task What_a_killed_process_held_goes_back_while_the_machine_runs()
    {
        await HoldAsync("killed", 70);
        _place.Write("killed.lock", JournalFiles.Boot);
        await using var next = await OpenAsync("next");
        _ledger.Held().ShouldBe(default);
        _ledger.InDoubt.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_damaged_in_its_middle_is_told_and_kept_and_what_was_held_is_in_doubt()
    {
        await HoldAsync("torn", 70);
        using (var journal = new SpendingJournal(_place.Path, "torn", 1 << 20))
            for (var i = 1; i <= 3; i++) journal.Append(new SpendingEvent.Returned(i));
        var path = JournalFiles.FileOf(_place.Path, "torn", 1);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);

        await using var next = await OpenAsync("next");
        File.ReadAllBytes(path + ".damaged").ShouldBe(bytes);
        _notices.ShouldHaveSingleItem().ShouldContain(path + ".damaged");
        _ledger.InDoubt.Select(static held => held.Tokens).ShouldBe([70]);
    }

    [Fact]
    public async Task A_request_that_waits_for_money_while_the_meter_ends_leaves_nothing_held()
    {
        var meter = await OpenAsync("a", Budget);
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        _ledger.BeforeTake = () =>
        {
            asked.TrySetResult();
            return answer.Task;
        };
        var waiting = meter.ReserveAsync(MeterTests.Attempt(10, 0), default).AsTask();
        await asked.Task.WaitAsync(Patience);
        var ending = meter.DisposeAsync().AsTask();
        answer.SetResult();
        await ending.WaitAsync(Patience);
        await Task.WhenAny(waiting).WaitAsync(Patience);
        _ledger.Held().ShouldBe(default);
    }

    [Fact]
    public async Task An_answer_that_arrives_after_the_end_is_no_failure_and_a_new_request_is_refused()
    {
        var meter = await OpenAsync("a", Budget);
        var late = await meter.ReserveAsync(MeterTests.Attempt(10, 0), default);
        await meter.DisposeAsync();
        late.Settle(MeterTests.Used(1, 0));
        meter.Replayed(MeterTests.Attempt(10, 0), ReplayKind.Exact, TimeSpan.Zero);
        await Should.ThrowAsync<ObjectDisposedException>(async () => await meter.ReserveAsync(MeterTests.Attempt(10, 0), default));
        _ledger.Rows.Select(static r => (r.Usage.Total, r.Source)).ShouldBe([(10, UsageSource.InDoubt)]);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_taken_over_keeps_nobody_from_starting_and_no_other_from_being_taken_over()
    {
        _place.Write("foreign.lock", "");
        _ledger.Foreign = "foreign";
        await HoldAsync("gone", 70);
        _place.Write("gone.lock", JournalFiles.Boot);
        await using var meter = await OpenAsync("a");
        await meter.BookAsync(default);
        _notices.ShouldHaveSingleItem().ShouldContain("\"foreign\"");
        _ledger.Held().ShouldBe(default);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Neither_a_listener_that_throws_nor_a_foreign_cancellation_ends_the_counting(bool isCancellation)
    {
        var failures = new SemaphoreSlim(0);
        var meter = await Meter.OpenAsync(new MeterSettings(_place.Path, "a") { Budgets = [Budget], Notices = static notice => throw new InvalidOperationException(notice) }, _ledger, _ledger, _clock, default);
        (await meter.ReserveAsync(MeterTests.Attempt(10, 0), default)).Settle(MeterTests.Used(5, 0));
        _ledger.BeforeBook = () =>
        {
            failures.Release();
            throw isCancellation ? new OperationCanceledException() : new IOException("busy");
        };
        for (var tick = 0; tick < 3; tick++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            (await failures.WaitAsync(Patience)).ShouldBeTrue();
        }

        _ledger.BeforeBook = static () => { };
        await meter.DisposeAsync();
        _ledger.Spent("b").Tokens.ShouldBe(5);
        _ledger.Held().ShouldBe(default);
    }

    [Fact]
    public async Task What_a_busy_process_does_not_need_goes_back_too()
    {
        var allowances = new Allowances("a", _ledger, _clock);
        await allowances.UseAsync([Budget], default);
        var accounts = allowances.AccountsOf(Caller.Local, "chat");
        await allowances.ReserveAsync(accounts, new Spending(Money.Zero, 900, 1), default);
        allowances.Settle(accounts, new Spending(Money.Zero, 900, 1), default);
        var small = new Spending(Money.Zero, 1, 1);
        for (var request = 0; request < 4; request++)
        {
            if (!allowances.TryReserve(accounts, small)) await allowances.ReserveAsync(accounts, small, default);
            _clock.Advance(TimeSpan.FromMilliseconds(900));
            await allowances.GiveBackIdleAsync(default);
            allowances.Settle(accounts, small, default);
        }

        _ledger.Held().Tokens.ShouldBe(1);
    }

    [Fact]
    public async Task Names_that_clients_choose_are_forgotten_unless_something_is_held_for_them()
    {
        var allowances = new Allowances("a", _ledger, _clock);
        await allowances.UseAsync([Budget with { User = "*" }], default);
        var (idle, holding) = (AccountsOf("idle"), AccountsOf("holding"));
        await allowances.ReserveAsync(holding, new Spending(Money.Zero, 10, 1), default);
        for (var user = 0; user < 10_000; user++) AccountsOf($"user {user}");
        AccountsOf("idle")[0].ShouldNotBeSameAs(idle[0]);
        AccountsOf("holding")[0].ShouldBeSameAs(holding[0]);

        LocalAccount[] AccountsOf(string user) => allowances.AccountsOf(new Caller("key", user, "default", ""), "chat");
    }

    [Fact]
    public async Task A_request_that_gives_up_does_not_wait_for_the_store_and_what_arrives_late_goes_back()
    {
        var allowances = new Allowances("a", _ledger, _clock);
        await allowances.UseAsync([Budget], default);
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        _ledger.BeforeTake = () =>
        {
            asked.TrySetResult();
            return answer.Task;
        };
        using var patience = new CancellationTokenSource();
        var waiting = allowances.ReserveAsync(allowances.AccountsOf(Caller.Local, "chat"), new Spending(Money.Zero, 10, 1), patience.Token).AsTask();
        await asked.Task.WaitAsync(Patience);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience));
        answer.SetResult();
        await allowances.CloseAsync();
        for (var tick = 0; tick < 10_000 && (tick == 0 || _ledger.Held() != default); tick++)
        {
            await Task.Yield();
            _clock.Advance(TimeSpan.FromSeconds(1));
            await allowances.GiveBackIdleAsync(default);
        }

        _ledger.Takes.ShouldBe(1);
        _ledger.Held().ShouldBe(default);
    }

    public void Dispose() => _place.Dispose();

    private async Task HoldAsync(string instance, long tokens) =>
        await _ledger.TakeAsync(instance, new BudgetAccount("b", "", DateTimeOffset.MinValue), Spending.LimitOf(Budget), new Spending(Money.Zero, tokens, 1), default);

    private ValueTask<Meter> OpenAsync(string instance, params BudgetRule[] budgets) =>
        Meter.OpenAsync(new MeterSettings(_place.Path, instance) { Budgets = budgets, Notices = _notices.Add }, _ledger, _ledger, _clock, default);
}
