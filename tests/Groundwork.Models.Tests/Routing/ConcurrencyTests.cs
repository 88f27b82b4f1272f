using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

public sealed class ConcurrencyTests : RoutingTest
{
    [Fact]
    public async Task Never_more_requests_are_with_a_target_than_it_serves()
    {
        Chats["a"].Answer = static async (number, _) =>
        {
            for (var i = 0; i < number % 7; i++)
                await Task.Yield();
            return number % 5 == 0 ? throw FakeChat.Fault(ModelFailure.BadRequest, isTransient: false) : FakeChat.Says("yes");
        };
        using var gateway = Gateway(Route("a"), Target("a") with { MaxConcurrent = 3 });

        var calls = Enumerable.Range(0, 500).Select(i => AskAsync(gateway, key: $"key {i % 9}")).ToList();
        foreach (var call in calls)
            await Task.WhenAny(call);

        calls.Count(static call => call.IsFaulted).ShouldBe(100);
        Chats["a"].MostInside.ShouldBeLessThanOrEqualTo(3);
        Meter.All.Count.ShouldBe(500);
        EverythingShouldBeSettledOnce();
    }

    [Fact]
    public async Task Waiting_in_the_queue_counts_against_the_deadline()
    {
        Chats["a"].Answer = static (_, token) => FakeChat.SilentAsync(token);
        using var gateway = Gateway(Route("a") with { TotalTimeout = TimeSpan.FromSeconds(60) }, Target("a") with { MaxConcurrent = 1 });
        var first = AskAsync(gateway);
        await Clock.TimerDueAsync(TimeSpan.FromSeconds(60));
        Clock.Advance(TimeSpan.FromSeconds(10));
        var second = AskAsync(gateway);
        Clock.Advance(TimeSpan.FromSeconds(50));
        await Should.ThrowAsync<ModelException>(first);

        // The second entered when the first was over; all it has is what is left of its own minute.
        Clock.Advance(TimeSpan.FromSeconds(10));
        (await Should.ThrowAsync<ModelException>(second)).Kind.ShouldBe(ModelFailure.TimedOut);
        EverythingShouldBeSettledOnce();
    }
}
