using FsCheck;
using FsCheck.Fluent;

namespace Groundwork.Models.Calls;

public sealed class RetryPolicyTests
{
    private static readonly TimeSpan Plenty = TimeSpan.FromHours(1);

    private static ModelException Transient(TimeSpan? retryAfter = null) =>
        new(ModelFailure.RateLimited, isTransient: true, "busy") { RetryAfter = retryAfter };

    [Fact]
    public void Waits_double_up_to_a_limit_and_half_of_each_is_chance()
    {
        Prop.ForAll<int>(seed =>
        {
            var policy = new RetryPolicy(10, new Random(seed));
            for (var attempts = 1; attempts <= 10; attempts++)
            {
                var step = Math.Min(0.5 * Math.Pow(2, attempts - 1), 8);
                var wait = policy.WaitAfter(Transient(), attempts, Plenty)!.Value.TotalSeconds;
                if (wait < step / 2 || wait > step)
                    return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_same_seed_gives_the_same_waits()
    {
        var one = new RetryPolicy(3, new Random(5));
        var other = new RetryPolicy(3, new Random(5));

        one.WaitAfter(Transient(), 1, Plenty).ShouldBe(other.WaitAfter(Transient(), 1, Plenty));
    }

    [Fact]
    public void What_the_server_asks_for_is_honoured_up_to_a_minute()
    {
        var policy = new RetryPolicy(3, new Random(5));

        policy.WaitAfter(Transient(TimeSpan.FromSeconds(7)), 1, Plenty).ShouldBe(TimeSpan.FromSeconds(7));
        policy.WaitAfter(Transient(TimeSpan.FromSeconds(7000)), 1, Plenty).ShouldBe(TimeSpan.FromSeconds(60));
        policy.WaitAfter(Transient(TimeSpan.Zero), 1, Plenty)!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public void A_wait_that_would_outlast_the_call_is_not_begun() =>
        new RetryPolicy(3, new Random(5)).WaitAfter(Transient(TimeSpan.FromSeconds(7)), 1, TimeSpan.FromSeconds(6)).ShouldBeNull();

    [Fact]
    public void There_are_no_more_retries_than_allowed_and_none_after_a_lasting_failure()
    {
        var policy = new RetryPolicy(1, new Random(5));

        policy.WaitAfter(Transient(), 1, Plenty).ShouldNotBeNull();
        policy.WaitAfter(Transient(), 2, Plenty).ShouldBeNull();
        policy.WaitAfter(new ModelException(ModelFailure.Refused, isTransient: false, "no"), 1, Plenty).ShouldBeNull();
    }
}
