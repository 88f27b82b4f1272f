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
    public async Task Who_waits_for_a_budget_takes_no_place_from_others()
    {
        Meter.Wait = static (attempt, token) => attempt.Context.Caller.Key is "poor" ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token) : Task.CompletedTask;
        using var gateway = Gateway(Route("a") with { TotalTimeout = TimeSpan.FromSeconds(60) }, Target("a") with { MaxConcurrent = 1 });

        var poor = AskAsync(gateway, key: "poor");
        (await AskAsync(gateway, key: "rich")).Text.ShouldBe("yes");
        await Clock.TimerDueAsync(TimeSpan.FromSeconds(60));
        Clock.Advance(TimeSpan.FromSeconds(60));

        var failure = await Should.ThrowAsync<ModelException>(poor);
        failure.Kind.ShouldBe(ModelFailure.TimedOut);
        failure.Message.ShouldContain("The budgets did not say in time");
        failure.Message.ShouldNotContain("busy with");
    }

    [Fact]
    public async Task What_gives_up_in_the_queue_was_never_asked_and_costs_nothing()
    {
        var first = new TaskCompletionSource<ChatResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        Chats["a"].Answer = (_, _) => first.Task;
        using var giveUp = new CancellationTokenSource();
        using var gateway = Gateway(Route("a"), Target("a") with { MaxConcurrent = 1 });

        var inside = AskAsync(gateway);
        var waiting = AskAsync(gateway, cancellationToken: giveUp.Token);
        await giveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
        first.SetResult(FakeChat.Says("yes"));
        await inside;
        EverythingShouldBeSettledOnce(neverSent: 1);
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
