using Groundwork.TestKit;

namespace Groundwork.Storage.Tests;

/// <summary>Random operations against the queue and against a dictionary that says what must come of them.</summary>
public sealed class JobQueueModelTests
{
    private const int Steps = 120;
    private const int LeaseMs = 1000;
    private static readonly RetryPolicy Retry = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), MaxAttempts: 3);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_queue_does_what_a_dictionary_says(int seed)
    {
        using var folder = new TemporaryDirectory();
        var clock = new ManualClock();
        var random = new Random(seed);
        var model = new SortedDictionary<string, Modelled>(StringComparer.Ordinal);
        var held = new List<(string Owner, LeasedJob Job)>();
        var database = await OpenAsync(folder, clock);
        try
        {
            for (var step = 0; step < Steps; step++)
            {
                var queue = new JobQueue(database, "work", clock);
                var key = $"{random.Next(6)}";
                var owner = $"owner {random.Next(2)}";
                switch (random.Next(10))
                {
                    case 0 or 1:
                        await queue.EnqueueAsync([new(key, $"{step}")], default);
                        if (model.TryGetValue(key, out var there) && there.State != QueuedJobState.Poisoned) model[key] = there with { Payload = $"{step}" };
                        else model[key] = new Modelled($"{step}", QueuedJobState.Waiting, 0, Now(clock), null, 0, null);
                        break;
                    case 2 or 3:
                        var count = 1 + random.Next(3);
                        var leased = await queue.LeaseAsync(owner, count, TimeSpan.FromMilliseconds(LeaseMs), default);
                        leased.Select(j => (j.Key, j.Payload, j.Attempts)).ShouldBe(LeaseOf(model, owner, count, clock), $"seed {seed}, step {step}");
                        held.AddRange(leased.Select(j => (owner, j)));
                        break;
                    case 4 or 5 when held.Count > 0:
                        var done = Take(held, random);
                        (await queue.CompleteAsync(done.Owner, done.Job, default)).ShouldBe(IsHeld(model, done, clock), $"seed {seed}, step {step}");
                        if (IsHeld(model, done, clock)) model.Remove(done.Job.Key);
                        break;
                    case 6 when held.Count > 0:
                        var bad = Take(held, random);
                        var failed = await queue.FailAsync(bad.Owner, bad.Job, "Broken", "why", Retry, default);
                        (failed is not null).ShouldBe(IsHeld(model, bad, clock), $"seed {seed}, step {step}");
                        if (failed is null) break;
                        var isLast = bad.Job.Attempts >= Retry.MaxAttempts;
                        model[bad.Job.Key] = model[bad.Job.Key] with
                        {
                            State = isLast ? QueuedJobState.Poisoned : QueuedJobState.Waiting, Owner = null, Reason = "Broken",
                            DueAt = Now(clock) + (isLast ? 0 : (long)Retry.WaitAfter(bad.Job.Key, bad.Job.Attempts).TotalMilliseconds),
                        };
                        break;
                    case 7:
                        await queue.RenewAsync(owner, TimeSpan.FromMilliseconds(LeaseMs), default);
                        foreach (var (name, job) in model.Where(m => m.Value.IsHeldBy(owner, Now(clock))).ToList()) model[name] = job with { Until = Now(clock) + LeaseMs };
                        break;
                    case 8:
                        clock.Advance(TimeSpan.FromMilliseconds(random.Next(900)));
                        break;
                    default:
                        // A process ends and another begins: nothing is known but what is in the file.
                        await database.DisposeAsync();
                        database = await OpenAsync(folder, clock);
                        break;
                }

                var seen = await new JobQueue(database, "work", clock).ListAsync(null, null, 100, default);
                seen.Select(j => (j.Key, j.Payload, j.State, j.Attempts, j.DueAt.ToUnixTimeMilliseconds(), j.Reason))
                    .ShouldBe(model.Select(m => (m.Key, m.Value.Payload, m.Value.State, m.Value.Attempts, m.Value.DueAt, m.Value.Reason)), $"seed {seed}, step {step}");
            }
        }
        finally
        {
            await database.DisposeAsync();
        }
    }

    private static async Task<SqliteDatabase> OpenAsync(TemporaryDirectory folder, ManualClock clock) =>
        await SqliteDatabase.OpenAsync(folder.File("jobs.db"), JobQueue.Migrations, clock, default);

    private static long Now(ManualClock clock) => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static (string Owner, LeasedJob Job) Take(List<(string Owner, LeasedJob Job)> held, Random random)
    {
        var at = random.Next(held.Count);
        var taken = held[at];
        held.RemoveAt(at);
        return taken;
    }

    private static bool IsHeld(SortedDictionary<string, Modelled> model, (string Owner, LeasedJob Job) held, ManualClock clock) =>
        model.TryGetValue(held.Job.Key, out var job) && job.IsHeldBy(held.Owner, Now(clock)) && job.Attempts == held.Job.Attempts;

    private static List<(string Key, string Payload, int Attempts)> LeaseOf(SortedDictionary<string, Modelled> model, string owner, int count, ManualClock clock)
    {
        var now = Now(clock);
        foreach (var (key, job) in model.ToList())
            if (job.State == QueuedJobState.Leased && job.Until <= now) model[key] = job with { State = QueuedJobState.Waiting, Owner = null };
        var due = model.Where(m => m.Value.State == QueuedJobState.Waiting && m.Value.DueAt <= now).OrderBy(m => m.Value.Attempts).ThenBy(m => m.Value.DueAt).ThenBy(m => m.Key, StringComparer.Ordinal).ToList();
        var fresh = due.Where(m => m.Value.Attempts == 0).Take(count).ToList();
        var taken = fresh.Count > 0 ? fresh : [.. due.Take(1)];
        foreach (var (key, job) in taken) model[key] = job with { State = QueuedJobState.Leased, Owner = owner, Until = now + LeaseMs, Attempts = job.Attempts + 1 };
        return [.. taken.Select(m => (m.Key, m.Value.Payload, m.Value.Attempts + 1))];
    }

    private sealed record Modelled(string Payload, QueuedJobState State, int Attempts, long DueAt, string? Owner, long Until, string? Reason)
    {
        public bool IsHeldBy(string owner, long now) => State == QueuedJobState.Leased && string.Equals(Owner, owner, StringComparison.Ordinal) && Until > now;
    }
}
