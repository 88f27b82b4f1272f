using FsCheck;
using FsCheck.Fluent;

namespace Groundwork.Models.Routing;

public sealed class FairGateTests
{
    [Fact]
    public async Task Callers_take_turns_however_many_requests_one_of_them_has()
    {
        var gate = new FairGate(1);
        await gate.EnterAsync("first", CancellationToken.None);
        var greedy = Enumerable.Range(0, 5).Select(i => gate.EnterAsync("greedy", CancellationToken.None).AsTask()).ToList();
        var modest = gate.EnterAsync("modest", CancellationToken.None).AsTask();

        gate.Leave();
        await greedy[0];
        gate.Leave();
        await modest;
        modest.IsCompletedSuccessfully.ShouldBeTrue();
        greedy[1].IsCompleted.ShouldBeFalse();
        gate.Waiting.ShouldBe(4);
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_leaves_no_trace()
    {
        var gate = new FairGate(1);
        await gate.EnterAsync("a", CancellationToken.None);
        using var giveUp = new CancellationTokenSource();
        var waiting = gate.EnterAsync("b", giveUp.Token).AsTask();
        await giveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
        gate.Waiting.ShouldBe(0);
        gate.Leave();
        gate.Inside.ShouldBe(0);
    }

    [Fact]
    public async Task A_line_that_is_full_is_told_at_once()
    {
        var gate = new FairGate(1);
        await gate.EnterAsync("a", CancellationToken.None);
        for (var i = 0; i < FairGate.LongestLine; i++)
            _ = gate.EnterAsync("a", CancellationToken.None);

        (await gate.EnterAsync("a", CancellationToken.None)).ShouldBeFalse();
        gate.EnterAsync("b", CancellationToken.None).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void Never_more_are_inside_than_there_are_slots_and_no_slot_is_lost() => Prop.ForAll(
        Gen.Zip(Gen.Choose(1, 3), Gen.ListOf(Gen.Choose(0, 9), 60)).ToArbitrary(), one =>
        {
            var (slots, steps) = one;
            var gate = new FairGate(slots);
            var waits = new List<(Task<bool> Entry, CancellationTokenSource Cancel, string Key)>();
            foreach (var step in steps)
            {
                if (step <= 5)
                {
                    var cancel = new CancellationTokenSource();
                    waits.Add((gate.EnterAsync($"key {step % 3}", cancel.Token).AsTask(), cancel, $"key {step % 3}"));
                }
                else if (step <= 7 && gate.Inside > 0)
                {
                    gate.Leave();
                }
                else if (waits.Count > 0)
                {
                    waits[step * 7 % waits.Count].Cancel.Cancel();
                }

                gate.Inside.ShouldBeLessThanOrEqualTo(slots);
                if (gate.Waiting > 0)
                    gate.Inside.ShouldBe(slots);
            }

            while (gate.Inside > 0)
                gate.Leave();
            gate.Waiting.ShouldBe(0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_caller_waits_for_at_most_one_request_of_each_other_caller() => Prop.ForAll(
        Gen.ListOf(Gen.Choose(0, 4), 40).ToArbitrary(), keys =>
        {
            var gate = new FairGate(1);
            gate.EnterAsync("now", CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue();
            foreach (var key in keys)
                _ = gate.EnterAsync($"key {key}", CancellationToken.None);
            var late = gate.EnterAsync("late", CancellationToken.None);
            for (var others = keys.Distinct().Count(); others >= 0; others--)
                gate.Leave();
            late.AsTask().Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        }).QuickCheckThrowOnFailure();
}
