using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

public sealed class RoutedStreamTests : RoutingTest
{
    [Fact]
    public async Task A_stream_comes_as_it_is_and_its_first_update_says_from_where()
    {
        using var gateway = Gateway(Route("a"));

        var updates = await ReadAsync(Stream(gateway));

        string.Concat(updates.Select(static update => update.Text)).ShouldBe("one two three");
        RouteTrace.Of(updates[0].AdditionalProperties)!.Target.ShouldBe("a");
        var booked = Meter.All.ShouldHaveSingleItem().Settlement!;
        booked.Usage.ShouldBe(new TokenUsage(7, 3));
        booked.FirstToken.ShouldNotBeNull();
        EverythingShouldBeSettledOnce();
    }

    [Fact]
    public async Task A_stream_that_fails_before_content_is_begun_elsewhere()
    {
        Chats["a"].Stream = static (_, _) => FakeChat.BreaksAfter(FakeChat.Fault());
        Chats["b"].Stream = static (_, _) => FakeChat.Pieces();
        using var gateway = Gateway(Route("a", "b"));

        var updates = await ReadAsync(Stream(gateway));

        RouteTrace.Of(updates[0].AdditionalProperties)!.ShouldSatisfyAllConditions(
            trace => trace.Target.ShouldBe("b"), trace => trace.Failed.ShouldHaveSingleItem().Target.ShouldBe("a"));
        EverythingShouldBeSettledOnce();
    }

    [Fact]
    public async Task A_stream_that_has_begun_is_never_begun_again()
    {
        Chats["a"].Stream = static (_, _) => FakeChat.BreaksAfter(FakeChat.Fault(ModelFailure.BrokenStream), "twelve", "words");
        using var gateway = Gateway(Route("a", "b") with { MaxRetries = 3 });

        var failure = await Should.ThrowAsync<ModelException>(ReadAsync(Stream(gateway)));

        failure.Kind.ShouldBe(ModelFailure.BrokenStream);
        failure.Message.ShouldContain("\"a\" on the route \"main\" broke off after 2 updates with 11 characters");
        Chats["b"].Asked.ShouldBe(0);
        var booked = Meter.All.ShouldHaveSingleItem().Settlement!;
        booked.Source.ShouldBe(UsageSource.Counted);
        booked.Usage.Output.ShouldBeGreaterThan(0);
        booked.Failure.ShouldBe(ModelFailure.BrokenStream);
        EverythingShouldBeSettledOnce();
    }

    [Fact]
    public async Task A_reader_who_leaves_pays_for_what_came()
    {
        using var gateway = Gateway(Route("a"));

        await foreach (var update in Stream(gateway))
        {
            update.Text.ShouldBe("one ");
            break;
        }

        var booked = Meter.All.ShouldHaveSingleItem().Settlement!;
        booked.IsAborted.ShouldBeTrue();
        booked.Source.ShouldBe(UsageSource.Counted);
        booked.Usage.Output.ShouldBeInRange(1, 3);
        EverythingShouldBeSettledOnce();
        (await ReadAsync(Stream(gateway))).Count.ShouldBe(5);
    }

    [Fact]
    public async Task Silence_before_the_first_content_ends_at_its_deadline_and_the_next_is_asked()
    {
        Chats["a"].Stream = static (_, token) => FakeChat.Silence(token);
        using var gateway = Gateway(Route("a", "b") with { FirstTokenTimeout = TimeSpan.FromSeconds(4) });

        var call = ReadAsync(Stream(gateway));
        await Clock.TimerDueAsync(TimeSpan.FromSeconds(4));
        Clock.Advance(TimeSpan.FromSeconds(4));

        RouteTrace.Of((await call)[0].AdditionalProperties)!.Failed.ShouldHaveSingleItem().Kind.ShouldBe(ModelFailure.TimedOut);
        // It may have been thinking, and thoughts are billed.
        Meter.All[0].Settlement!.ShouldSatisfyAllConditions(one => one.Source.ShouldBe(UsageSource.InDoubt), one => one.Usage.ShouldBe(Meter.All[0].Attempt.Most));
        EverythingShouldBeSettledOnce();
    }

    [Fact]
    public async Task A_stream_that_goes_quiet_ends_at_the_total_deadline()
    {
        Chats["a"].Stream = static (_, token) => Quiet(token);
        using var gateway = Gateway(Route("a", "b") with { FirstTokenTimeout = TimeSpan.FromSeconds(4), TotalTimeout = TimeSpan.FromSeconds(50) });

        var call = ReadAsync(Stream(gateway));
        await Clock.TimerDueAsync(TimeSpan.FromSeconds(50));
        Clock.Advance(TimeSpan.FromSeconds(50));

        (await Should.ThrowAsync<ModelException>(call)).Kind.ShouldBe(ModelFailure.TimedOut);
        EverythingShouldBeSettledOnce();

        static async IAsyncEnumerable<ChatResponseUpdate> Quiet([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, "well");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        }
    }

    [Fact]
    public async Task The_first_of_two_hedged_streams_to_speak_is_read()
    {
        Chats["a"].Stream = static (_, token) => FakeChat.Silence(token);
        using var gateway = Gateway(Route("a", "b") with { HedgeAfter = TimeSpan.FromSeconds(2) });

        var call = ReadAsync(Stream(gateway));
        await Clock.TimerDueAsync(TimeSpan.FromSeconds(2));
        Clock.Advance(TimeSpan.FromSeconds(2));

        RouteTrace.Of((await call)[0].AdditionalProperties)!.Target.ShouldBe("b");
        await gateway.DisposeAsync();
        Meter.All.Select(static one => one.Settlement!.Source).ShouldBe([UsageSource.InDoubt, UsageSource.Provider]);
        EverythingShouldBeSettledOnce();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_loser_that_does_not_let_go_keeps_nobody_waiting_but_the_gateway(bool isStreamed)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Chats["a"].Stream = (_, _) => Stubborn();
        Chats["a"].Answer = async (_, _) =>
        {
            await release.Task;
            return FakeChat.Says("late");
        };
        using var gateway = Gateway(Route("a", "b") with { HedgeAfter = TimeSpan.FromSeconds(2) });

        Task call = isStreamed ? ReadAsync(Stream(gateway)) : AskAsync(gateway);
        await Clock.TimerDueAsync(TimeSpan.FromSeconds(2));
        Clock.Advance(TimeSpan.FromSeconds(2));
        await call;
        var end = gateway.DisposeAsync().AsTask();

        end.IsCompleted.ShouldBeFalse();
        release.SetResult();
        await end;
        Meter.All.Count.ShouldBe(2);
        EverythingShouldBeSettledOnce();

        async IAsyncEnumerable<ChatResponseUpdate> Stubborn()
        {
            await release.Task;
            yield return new ChatResponseUpdate(ChatRole.Assistant, "late");
        }
    }

    [Fact]
    public async Task An_empty_stream_is_no_answer()
    {
        Chats["a"].Stream = static (_, _) => Nothing();
        using var gateway = Gateway(Route("a"));

        (await Should.ThrowAsync<ModelException>(ReadAsync(Stream(gateway)))).Kind.ShouldBe(ModelFailure.BrokenStream);
        EverythingShouldBeSettledOnce();

        static async IAsyncEnumerable<ChatResponseUpdate> Nothing()
        {
            await Task.CompletedTask;
            yield break;
        }
    }
}
