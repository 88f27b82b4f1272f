namespace Groundwork.Models.Metering;

/// <summary>
/// Admits requests out of allowances that this process took from the budgets. What nobody needed for a second goes back; a request that only other
/// processes' allowances keep from being admitted waits longer than that, so no limit is declared exhausted because of idle money.
/// Going back at once was rejected: it would be a transaction per request. Safe for concurrent use.
/// </summary>
internal sealed class Allowances(string instance, IAllowanceStore store, TimeProvider time)
{
    private static readonly TimeSpan s_idleAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_refusalHolds = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_askAgain = TimeSpan.FromMilliseconds(250);

    /// <summary>Idle money is back after a second that it was taken in, one in which nobody needed it, a tick of the meter, and a transaction; this is 3.5 seconds.</summary>
    private const int Patience = 15;
    private const int MaxScopes = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<BudgetAccount, LocalAccount> _accounts = [];
    private readonly Dictionary<(string Key, string? User, string Route), LocalAccount[]> _byScope = [];

    // What goes back is looked for here, several times a second: names that clients choose make many accounts, and few of them hold something.
    private readonly HashSet<LocalAccount> _holding = [];
    private readonly HashSet<LocalAccount> _asking = [];
    private IReadOnlyList<BudgetRule> _rules = [];
    private DateTimeOffset _scopesEnd = DateTimeOffset.MinValue;
    private long _changes;
    private bool _isClosed;

    /// <summary>The budgets as they are now.</summary>
    public IReadOnlyList<BudgetRule> Rules => _rules;

    /// <summary>The accounts a request counts on; empty where no budget holds for it.</summary>
    public LocalAccount[] AccountsOf(Caller caller, string route)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_rules.Count == 0) return [];
            if (now >= _scopesEnd || _byScope.Count >= MaxScopes) BeginScopesLocked(now);
            var scope = (caller.Key, caller.User, route);
            if (_byScope.TryGetValue(scope, out var known)) return known;
            var accounts = _rules.Where(rule => BudgetScopes.Holds(rule, caller, route)).Select(rule => AccountLocked(rule, caller, route, now)).ToArray();
            _byScope.Add(scope, accounts);
            return accounts;
        }
    }

    /// <summary>Sets an amount aside on every account, or on none.</summary>
    public bool TryReserve(LocalAccount[] accounts, Spending need)
    {
        lock (_gate)
        {
            foreach (var account in accounts)
                if (!need.FitsIn(account.Available)) return false;
            foreach (var account in accounts) ReserveLocked(account, need);
            return true;
        }
    }

    /// <summary>Sets an amount aside on every account, taking more out of the budgets where that is needed.</summary>
    /// <exception cref="BudgetExceededException">A budget does not hold it; nothing is set aside.</exception>
    public async ValueTask ReserveAsync(LocalAccount[] accounts, Spending need, CancellationToken cancellationToken)
    {
        var done = 0;
        try
        {
            for (; done < accounts.Length; done++) await ReserveAsync(accounts[done], need, cancellationToken);
        }
        catch
        {
            Settle(accounts.AsSpan(0, done), need, default);
            throw;
        }
    }

    /// <summary>Ends a reservation: what was not spent can be spent by others.</summary>
    public void Settle(ReadOnlySpan<LocalAccount> accounts, Spending reserved, Spending spent)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            foreach (var account in accounts)
            {
                account.Reserved -= reserved;
                account.Available += reserved - spent;
                account.Overrun += (spent - reserved).Positive();
                account.UsedAt = now;
                account.Refusal = null;
            }
        }
    }

    /// <summary>Takes nothing more out of any budget, and waits for what is being taken.</summary>
    public async ValueTask CloseAsync()
    {
        List<LocalAccount> accounts;
        lock (_gate)
        {
            _isClosed = true;
            accounts = [.. _asking];
        }

        foreach (var account in accounts)
        {
            await account.Asking.WaitAsync();
            account.Asking.Release();
        }
    }

    /// <summary>What attempts used beyond what was set aside for them; every one of them is in the journal.</summary>
    public IReadOnlyList<(LocalAccount Account, Spending Amount)> Overruns()
    {
        lock (_gate) return [.. _holding.Where(static account => account.Overrun != default).Select(static account => (account, account.Overrun))];
    }

    /// <summary>Overruns were booked: what was taken to cover them is available again.</summary>
    public void Booked(IReadOnlyList<(LocalAccount Account, Spending Amount)> overruns)
    {
        lock (_gate)
        {
            foreach (var (account, amount) in overruns)
            {
                account.Overrun -= amount;
                account.Available += amount;
            }
        }
    }

    /// <summary>Puts other budgets in force. Allowances out of the old ones go back first, so that new limits hold from the next request on.</summary>
    public async ValueTask UseAsync(IReadOnlyList<BudgetRule> rules, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _rules = [.. rules];
            _byScope.Clear();
            _changes++;
            foreach (var account in _accounts.Values)
            {
                if (rules.FirstOrDefault(r => string.Equals(r.Name, account.Name.Budget, StringComparison.Ordinal)) is { } rule) account.Rule = rule;
                account.Refusal = null;
            }
        }

        await GiveBackAsync(static account => account.Available, cancellationToken);
    }

    /// <summary>Gives back what nobody needed for a second, and everything out of periods that are over.</summary>
    public ValueTask GiveBackIdleAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return GiveBackAsync(
            account =>
            {
                if (account.Ends <= now || time.GetElapsedTime(account.UsedAt) >= s_idleAfter) return account.Available;
                if (time.GetElapsedTime(account.LeastSince) < s_idleAfter) return default;
                var unneeded = account.Least;
                account.WatchLeast(time.GetTimestamp());
                return unneeded;
            },
            cancellationToken);
    }

    private async ValueTask ReserveAsync(LocalAccount account, Spending need, CancellationToken cancellationToken)
    {
        for (var asked = 1; ; asked++)
        {
            await account.Asking.WaitAsync(cancellationToken);

            // Of all who waited here the first takes for many, and the others need not ask.
            if (TryReserve([account], need))
            {
                account.Asking.Release();
                return;
            }

            var asking = AskAsync(account, need);
            AllowanceReply refusal;
            try
            {
                if (await asking.WaitAsync(cancellationToken) is not { } refused) return;
                refusal = refused;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                _ = ReturnLateAsync(asking, account, need);
                throw;
            }

            Spending available, reserved, missing;
            lock (_gate)
            {
                (available, reserved) = (account.Available, account.Reserved);
                missing = (need - available).Positive();
            }

            var left = Spending.LimitOf(account.Rule) - refusal.Spent - refusal.HeldHere;
            if (asked == Patience || !missing.FitsIn(left)) throw BudgetScopes.Refusal(account, refusal, available, reserved, need);
            await Task.Delay(s_askAgain, time, cancellationToken);
        }
    }

    // The store may keep a thread waiting for a file that another process writes: not the request's, which can stop waiting at any time.
    private async Task<AllowanceReply?> AskAsync(LocalAccount account, Spending need)
    {
        try
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isClosed, this);
                _asking.Add(account);
            }

            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            return await TryTakeAsync(account, need, CancellationToken.None);
        }
        finally
        {
            lock (_gate) _asking.Remove(account);
            account.Asking.Release();
        }
    }

    private async Task ReturnLateAsync(Task<AllowanceReply?> asking, LocalAccount account, Spending need)
    {
        try
        {
            if (await asking is null) Settle([account], need, default);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // Nothing arrived, and nobody waits for it any more.
        }
    }

    /// <returns>Null when the amount is set aside, otherwise why not.</returns>
    private async ValueTask<AllowanceReply?> TryTakeAsync(LocalAccount account, Spending need, CancellationToken cancellationToken)
    {
        while (true)
        {
            Spending missing, limit;
            long changes;
            lock (_gate)
            {
                if (need.FitsIn(account.Available))
                {
                    ReserveLocked(account, need);
                    return null;
                }

                missing = (need - account.Available).Positive();
                limit = Spending.LimitOf(account.Rule);
                changes = _changes;

                // A storm of requests against an exhausted budget must not become a storm of transactions.
                if (account.Refusal is { } last && time.GetElapsedTime(last.At) < s_refusalHolds && last.Needed.FitsIn(missing)) return last.Reply;
            }

            var reply = await store.TakeAsync(instance, account.Name, limit, missing, cancellationToken);
            lock (_gate)
            {
                account.Number = reply.Account;
                account.Available += reply.Granted;
                if (reply.IsGranted) _holding.Add(account);

                // Granted under limits that have changed since: whatever they were, the new ones decide.
                if (changes == _changes)
                {
                    if (!reply.IsGranted)
                    {
                        account.Refusal = (reply, missing, time.GetTimestamp());
                        return reply;
                    }

                    if (need.FitsIn(account.Available))
                    {
                        ReserveLocked(account, need);
                        return null;
                    }

                    continue;
                }
            }

            await GiveBackAsync(candidate => ReferenceEquals(candidate, account) ? candidate.Available : default, cancellationToken);
        }
    }

    private async ValueTask GiveBackAsync(Func<LocalAccount, Spending> unneeded, CancellationToken cancellationToken)
    {
        var unused = new List<KeyValuePair<long, Spending>>();
        var sources = new List<LocalAccount>();
        lock (_gate)
        {
            foreach (var account in _holding)
            {
                var back = unneeded(account).Positive();
                if (back == default) continue;
                account.Available -= back;
                unused.Add(new(account.Number!.Value, back));
                sources.Add(account);
            }

            _holding.RemoveWhere(static account => account.HoldsNothing);
        }

        if (unused.Count == 0) return;
        try
        {
            await store.GiveBackAsync(instance, unused, cancellationToken);
        }
        catch
        {
            lock (_gate)
            {
                for (var i = 0; i < sources.Count; i++)
                {
                    sources[i].Available += unused[i].Value;
                    _holding.Add(sources[i]);
                }
            }

            throw;
        }
    }

    private void ReserveLocked(LocalAccount account, Spending need)
    {
        account.Available -= need;
        account.Reserved += need;
        account.UsedAt = time.GetTimestamp();
    }

    private void BeginScopesLocked(DateTimeOffset now)
    {
        _byScope.Clear();
        _accounts.Clear();
        foreach (var account in _holding) _accounts[account.Name] = account;
        _scopesEnd = BudgetScopes.PeriodOf(BudgetPeriod.Day, now).Ends!.Value;
    }

    private LocalAccount AccountLocked(BudgetRule rule, Caller caller, string route, DateTimeOffset now)
    {
        var name = BudgetScopes.AccountOf(rule, caller, route, now);
        if (_accounts.TryGetValue(name, out var known)) return known;
        var account = new LocalAccount(name, rule, BudgetScopes.PeriodOf(rule.Period, now).Ends);
        _accounts.Add(name, account);
        return account;
    }
}
