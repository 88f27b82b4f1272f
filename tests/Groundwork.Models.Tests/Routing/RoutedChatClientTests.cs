using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

public sealed class RoutedChatClientTests : RoutingTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Work_that_the_model_gave_up_is_booked(bool isCounted)
    {
        Chats["a"].Answer = (_, _) => throw new ModelException(ModelFailure.ServerFault, isTransient: false, "gave up") { StatusCode = 200, Usage = isCounted ? new UsageDetails { InputTokenCount = 5, OutputTokenCount = 7 } : null };
        using var gateway = Gateway(Route("a"));

        await Should.ThrowAsync<ModelException>(AskAsync(gateway));

        var settled = Meter.All.Single().Settlement.ShouldNotBeNull();
        settled.Source.ShouldBe(isCounted ? UsageSource.Provider : UsageSource.InDoubt);
        settled.Usage.Output.ShouldBeGreaterThanOrEqualTo(7);
    }

    [Fact]
    public async Task The_first_target_answers_and_the_reply_says_so()
    {
        using var gateway = Gateway(Route("a", "b"));

        var response = await AskAsync(gateway, new ChatOptions { ModelId = "main", AdditionalProperties = new() { [RequestHints.Key] = new RequestHints("en", null) } });

        response.Text.ShouldBe("yes");
        TraceOf(response).ShouldSatisfyAllConditions(
            trace => trace.Route.ShouldBe("main"), trace => trace.Target.ShouldBe("a"), trace => trace.Failed.ShouldBeEmpty(), trace => trace.Replay.ShouldBeNull());
        var sent = Chats["a"].Options.ShouldHaveSingleItem().ShouldNotBeNull();
        sent.ModelId.ShouldBeNull();
        sent.MaxOutputTokens.ShouldBe(4096);
        sent.AdditionalProperties!.ContainsKey(RequestHints.Key).ShouldBeFalse();
        sent.AdditionalProperties["groundwork.request-id"].ShouldBe("r0");
        var booked = Meter.All.ShouldHaveSingleItem();
        booked.Settlement!.Usage.ShouldBe(new TokenUsage(5, 1));
        booked.Settlement.Source.ShouldBe(UsageSource.Provider);
        booked.Attempt.Most.Input.ShouldBeGreaterThanOrEqualTo("Is it so?".Length);
        EverythingShouldBeSettledOnce();
    }

    [Fact]
    public async Task The_lower_limit_of_output_is_sent_and_reserved()
    {
        using var gateway = Gateway(Route("a"));
        await AskAsync(gateway, new ChatOptions { MaxOutputTokens = 10 });
        await AskAsync(gateway, new ChatOptions { MaxOutputTokens = 1_000_000 });

        Chats["a"].Options.Select(options => options!.MaxOutputTokens).ShouldBe([10, 4096]);
        Meter.All.Select(reservation => reservation.Attempt.Most.Output).ShouldBe([10L, 4096L]);
    }

    [Fact]
    public async Task A_target_that_fails_is_followed_by_the_next()
    {
        Chats["a"].Answer = static (_, _) => throw FakeChat.Fault();
        Chats["b"].Answer = static (_, _) => throw FakeChat.Fault(ModelFailure.Refused, isTransient: false);
        using var gateway = Gateway(Route("a", "b", "c"));

        var trace = TraceOf(await AskAsync(gateway));

        trace.Target.ShouldBe("c");
        trace.Failed.Select(static failed => (failed.Target, failed.Kind)).ShouldBe([("a", ModelFailure.ServerFault), ("b", ModelFailure.Refused)]);
        Meter.All.Select(static reservation => reservation.Settlement!.Source).ShouldBe([UsageSource.None, UsageSource.None, UsageSource.Provider]);
        EverythingShouldBeSettledOnce();
    }

    [Fact]
    public async Task When_all_fail_each_is_named_with_its_reason()
    {
        Chats["a"].Answer = static (_, _) => throw FakeChat.Fault(ModelFailure.BadRequest, isTransient: false);
        Chats["b"].Answer = static (_, _) => throw FakeChat.Fault(ModelFailure.Unreachable);
        using var gateway = Gateway(Route("a", "b"));

        var failure = await Should.ThrowAsync<ModelException>(AskAsync(gateway));

        failure.Kind.ShouldBe(ModelFailure.Unreachable);
        failure.Attempts.ShouldBe(2);
        failure.Failed.Select(static failed => failed.Target).ShouldBe(["a", "b"]);
        failure.Message.ShouldContain("a (BadRequest): scripted BadRequest");
        failure.Message.ShouldContain("b (Unreachable): scripted Unreachable");
    }

    [Fact]
    public async Task A_transient_failure_is_tried_again_after_a_wait_and_one_of_ours_is_not()
    {
        Chats["a"].Answer = static (number, _) => number == 0 ? throw FakeChat.Fault(retryAfter: TimeSpan.FromSeconds(3)) : Task.FromResult(FakeChat.Says("again"));
        using var gateway = Gateway(Route("a") with { MaxRetries = 2 });

        var call = AskAsync(gateway);
        await Clock.TimerDueAsync(TimeSpan.FromSeconds(3));
        Chats["a"].Asked.ShouldBe(1);
        Clock.Advance(TimeSpan.FromSeconds(3));
        TraceOf(await call).Failed.Count.ShouldBe(1);

        Chats["a"].Answer = static (_, _) => throw FakeChat.Fault(ModelFailure.BadRequest, isTransient: false);
        (await Should.ThrowAsync<ModelException>(AskAsync(gateway))).Attempts.ShouldBe(1);
        EverythingShouldBeSettledOnce();
    }

    [Fact]
    public async Task A_wait_that_the_deadline_does_not_hold_is_not_begun()
    {
        Chats["a"].Answer = static (_, _) => throw FakeChat.Fault(retryAfter: TimeSpan.FromMinutes(10));
        using var gateway = Gateway(Route("a") with { MaxRetries = 5 });

        (await Should.ThrowAsync<ModelException>(AskAsync(gateway))).RetryAfter.ShouldBe(TimeSpan.FromMinutes(10));
        Chats["a"].Asked.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_a_filter_keeps_back_is_sought_elsewhere()
    {
        var filtered = FakeChat.Says("");
        filtered.FinishReason = ChatFinishReason.ContentFilter;
        Chats["a"].Answer = (_, _) => Task.FromResult(filtered);
        using var gateway = Gateway(Route("a", "b"));

        TraceOf(await AskAsync(gateway)).Failed.ShouldHaveSingleItem().Kind.ShouldBe(ModelFailure.Filtered);

        // It was used and is paid for, although it is of no use.
        Meter.All[0].Settlement!.ShouldSatisfyAllConditions(one => one.Source.ShouldBe(UsageSource.Provider), one => one.Failure.ShouldBe(ModelFailure.Filtered));
        using var alone = Gateway(Route("a"));
        (await AskAsync(alone)).FinishReason.ShouldBe(ChatFinishReason.ContentFilter);
    }

    [Fact]
    public async Task A_budget_that_does_not_hold_is_told_to_the_caller_and_nothing_is_sent()
    {
        Meter.Refuse = static _ => new BudgetExceededException("day", "spent", null);
        using var gateway = Gateway(Route("a", "b"));

        await Should.ThrowAsync<BudgetExceededException>(AskAsync(gateway));

        Chats.Values.Sum(static chat => chat.Asked).ShouldBe(0);
        Meter.Refuse = static _ => null;
        (await AskAsync(gateway)).Text.ShouldBe("yes");
    }

    [Fact]
    public async Task The_total_deadline_ends_a_call_that_gets_no_answer()
    {
        Chats["a"].Answer = static (_, token) => FakeChat.SilentAsync(token);
        using var gateway = Gateway(Route("a") with { TotalTimeout = TimeSpan.FromSeconds(40), FirstTokenTimeout = TimeSpan.FromSeconds(5) });

        var call = AskAsync(gateway);
        await Clock.TimerDueAsync(TimeSpan.FromSeconds(40));
        Clock.Advance(TimeSpan.FromSeconds(40));

        (await Should.ThrowAsync<ModelException>(call)).Kind.ShouldBe(ModelFailure.TimedOut);
        Meter.All.ShouldHaveSingleItem().Settlement!.Source.ShouldBe(UsageSource.InDoubt);
        EverythingShouldBeSettledOnce();
    }

    [Fact]
    public async Task A_caller_who_gives_up_gets_a_cancellation()
    {
        using var giveUp = new CancellationTokenSource();
        Chats["a"].Answer = (_, token) =>
        {
            giveUp.Cancel();
            return FakeChat.SilentAsync(token);
        };
        using var gateway = Gateway(Route("a", "b") with { MaxRetries = 3 });

        await Should.ThrowAsync<OperationCanceledException>(AskAsync(gateway, cancellationToken: giveUp.Token));

        Meter.All.ShouldHaveSingleItem().Settlement!.IsAborted.ShouldBeTrue();
        Chats["b"].Asked.ShouldBe(0);
        EverythingShouldBeSettledOnce();
    }

    [Fact]
    public async Task Usage_that_cannot_be_is_counted_here_instead()
    {
        Chats["a"].Answer = static (number, _) => Task.FromResult(number == 0 ? FakeChat.Says("a few words", input: null) : FakeChat.Says("a few words", input: -4));
        using var gateway = Gateway(Route("a"));

        await AskAsync(gateway);
        await AskAsync(gateway);

        Meter.All.ShouldAllBe(static one => one.Settlement!.Source == UsageSource.Counted && one.Settlement.Usage.Input > 0 && one.Settlement.Usage.Output > 0 && one.Settlement.Usage.Input <= one.Attempt.Most.Input);
    }

    [Fact]
    public async Task A_circuit_opens_after_failures_and_lets_one_request_try()
    {
        Chats["a"].Answer = static (_, _) => throw FakeChat.Fault();
        using var gateway = Gateway(Route("a", "b") with { Circuit = new CircuitSettings { Failures = 2, OpenFor = TimeSpan.FromSeconds(30) } });

        await AskAsync(gateway);
        await AskAsync(gateway);
        TraceOf(await AskAsync(gateway)).Failed.ShouldHaveSingleItem().Kind.ShouldBe(ModelFailure.LeftAlone);
        Chats["a"].Asked.ShouldBe(2);

        Clock.Advance(TimeSpan.FromSeconds(30));
        Chats["a"].Answer = static (_, _) => Task.FromResult(FakeChat.Says("back"));
        TraceOf(await AskAsync(gateway)).Target.ShouldBe("a");
        TraceOf(await AskAsync(gateway)).Target.ShouldBe("a");
    }

    [Fact]
    public async Task A_request_that_is_wrong_does_not_open_the_circuit()
    {
        Chats["a"].Answer = static (_, _) => throw FakeChat.Fault(ModelFailure.BadRequest, isTransient: false);
        using var gateway = Gateway(Route("a") with { Circuit = new CircuitSettings { Failures = 1 } });

        for (var i = 0; i < 3; i++)
            (await Should.ThrowAsync<ModelException>(AskAsync(gateway))).Kind.ShouldBe(ModelFailure.BadRequest);
        Chats["a"].Asked.ShouldBe(3);
    }

    [Fact]
    public async Task The_slower_of_two_hedged_targets_is_cancelled_and_settled()
    {
        Chats["a"].Answer = static (_, token) => FakeChat.SilentAsync(token);
        using var gateway = Gateway(Route("a", "b") with { HedgeAfter = TimeSpan.FromSeconds(1) });

        var call = AskAsync(gateway);
        await Clock.TimerDueAsync(TimeSpan.FromSeconds(1));
        Clock.Advance(TimeSpan.FromSeconds(1));

        TraceOf(await call).Target.ShouldBe("b");
        await gateway.DisposeAsync();
        Meter.All.Count.ShouldBe(2);
        Meter.All[0].Settlement!.IsAborted.ShouldBeTrue();
        EverythingShouldBeSettledOnce();
    }

    [Fact]
    public async Task A_hedge_that_fails_leaves_the_first_to_answer()
    {
        var answer = new TaskCompletionSource<ChatResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Chats["a"].Answer = (_, _) => answer.Task;
        Chats["b"].Answer = (_, _) =>
        {
            asked.SetResult();
            throw FakeChat.Fault();
        };
        using var gateway = Gateway(Route("a", "b") with { HedgeAfter = TimeSpan.FromSeconds(1) });

        var call = AskAsync(gateway);
        await Clock.TimerDueAsync(TimeSpan.FromSeconds(1));
        Clock.Advance(TimeSpan.FromSeconds(1));
        await asked.Task;
        answer.SetResult(FakeChat.Says("late"));

        (await call).Text.ShouldBe("late");
        EverythingShouldBeSettledOnce();
    }
}
