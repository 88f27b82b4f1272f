using System.Globalization;

namespace Groundwork.Models.Metering;

/// <summary>Admits attempts out of allowances, journals them before they are sent, and books them in the background.</summary>
internal sealed class Meter : IMeter, IAsyncDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_slowTick = TimeSpan.FromSeconds(10);
    private const int TicksPerForgetting = 360;

    private readonly MeterSettings _settings;
    private readonly TimeProvider _time;
    private readonly IUsageStore _usage;
    private readonly SpendingJournal _journal;
    private readonly JournalIntake _intake;
    private readonly Allowances _allowances;
    private readonly SemaphoreSlim _booking = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _background;
    private long _attempts;
    private string? _problem;

    private Meter(MeterSettings settings, IAllowanceStore allowances, IUsageStore usage, SpendingJournal journal, TimeProvider time)
    {
        (_settings, _usage, _journal, _time) = (settings, usage, journal, time);
        _allowances = new Allowances(settings.Instance, allowances, time);
        _intake = new JournalIntake(settings.Directory, settings.Instance, journal, usage, Tell);
        _background = RunAsync(new PeriodicTimer(s_tick, time), _stop.Token);
    }

    /// <summary>The budgets in force.</summary>
    public IReadOnlyList<BudgetRule> Budgets => _allowances.Rules;

    /// <summary>Begins a journal and books what processes that are gone have left.</summary>
    /// <exception cref="ArgumentException">The settings are not valid; the message lists every problem.</exception>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public static async ValueTask<Meter> OpenAsync(MeterSettings settings, IAllowanceStore allowances, IUsageStore usage, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Validate() is { Count: > 0 } problems) throw new ArgumentException(string.Join(' ', problems), nameof(settings));
        var meter = new Meter(settings, allowances, usage, new SpendingJournal(settings.Directory, settings.Instance, settings.JournalBytes), time);
        try
        {
            await meter._allowances.UseAsync(settings.Budgets, cancellationToken);
            await meter.TryBookOthersAsync(cancellationToken);
            return meter;
        }
        catch
        {
            await meter.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The journal cannot be written. Nothing was sent, and everything went back.</exception>
    /// <exception cref="ObjectDisposedException">The meter has ended.</exception>
    public ValueTask<IReservation> ReserveAsync(MeteredAttempt attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        if (attempt.Most is { Input: < 0 } or { Output: < 0 } or { CachedInput: < 0 }) throw new ArgumentException($"An attempt cannot use {attempt.Most}.", nameof(attempt));
        cancellationToken.ThrowIfCancellationRequested();
        var accounts = _allowances.AccountsOf(attempt.Context.Caller, attempt.Route);
        var need = SpendingOf(attempt.Target.Price, attempt.Most);
        return _allowances.TryReserve(accounts, need) ? new(Begin(attempt, accounts, need)) : TakeAsync(attempt, accounts, need, cancellationToken);
    }

    /// <inheritdoc/>
    public void Replayed(MeteredAttempt attempt, ReplayKind kind, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        _journal.AppendOrKeep(new SpendingEvent.Replayed(Interlocked.Increment(ref _attempts), _time.GetUtcNow(), FactsOf(attempt), kind, duration));
    }

    /// <summary>Puts other budgets in force, from the next request on.</summary>
    /// <exception cref="ArgumentException">They are not valid; the message lists every problem.</exception>
    public ValueTask UseAsync(IReadOnlyList<BudgetRule> budgets, CancellationToken cancellationToken)
    {
        if (MeterSettings.ProblemsOf(budgets) is { Count: > 0 } problems) throw new ArgumentException(string.Join(' ', problems), nameof(budgets));
        return _allowances.UseAsync(budgets, cancellationToken);
    }

    /// <summary>Books everything that this process and processes that are gone have written so far. Happens by itself every quarter of a second.</summary>
    public async ValueTask BookAsync(CancellationToken cancellationToken)
    {
        await BookOwnAsync(cancellationToken);
        await BookOthersAsync(cancellationToken);
    }

    /// <summary>Books everything and gives everything back. What is still under way is in doubt.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        await _background;
        await _allowances.CloseAsync();
        try
        {
            _journal.Finish();
            await _intake.EndOwnAsync(CancellationToken.None);
            JournalFiles.Remove(_settings.Directory, _settings.Instance);
            _journal.Dispose();
            File.Delete(JournalFiles.LockOf(_settings.Directory, _settings.Instance));
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // The journal stays, and whoever starts next books it.
            Tell($"The spending journal of \"{_settings.Instance}\" could not be booked at the end ({problem.Message}). The next start does it.");
            _journal.Dispose();
        }

        _stop.Dispose();
        _booking.Dispose();
    }

    internal void End(Reservation reservation, Settlement settlement)
    {
        _journal.AppendOrKeep(new SpendingEvent.Settled(
            reservation.Number, settlement.Usage, settlement.Source, settlement.Failure, settlement.IsAborted, settlement.FirstToken, settlement.Duration));
        _allowances.Settle(reservation.Accounts, reservation.Reserved, SpendingOf(reservation.Price, settlement.Usage));
    }

    internal void Return(Reservation reservation)
    {
        _journal.AppendOrKeep(new SpendingEvent.Returned(reservation.Number));
        _allowances.Settle(reservation.Accounts, reservation.Reserved, default);
    }

    /// <summary>What some tokens count on budgets, as one request.</summary>
    internal static Spending SpendingOf(ModelPrice? price, TokenUsage usage) => new(price?.Of(usage) ?? Money.Zero, usage.Total, 1);

    private async ValueTask<IReservation> TakeAsync(MeteredAttempt attempt, LocalAccount[] accounts, Spending need, CancellationToken cancellationToken)
    {
        await _allowances.ReserveAsync(accounts, need, cancellationToken);
        return Begin(attempt, accounts, need);
    }

    private Reservation Begin(MeteredAttempt attempt, LocalAccount[] accounts, Spending need)
    {
        var number = Interlocked.Increment(ref _attempts);
        try
        {
            _journal.Append(new SpendingEvent.Reserved(number, _time.GetUtcNow(), FactsOf(attempt), attempt.Most, Array.ConvertAll(accounts, static a => a.Number!.Value)));
        }
        catch
        {
            _allowances.Settle(accounts, need, default);
            throw;
        }

        return new Reservation(this, number, string.Create(CultureInfo.InvariantCulture, $"{_settings.Instance}-{number}"), accounts, need, attempt.Target.Price);
    }

    private static AttemptFacts FactsOf(MeteredAttempt attempt) => new(
        attempt.Context.Caller.Key, attempt.Context.Caller.User, attempt.Context.Caller.Tenant, attempt.Route,
        attempt.Target.Name, attempt.Target.Endpoint.Model, attempt.Use, attempt.Target.Price);

    private async Task RunAsync(PeriodicTimer timer, CancellationToken stop)
    {
        using (timer)
        {
            var ticks = 0L;
            try
            {
                while (await timer.WaitForNextTickAsync(stop)) await TickAsync(ticks++, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The meter ends.
            }
        }
    }

    // One step that fails keeps no other from being taken: idle money goes back while the ledger cannot be written.
    private async ValueTask TickAsync(long tick, CancellationToken stop)
    {
        var isSlow = tick % (s_slowTick.Ticks / s_tick.Ticks) == 0;
        string? problem = null;
        problem = await ProblemOfAsync(_allowances.GiveBackIdleAsync) ?? problem;
        if (isSlow) problem = await ProblemOfAsync(FlushAsync) ?? problem;
        problem = await ProblemOfAsync(BookOwnAsync) ?? problem;
        if (isSlow) problem = await ProblemOfAsync(BookOthersAsync) ?? problem;
        if (tick % TicksPerForgetting == 0) problem = await ProblemOfAsync(token => _usage.ForgetRowsAsync(_time.GetUtcNow() - _settings.KeepRows, token)) ?? problem;

        // A database that is busy, full or away must not end the counting; it is told once, and tried again with the next tick.
        if (problem is not null && !string.Equals(_problem, problem, StringComparison.Ordinal)) Tell($"Spending is in the journal and could not be booked ({problem}). It is tried again.");
        _problem = problem;

        async ValueTask<string?> ProblemOfAsync(Func<CancellationToken, ValueTask> step)
        {
            try
            {
                stop.ThrowIfCancellationRequested();
                await step(stop);
                return null;
            }
            catch (Exception failed) when (failed is not OutOfMemoryException && !(failed is OperationCanceledException && stop.IsCancellationRequested))
            {
                return failed.Message;
            }
        }
    }

    private ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        _journal.Flush();
        return default;
    }

    private async ValueTask TryBookOthersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await BookOthersAsync(cancellationToken);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            Tell($"What processes that are gone have left in {_settings.Directory} could not be booked ({problem.Message}). It is tried again.");
        }
    }

    private void Tell(string notice)
    {
        try
        {
            _settings.Notices?.Invoke(notice);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // Whoever listens cannot keep spending from being counted.
        }
    }

    private async ValueTask BookOwnAsync(CancellationToken cancellationToken)
    {
        await _booking.WaitAsync(cancellationToken);
        try
        {
            // Seen before the end of the journal is looked up, so that what is booked includes them.
            var overruns = _allowances.Overruns();
            await _intake.TakeOwnAsync(cancellationToken);
            _allowances.Booked(overruns);
        }
        finally
        {
            _booking.Release();
        }
    }

    private async ValueTask BookOthersAsync(CancellationToken cancellationToken)
    {
        await _booking.WaitAsync(cancellationToken);
        try
        {
            await _intake.TakeOthersAsync(cancellationToken);
        }
        finally
        {
            _booking.Release();
        }
    }
}
