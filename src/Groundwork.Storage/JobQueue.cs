using System.Data.Common;

namespace Groundwork.Storage;

/// <summary>
/// Work that survives the process that does it. A job is leased before it is worked on, and its try is counted before the work starts;
/// when its process ends, it stays and is found again.
/// </summary>
/// <remarks>
/// Safe for concurrent use by several processes: no two hold a lease of the same job at the same time. A lease that ended counts for
/// nothing: completing or failing under it changes nothing. Jobs that were tried before come after all others and one at a time, so that
/// one which ends its process takes no other with it.
/// </remarks>
/// <param name="database">Opened with <see cref="Migrations"/>.</param>
/// <param name="queue">Name of the queue; never empty. Queues do not see each other.</param>
/// <param name="time">Clock for leases and waits.</param>
public sealed class JobQueue(IDatabase database, string queue, TimeProvider time)
{
    private const string Columns = "key, payload, state, attempts, due_at, reason, message";

    // States stand as words, so that a person who opens the database can read it.
    private const string Waiting = "waiting";
    private const string Leased = "leased";
    private const string Poisoned = "poisoned";

    /// <summary>The table of jobs.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("jobs", 1, "jobs", """
            create table jobs (
              queue {text} not null, key {text} not null, payload {text} not null, state {text} not null, attempts {long} not null,
              due_at {long} not null, owner {text}, leased_until {long}, reason {text}, message {text},
              primary key (queue, key));
            create index jobs_by_turn on jobs (queue, state, attempts, due_at, key)
            """),
    ];

    /// <summary>Puts jobs in. One that waits or is under way stays as it is and takes the new payload; a poisoned one starts anew.</summary>
    /// <returns>How many were put in.</returns>
    /// <exception cref="StorageException">The database cannot do its work.</exception>
    public ValueTask<int> EnqueueAsync(IReadOnlyCollection<NewJob> jobs, CancellationToken cancellationToken) =>
        database.WriteAsync(session => EnqueueAsync(session, jobs), cancellationToken);

    /// <summary>Puts jobs in, as part of a transaction.</summary>
    public async ValueTask<int> EnqueueAsync(SqlSession session, IReadOnlyCollection<NewJob> jobs)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(jobs);
        foreach (var job in jobs)
        {
            ArgumentException.ThrowIfNullOrEmpty(job.Key, nameof(jobs));
            await session.ExecuteAsync(
                $"""
                insert into jobs (queue, key, payload, state, attempts, due_at) values (@queue, @key, @payload, '{Waiting}', 0, @now)
                on conflict (queue, key) do update set payload = excluded.payload,
                  attempts = case when state = '{Poisoned}' then 0 else attempts end,
                  due_at = case when state = '{Poisoned}' then excluded.due_at else due_at end,
                  reason = case when state = '{Poisoned}' then null else reason end,
                  message = case when state = '{Poisoned}' then null else message end,
                  state = case when state = '{Poisoned}' then '{Waiting}' else state end
                """,
                ("@queue", queue), ("@key", job.Key), ("@payload", job.Payload), ("@now", Now()));
        }

        return jobs.Count;
    }

    /// <summary>Leases jobs that are due: up to <paramref name="count"/> that were never tried, or else one that was.</summary>
    /// <param name="owner">Who works; unique among all that may work at the same time.</param>
    /// <param name="count">Most jobs, ≥ 1.</param>
    /// <param name="duration">How long; see <see cref="RenewAsync"/>.</param>
    /// <param name="cancellationToken">Stops before anything is leased.</param>
    /// <returns>In the order in which they became due; empty when none is.</returns>
    public ValueTask<IReadOnlyList<LeasedJob>> LeaseAsync(string owner, int count, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return database.WriteAsync(
            async session =>
            {
                var now = Now();
                await ReturnEndedLeasesAsync(session, now);
                var due = await session.QueryAsync(
                    $"select key, payload, attempts from jobs where queue = @queue and state = '{Waiting}' and attempts = 0 and due_at <= @now order by due_at, key limit @count",
                    row => new LeasedJob(row.GetString(0), row.GetString(1), row.GetInt32(2) + 1),
                    ("@queue", queue), ("@now", now), ("@count", count));
                if (due.Count == 0)
                    due = await session.QueryAsync(
                        $"select key, payload, attempts from jobs where queue = @queue and state = '{Waiting}' and due_at <= @now order by attempts, due_at, key limit 1",
                        row => new LeasedJob(row.GetString(0), row.GetString(1), row.GetInt32(2) + 1),
                        ("@queue", queue), ("@now", now));
                foreach (var job in due)
                    await session.ExecuteAsync(
                        $"update jobs set state = '{Leased}', attempts = @attempts, owner = @owner, leased_until = @until where queue = @queue and key = @key",
                        ("@attempts", job.Attempts), ("@owner", owner), ("@until", now + (long)duration.TotalMilliseconds), ("@queue", queue), ("@key", job.Key));
                return (IReadOnlyList<LeasedJob>)due;
            },
            cancellationToken);
    }

    /// <summary>Makes all leases of an owner that have not ended last for this long from now on.</summary>
    /// <returns>How many there are.</returns>
    public ValueTask<int> RenewAsync(string owner, TimeSpan duration, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            $"update jobs set leased_until = @until where queue = @queue and owner = @owner and state = '{Leased}' and leased_until > @now",
            ("@until", Now() + (long)duration.TotalMilliseconds), ("@queue", queue), ("@owner", owner), ("@now", Now())),
        cancellationToken);

    /// <summary>The job is done and leaves the queue.</summary>
    /// <returns>False when the lease is no longer this owner's: somebody else may have taken it up.</returns>
    public ValueTask<bool> CompleteAsync(string owner, LeasedJob job, CancellationToken cancellationToken) =>
        database.WriteAsync(session => CompleteAsync(session, owner, job), cancellationToken);

    /// <summary>The job is done and leaves the queue, together with what else the transaction does.</summary>
    /// <returns>False when the lease is no longer this owner's.</returns>
    public async ValueTask<bool> CompleteAsync(SqlSession session, string owner, LeasedJob job)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(job);
        return await session.ExecuteAsync(
            $"delete from jobs where queue = @queue and key = @key and state = '{Leased}' and owner = @owner and attempts = @attempts and leased_until > @now",
            ("@queue", queue), ("@key", job.Key), ("@owner", owner), ("@attempts", job.Attempts), ("@now", Now())) == 1;
    }

    /// <summary>The try failed: the job is tried again later, or is poisoned when this was its last.</summary>
    /// <param name="owner">Who worked.</param>
    /// <param name="job">As it was leased.</param>
    /// <param name="reason">Kind of the failure, one word, to group by.</param>
    /// <param name="message">The failure in words.</param>
    /// <param name="policy">When and how often it is tried again.</param>
    /// <param name="cancellationToken">Stops before anything is noted.</param>
    /// <returns>How the job stands now; null when the lease is no longer this owner's.</returns>
    public ValueTask<QueuedJob?> FailAsync(string owner, LeasedJob job, string reason, string message, RetryPolicy policy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(policy);
        var isLast = job.Attempts >= policy.MaxAttempts;
        return database.WriteAsync<QueuedJob?>(
            async session =>
            {
                var due = isLast ? Now() : Now() + (long)policy.WaitAfter(job.Key, job.Attempts).TotalMilliseconds;
                var changed = await session.ExecuteAsync(
                    $"""
                    update jobs set state = @state, due_at = @due, reason = @reason, message = @message, owner = null, leased_until = null
                    where queue = @queue and key = @key and state = '{Leased}' and owner = @owner and attempts = @attempts and leased_until > @now
                    """,
                    ("@state", isLast ? Poisoned : Waiting), ("@due", due), ("@reason", reason), ("@message", message),
                    ("@queue", queue), ("@key", job.Key), ("@owner", owner), ("@attempts", job.Attempts), ("@now", Now()));
                return changed == 0 ? null : await FindAsync(session, job.Key);
            },
            cancellationToken);
    }

    /// <summary>Gives back what an owner has leased and not begun: those tries do not count.</summary>
    public ValueTask<int> ReleaseAsync(string owner, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            $"update jobs set state = '{Waiting}', attempts = attempts - 1, owner = null, leased_until = null where queue = @queue and owner = @owner and state = '{Leased}' and leased_until > @now",
            ("@queue", queue), ("@owner", owner), ("@now", Now())),
        cancellationToken);

    /// <summary>Takes back the leases of all others, whose tries count. Only for an owner who knows that nobody else is at work.</summary>
    /// <returns>How many there were.</returns>
    public ValueTask<int> TakeOverAsync(string owner, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            $"update jobs set state = '{Waiting}', owner = null, leased_until = null where queue = @queue and owner <> @owner and state = '{Leased}'",
            ("@queue", queue), ("@owner", owner)),
        cancellationToken);

    /// <summary>Poisons what has been tried this often and always came back without a word: each time its process ended.</summary>
    /// <param name="maxAttempts">Tries that are enough, ≥ 1.</param>
    /// <param name="reason">Kind of the failure, one word, to group by.</param>
    /// <param name="message">The failure in words.</param>
    /// <param name="cancellationToken">Stops before anything is noted.</param>
    /// <returns>Those that were poisoned now.</returns>
    public ValueTask<IReadOnlyList<QueuedJob>> PoisonAbandonedAsync(int maxAttempts, string reason, string message, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            await ReturnEndedLeasesAsync(session, Now());
            var abandoned = await session.QueryAsync(
                $"select {Columns} from jobs where queue = @queue and state = '{Waiting}' and attempts >= @max order by key", Read, ("@queue", queue), ("@max", maxAttempts));
            foreach (var job in abandoned)
                await session.ExecuteAsync(
                    $"update jobs set state = '{Poisoned}', reason = @reason, message = @message where queue = @queue and key = @key",
                    ("@reason", reason), ("@message", message), ("@queue", queue), ("@key", job.Key));
            return (IReadOnlyList<QueuedJob>)[.. abandoned.Select(j => j with { State = QueuedJobState.Poisoned, Reason = reason, Message = message })];
        },
        cancellationToken);

    /// <summary>Makes poisoned jobs start anew, and waiting ones at once.</summary>
    /// <param name="key">One job; null for all.</param>
    /// <param name="reason">Only those that failed with this; null for any.</param>
    /// <param name="cancellationToken">Stops before anything is changed.</param>
    /// <returns>How many jobs that is.</returns>
    public ValueTask<int> RetryAsync(string? key, string? reason, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            $"""
            update jobs set state = '{Waiting}', attempts = 0, due_at = @now, reason = null, message = null
            where queue = @queue and state <> '{Leased}' and (@key is null or key = @key) and (@reason is null or reason = @reason)
            """,
            ("@queue", queue), ("@now", Now()), ("@key", key), ("@reason", reason)),
        cancellationToken);

    /// <summary>Takes jobs out, whatever their state. Whoever is at one will not be able to complete it.</summary>
    public ValueTask<int> RemoveAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken) => database.WriteAsync(
        session => RemoveAsync(session, keys), cancellationToken);

    /// <summary>Takes jobs out, as part of a transaction.</summary>
    public async ValueTask<int> RemoveAsync(SqlSession session, IReadOnlyCollection<string> keys)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(keys);
        var removed = 0;
        foreach (var key in keys) removed += await session.ExecuteAsync("delete from jobs where queue = @queue and key = @key", ("@queue", queue), ("@key", key));
        return removed;
    }

    /// <summary>Takes all jobs out.</summary>
    public ValueTask<int> ClearAsync(CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync("delete from jobs where queue = @queue", ("@queue", queue)), cancellationToken);

    /// <summary>How many jobs are in which state.</summary>
    public async ValueTask<JobCounts> CountAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync("select state, count(*) from jobs where queue = @queue group by state", row => (State: row.GetString(0), Jobs: row.GetInt64(1)), ("@queue", queue)),
            cancellationToken);
        long Of(string state) => rows.Where(r => string.Equals(r.State, state, StringComparison.Ordinal)).Sum(r => r.Jobs);
        return new JobCounts(Of(Waiting), Of(Leased), Of(Poisoned));
    }

    /// <summary>A page of jobs, by key.</summary>
    /// <param name="state">Only those in this state; null for all.</param>
    /// <param name="after">Only those whose key comes after this one; null from the start.</param>
    /// <param name="limit">Most jobs.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public ValueTask<List<QueuedJob>> ListAsync(QueuedJobState? state, string? after, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.QueryAsync(
            $"select {Columns} from jobs where queue = @queue and (@state is null or state = @state) and (@after is null or key > @after) order by key limit @limit",
            Read,
            ("@queue", queue), ("@state", state is { } known ? WordOf(known) : null), ("@after", after), ("@limit", limit)),
        cancellationToken);

    /// <summary>When the next waiting job is due; null when none waits.</summary>
    public async ValueTask<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => await database.ReadAsync(
        session => session.FirstAsync<DateTimeOffset?>(
            $"select due_at from jobs where queue = @queue and state = '{Waiting}' order by due_at limit 1", row => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), ("@queue", queue)),
        cancellationToken);

    private ValueTask<int> ReturnEndedLeasesAsync(SqlSession session, long now) => session.ExecuteAsync(
        $"update jobs set state = '{Waiting}', owner = null, leased_until = null where queue = @queue and state = '{Leased}' and leased_until <= @now", ("@queue", queue), ("@now", now));

    private ValueTask<QueuedJob?> FindAsync(SqlSession session, string key) =>
        session.FirstAsync<QueuedJob>($"select {Columns} from jobs where queue = @queue and key = @key", Read, ("@queue", queue), ("@key", key));

    private static QueuedJob Read(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), StateOf(row.GetString(2)), row.GetInt32(3), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        row.IsDBNull(5) ? null : row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6));

    private static string WordOf(QueuedJobState state) => state switch
    {
        QueuedJobState.Waiting => Waiting,
        QueuedJobState.Leased => Leased,
        _ => Poisoned,
    };

    private static QueuedJobState StateOf(string word) => word switch
    {
        Waiting => QueuedJobState.Waiting,
        Leased => QueuedJobState.Leased,
        Poisoned => QueuedJobState.Poisoned,
        _ => throw new StorageException(StorageFailure.Damaged, $"A job is in the state \"{word}\", which this program does not know. Restore the database from a copy."),
    };

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
