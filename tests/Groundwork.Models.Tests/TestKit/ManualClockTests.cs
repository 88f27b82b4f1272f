namespace Groundwork.TestKit;

public sealed class ManualClockTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Timers_fire_in_order_of_their_time_and_see_it()
    {
        var start = _clock.GetUtcNow();
        var fired = new List<string>();
        ITimer Timer(string name, double seconds) => _clock.CreateTimer(_ => fired.Add($"{name}@{(_clock.GetUtcNow() - start).TotalSeconds}"), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        using var late = Timer("late", 3);
        using var early = Timer("early", 1);
        using var tie = Timer("tie", 3);
        using var never = Timer("never", 11);

        _clock.Advance(TimeSpan.FromSeconds(10));

        fired.ShouldBe(["early@1", "late@3", "tie@3"]);
        (_clock.GetUtcNow() - start).ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_period_repeats_until_the_timer_is_disposed_or_changed()
    {
        var count = 0;
        var timer = _clock.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _clock.Advance(TimeSpan.FromSeconds(6));
        count.ShouldBe(3);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(6));
        count.ShouldBe(3);
        timer.Dispose();
        timer.Change(TimeSpan.Zero, TimeSpan.Zero).ShouldBeFalse();
    }

    [Fact]
    public async Task Delays_and_cancellations_follow_the_clock()
    {
        using var cancelling = new CancellationTokenSource(TimeSpan.FromSeconds(5), _clock);
        var delay = Task.Delay(TimeSpan.FromSeconds(3), _clock);
        var started = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromSeconds(3));
        await delay;
        cancelling.IsCancellationRequested.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(2));
        cancelling.IsCancellationRequested.ShouldBeTrue();
        _clock.GetElapsedTime(started).ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_test_can_wait_until_something_waits()
    {
        var seen = _clock.TimerDueAsync(TimeSpan.FromSeconds(3));
        seen.IsCompleted.ShouldBeFalse();

        var delay = Task.Delay(TimeSpan.FromSeconds(3), _clock);
        await seen;
        await _clock.TimerDueAsync(TimeSpan.FromSeconds(3));
        _clock.Advance(TimeSpan.FromSeconds(3));
        await delay;
    }
}
