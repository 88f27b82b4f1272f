namespace Groundwork.Models.Tests.Metering;

/// <summary>Budgets and ledger in memory, shared by meters as a database would be.</summary>
internal sealed class MemoryLedger : IAllowanceStore, IUsageStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<BudgetAccount, long> _numbers = [];
    private readonly Dictionary<long, Spending> _spent = [];
    private readonly Dictionary<(long Account, string Instance), Spending> _held = [];
    private readonly Dictionary<string, (JournalPosition At, bool IsEnded)> _positions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, long), SpendingEvent.Reserved> _open = [];

    public List<(string Id, SpendingEvent.Reserved Attempt, TokenUsage Usage, UsageSource Source)> Rows { get; } = [];

    /// <summary>What processes still held whose journals may lack lines.</summary>
    public List<Spending> InDoubt { get; } = [];

    /// <summary>Awaited before anything is taken.</summary>
    public Func<Task> BeforeTake { get; set; } = static () => Task.CompletedTask;

    /// <summary>Called before anything is booked.</summary>
    public Action BeforeBook { get; set; } = static () => { };

    /// <summary>A process whose journal cannot be taken over.</summary>
    public string? Foreign { get; set; }

    public int Takes { get; private set; }

    public Spending Spent(string budget)
    {
        lock (_gate) return _numbers.Where(n => string.Equals(n.Key.Budget, budget, StringComparison.Ordinal)).Aggregate(default(Spending), (sum, n) => sum + _spent.GetValueOrDefault(n.Value));
    }

    public Spending Held()
    {
        lock (_gate) return _held.Values.Aggregate(default(Spending), static (sum, held) => sum + held);
    }

    public async ValueTask<AllowanceReply> TakeAsync(string instance, BudgetAccount account, Spending limit, Spending needed, CancellationToken cancellationToken)
    {
        await BeforeTake();
        lock (_gate)
        {
            Takes++;
            if (!_numbers.TryGetValue(account, out var number)) _numbers.Add(account, number = _numbers.Count + 1);
            var spent = _spent.GetValueOrDefault(number);
            var here = _held.GetValueOrDefault((number, instance));
            var elsewhere = _held.Where(h => h.Key.Account == number && !string.Equals(h.Key.Instance, instance, StringComparison.Ordinal)).Aggregate(default(Spending), static (sum, h) => sum + h.Value);
            if (!needed.FitsIn((limit - spent - here - elsewhere).Positive())) return new AllowanceReply(number, false, default, spent, here, elsewhere);
            _held[(number, instance)] = here + needed;
            return new AllowanceReply(number, true, needed, spent, here + needed, elsewhere);
        }
    }

    public ValueTask GiveBackAsync(string instance, IReadOnlyList<KeyValuePair<long, Spending>> unused, CancellationToken cancellationToken)
    {
        lock (_gate)
            foreach (var (account, amount) in unused) _held[(account, instance)] -= amount;
        return default;
    }

    public ValueTask<JournalPosition> PositionAsync(string instance, CancellationToken cancellationToken)
    {
        if (string.Equals(instance, Foreign, StringComparison.Ordinal)) throw new UnauthorizedAccessException("Permission denied.");
        lock (_gate) return new(_positions.TryGetValue(instance, out var known) ? known.At : JournalPosition.Start);
    }

    public ValueTask<bool> BookAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        BeforeBook();
        lock (_gate)
        {
            var (at, isEnded) = _positions.GetValueOrDefault(batch.Instance, (JournalPosition.Start, false));
            if (isEnded || at != batch.From) return new(false);
            foreach (var line in batch.Events)
            {
                if (line is SpendingEvent.Reserved reserved) _open[(batch.Instance, line.Number)] = reserved;
                else if (_open.Remove((batch.Instance, line.Number), out var begun) && line is SpendingEvent.Settled settled) Book(batch.Instance, begun, settled.Usage, settled.Source);
            }

            if (batch.IsLast)
            {
                foreach (var (name, begun) in _open.Where(o => string.Equals(o.Key.Item1, batch.Instance, StringComparison.Ordinal)).ToList())
                {
                    Book(batch.Instance, begun, begun.Most, UsageSource.InDoubt);
                    _open.Remove(name);
                }

                if (batch.MayLackLines) InDoubt.AddRange(_held.Where(h => string.Equals(h.Key.Instance, batch.Instance, StringComparison.Ordinal)).Select(static h => h.Value.Positive()));
                foreach (var key in _held.Keys.Where(k => string.Equals(k.Instance, batch.Instance, StringComparison.Ordinal)).ToList()) _held.Remove(key);
            }

            _positions[batch.Instance] = (batch.To, batch.IsLast);
            return new(true);
        }
    }

    public ValueTask<IReadOnlyList<string>> InstancesAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return new([.. _held.Keys.Select(static k => k.Instance).Concat(_open.Keys.Select(static k => k.Item1)).Distinct(StringComparer.Ordinal)]);
    }

    public ValueTask ForgetRowsAsync(DateTimeOffset before, CancellationToken cancellationToken) => default;

    private void Book(string instance, SpendingEvent.Reserved begun, TokenUsage usage, UsageSource source)
    {
        Rows.Add(($"{instance}-{begun.Number}", begun, usage, source));
        var spent = new Spending(begun.Attempt.Price?.Of(usage) ?? Money.Zero, usage.Total, 1);
        foreach (var account in begun.Accounts)
        {
            _spent[account] = _spent.GetValueOrDefault(account) + spent;
            var most = new Spending(begun.Attempt.Price?.Of(begun.Most) ?? Money.Zero, begun.Most.Total, 1);
            _held[(account, instance)] = _held.GetValueOrDefault((account, instance)) - spent + (spent - most).Positive();
        }
    }
}
