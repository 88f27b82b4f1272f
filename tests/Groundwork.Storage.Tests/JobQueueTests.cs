using Groundwork.TestKit;

namespace Groundwork.Storage.Tests;

public sealed class JobQueueTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly RetryPolicy Retry = new(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(20), MaxAttempts: 3);

    private readonly TemporaryDirectory _folder = new();
    private readonly ManualClock _clock = new();
    private SqliteDatabase _database = null!;
    private JobQueue _queue = null!;

    public async Task InitializeAsync() => await OpenAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Jobs_are_leased_in_the_order_they_came_and_leave_when_they_are_done()
    {
        await PutAsync("b");
        _clock.Advance(TimeSpan.FromSeconds(1));
        await PutAsync("c", "a");
        var leased = await _queue.LeaseAsync("me", 10, Lease, default);
        leased.Select(j => (j.Key, j.Payload, j.Attempts)).ShouldBe([("b", "of b", 1), ("a", "of a", 1), ("c", "of c", 1)]);
        (await _queue.LeaseAsync("you", 10, Lease, default)).ShouldBeEmpty();
        foreach (var job in leased) (await _queue.CompleteAsync("me", job, default)).ShouldBeTrue();
        (await _queue.CountAsync(default)).ShouldBe(new JobCounts(0, 0, 0));
    }

    [Fact]
    public async Task Putting_a_job_in_twice_is_putting_it_in_once()
    {
        await PutAsync("a");
        await _queue.EnqueueAsync([new("a", "newer")], default);
        var job = (await _queue.LeaseAsync("me", 10, Lease, default)).Single();
        job.ShouldBe(new LeasedJob("a", "newer", 1));
        await _queue.EnqueueAsync([new("a", "newest")], default);
        (await _queue.LeaseAsync("you", 10, Lease, default)).ShouldBeEmpty();
        (await _queue.CompleteAsync("me", job, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_job_whose_process_ended_is_found_again_and_its_try_counts()
    {
        await PutAsync("a");
        await _queue.LeaseAsync("dead", 1, Lease, default);
        await ReopenAsync();
        (await _queue.LeaseAsync("me", 1, Lease, default)).ShouldBeEmpty();
        _clock.Advance(Lease);
        (await _queue.LeaseAsync("me", 1, Lease, default)).Single().Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task Who_knows_that_nobody_else_is_at_work_need_not_wait_for_leases_to_end()
    {
        await PutAsync("a");
        await _queue.LeaseAsync("dead", 1, Lease, default);
        (await _queue.TakeOverAsync("me", default)).ShouldBe(1);
        (await _queue.LeaseAsync("me", 1, Lease, default)).Single().Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task A_renewed_lease_lasts_and_an_ended_one_counts_for_nothing()
    {
        await PutAsync("a");
        var first = (await _queue.LeaseAsync("me", 1, Lease, default)).Single();
        _clock.Advance(Lease / 2);
        (await _queue.RenewAsync("me", Lease, default)).ShouldBe(1);
        _clock.Advance(Lease / 2);
        (await _queue.LeaseAsync("you", 1, Lease, default)).ShouldBeEmpty();
        _clock.Advance(Lease);
        var second = (await _queue.LeaseAsync("me", 1, Lease, default)).Single();

        // The same owner, but an earlier lease.
        (await _queue.CompleteAsync("me", first, default)).ShouldBeFalse();
        (await _queue.FailAsync("me", first, "Broken", "late", Retry, default)).ShouldBeNull();
        (await _queue.CompleteAsync("me", second, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_failed_job_waits_longer_each_time_and_is_poisoned_with_its_reason_at_last()
    {
        await PutAsync("a");
        var waits = new List<TimeSpan>();
        for (var i = 1; i < Retry.MaxAttempts; i++)
        {
            var failed = await FailNextAsync();
            failed.State.ShouldBe(QueuedJobState.Waiting);
            waits.Add(failed.DueAt - _clock.GetUtcNow());
            (await _queue.LeaseAsync("me", 1, Lease, default)).ShouldBeEmpty();
            (await _queue.NextDueAsync(default)).ShouldBe(failed.DueAt);
            _clock.Advance(waits[^1]);
        }

        waits[0].ShouldBeInRange(Retry.First / 2, Retry.First);
        waits[1].ShouldBeInRange(Retry.First, Retry.First * 2);
        (await FailNextAsync()).State.ShouldBe(QueuedJobState.Poisoned);
        _clock.Advance(TimeSpan.FromDays(1));
        (await _queue.LeaseAsync("me", 1, Lease, default)).ShouldBeEmpty();
        var poisoned = (await _queue.ListAsync(QueuedJobState.Poisoned, null, 10, default)).Single();
        (poisoned.Key, poisoned.Attempts, poisoned.Reason, poisoned.Message).ShouldBe(("a", 3, "Broken", "It is broken."));
    }

    [Fact]
    public async Task Poisoned_jobs_start_anew_when_asked_for_one_by_reason_or_all()
    {
        await PutAsync("a", "b", "c");
        foreach (var job in await _queue.LeaseAsync("me", 10, Lease, default))
            await _queue.FailAsync("me", job, string.Equals(job.Key, "c", StringComparison.Ordinal) ? "Rare" : "Common", "why", Retry with { MaxAttempts = 1 }, default);
        (await _queue.RetryAsync("a", null, default)).ShouldBe(1);
        (await _queue.RetryAsync(null, "Rare", default)).ShouldBe(1);
        (await _queue.LeaseAsync("me", 10, Lease, default)).Select(j => (j.Key, j.Attempts)).ShouldBe([("a", 1), ("c", 1)]);
        (await _queue.RetryAsync(null, null, default)).ShouldBe(1);
        (await _queue.LeaseAsync("me", 10, Lease, default)).Single().Key.ShouldBe("b");
    }

    [Fact]
    public async Task A_poisoned_job_that_is_put_in_again_starts_anew()
    {
        await PutAsync("a");
        await _queue.FailAsync("me", (await _queue.LeaseAsync("me", 1, Lease, default)).Single(), "Broken", "why", Retry with { MaxAttempts = 1 }, default);
        await PutAsync("a");
        (await _queue.LeaseAsync("me", 1, Lease, default)).Single().Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Jobs_that_were_tried_before_come_last_and_alone()
    {
        await PutAsync("a", "b", "c");
        await _queue.LeaseAsync("dead", 2, Lease, default);
        await _queue.TakeOverAsync("me", default);
        (await _queue.LeaseAsync("me", 10, Lease, default)).Select(j => j.Key).ShouldBe(["c"]);
        (await _queue.LeaseAsync("me", 10, Lease, default)).Select(j => j.Key).ShouldBe(["a"]);
        (await _queue.LeaseAsync("me", 10, Lease, default)).Select(j => j.Key).ShouldBe(["b"]);
    }

    [Fact]
    public async Task A_job_that_ends_its_process_again_and_again_is_poisoned()
    {
        await PutAsync("a", "b");
        for (var i = 1; i <= 3; i++)
        {
            await _queue.LeaseAsync($"dead {i}", 1, Lease, default);
            await _queue.TakeOverAsync("me", default);
            (await _queue.PoisonAbandonedAsync(2, "GaveUp", "Three processes ended.", default)).Select(j => (j.Key, j.Attempts, j.Reason)).ShouldBe(i == 3 ? [("a", 2, "GaveUp")] : []);
        }
    }

    [Fact]
    public async Task What_is_given_back_was_never_tried()
    {
        await PutAsync("a");
        await _queue.LeaseAsync("me", 1, Lease, default);
        (await _queue.ReleaseAsync("me", default)).ShouldBe(1);
        (await _queue.LeaseAsync("you", 1, Lease, default)).Single().Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task A_removed_job_cannot_be_completed_and_queues_do_not_see_each_other()
    {
        var other = new JobQueue(_database, "other", _clock);
        await other.EnqueueAsync([new("a", "elsewhere")], default);
        await PutAsync("a");
        var job = (await _queue.LeaseAsync("me", 10, Lease, default)).Single();
        job.Payload.ShouldBe("of a");
        (await _queue.RemoveAsync(["a", "unknown"], default)).ShouldBe(1);
        (await _queue.CompleteAsync("me", job, default)).ShouldBeFalse();
        (await other.CountAsync(default)).ShouldBe(new JobCounts(1, 0, 0));
    }

    [Fact]
    public async Task A_job_is_done_together_with_what_it_did_or_not_at_all()
    {
        await PutAsync("a");
        var job = (await _queue.LeaseAsync("me", 1, Lease, default)).Single();
        await Should.ThrowAsync<InvalidOperationException>(async () => await _database.WriteAsync<bool>(
            async session =>
            {
                await _queue.CompleteAsync(session, "me", job);
                throw new InvalidOperationException("The rest did not work.");
            },
            default));
        (await _queue.CompleteAsync("me", job, default)).ShouldBeTrue();
    }

    [Fact]
    public void Waits_differ_between_jobs_and_are_the_same_in_every_run()
    {
        var waits = Enumerable.Range(0, 200).Select(i => Retry.WaitAfter($"job {i}", 1)).ToList();
        waits.ShouldAllBe(wait => wait >= Retry.First / 2 && wait <= Retry.First);
        waits.Distinct().Count().ShouldBe(200);
        (waits.Max() - waits.Min()).ShouldBeGreaterThan(Retry.First / 3);
        Retry.WaitAfter("job 7", 1).ShouldBe(waits[7]);
        Retry.WaitAfter("job 7", 1000).ShouldBeLessThanOrEqualTo(Retry.Longest);
    }

    [Fact]
    public async Task Of_many_workers_on_many_connections_no_two_ever_hold_the_same_job()
    {
        const int Jobs = 120;
        await PutAsync([.. Enumerable.Range(0, Jobs).Select(i => $"{i}")]);
        var taken = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            // A database of its own is to SQLite what a process of its own is.
            await using var database = await SqliteDatabase.OpenAsync(_folder.File("jobs.db"), JobQueue.Migrations, _clock, default);
            var queue = new JobQueue(database, "work", _clock);
            while (await queue.LeaseAsync($"worker {worker}", 3, Lease, default) is { Count: > 0 } leased)
                foreach (var job in leased)
                {
                    taken.Add(job.Key);
                    (await queue.CompleteAsync($"worker {worker}", job, default)).ShouldBeTrue();
                }
        })));
        taken.Count.ShouldBe(Jobs);
        taken.Distinct(StringComparer.Ordinal).Count().ShouldBe(Jobs);
    }

    private async Task<QueuedJob> FailNextAsync()
    {
        var job = (await _queue.LeaseAsync("me", 1, Lease, default)).Single();
        return (await _queue.FailAsync("me", job, "Broken", "It is broken.", Retry, default))!;
    }

    private ValueTask<int> PutAsync(params string[] keys) => _queue.EnqueueAsync([.. keys.Select(key => new NewJob(key, $"of {key}"))], default);

    private async Task OpenAsync()
    {
        _database = await SqliteDatabase.OpenAsync(_folder.File("jobs.db"), JobQueue.Migrations, _clock, default);
        _queue = new JobQueue(_database, "work", _clock);
    }

    private async Task ReopenAsync()
    {
        await _database.DisposeAsync();
        await OpenAsync();
    }
}
