using Groundwork.Evals.Tests.Storing;
using Groundwork.Storage;
using Groundwork.TestKit;
using Shouldly;
using Xunit;

namespace Groundwork.Evals.Tests.Running;

public sealed class EvalRunnerTests
{
    [Fact]
    public async Task Every_sample_is_observed_in_every_repeat_and_read_in_the_order_of_the_dataset()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(600));
        var subject = new EchoSubject();

        var result = await evals.Runner().RunAsync(new RunRequest(dataset, subject) { Repeats = 2, Parallelism = 8 }, null, CancellationToken.None);

        result.Run.State.ShouldBe(EvalRunState.Observed);
        result.Run.Finished.ShouldNotBeNull();
        result.Calls.ShouldBe(1200);
        var read = await evals.ReadAsync(result.Run);
        read.Select(sample => sample.Sample.Id).ShouldBe(Enumerable.Range(0, 600).Select(TestSamples.Id));
        read.ShouldAllBe(sample => sample.Observations.Count == 2 && sample.Observations[0].Repeat == 0 && sample.Observations[1].Repeat == 1);
        read[7].Observations[0].Text.ShouldBe("echo of Question number 7?");
        read[7].Observations[0].Cost.LatencyMs.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_killed_at_any_write_goes_on_where_it_stopped(bool afterCommit)
    {
        var isDone = false;
        for (var at = 1; !isDone; at++)
        {
            await using var evals = await EvalDatabase.OpenAsync();
            var dataset = await evals.SaveAsync("set", TestSamples.Make(350));
            var subject = new EchoSubject();
            var request = new RunRequest(dataset, subject) { Parallelism = 3 };
            await using var breaking = new BreakingDatabase(evals.Database, at, afterCommit);
            try
            {
                await evals.Runner(breaking).RunAsync(request, null, CancellationToken.None);
                isDone = !breaking.HasBroken;
            }
            catch (StorageException)
            {
                breaking.HasBroken.ShouldBeTrue();
            }

            var before = (await evals.Runs.ListAsync(null, CancellationToken.None)).SingleOrDefault();
            var stored = before is null ? 0 : (await evals.Runs.ProgressAsync(before.Id, CancellationToken.None)).Observed;
            subject.Calls.Clear();
            var result = await evals.Runner().RunAsync(request, null, CancellationToken.None);

            result.Run.State.ShouldBe(EvalRunState.Observed);
            if (before is { State: not EvalRunState.Observed })
            {
                result.Run.Id.ShouldBe(before.Id);
                subject.Calls.Count.ShouldBe(350 - stored);
            }

            var read = await evals.ReadAsync(result.Run);
            read.Count.ShouldBe(350);
            read.ShouldAllBe(sample => sample.Observations.Count == 1);
            (await evals.Database.VerifyAsync(CancellationToken.None)).ShouldBeEmpty();
            at.ShouldBeLessThan(20);
        }
    }

    [Fact]
    public async Task A_cancelled_run_keeps_what_it_observed()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(50));
        using var cancel = new CancellationTokenSource();
        var calls = 0;
        var subject = new EchoSubject(async (sample, repeat, token) =>
        {
            if (Interlocked.Increment(ref calls) == 20) await cancel.CancelAsync();
            return EchoSubject.Answer(sample, repeat);
        });
        var request = new RunRequest(dataset, subject) { Parallelism = 1 };

        await Should.ThrowAsync<OperationCanceledException>(async () => await evals.Runner().RunAsync(request, null, cancel.Token));

        var run = (await evals.Runs.ListAsync("set", CancellationToken.None)).Single();
        run.State.ShouldBe(EvalRunState.Running);
        var stored = (await evals.Runs.ProgressAsync(run.Id, CancellationToken.None)).Observed;
        stored.ShouldBeInRange(19, 20);
        var result = await evals.Runner().RunAsync(request, null, CancellationToken.None);
        result.Calls.ShouldBe(50 - stored);
    }

    [Fact]
    public async Task Two_runners_on_the_same_run_store_each_observation_once()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        await using var other = await evals.ReopenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(400));
        var (begun, both) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var subject = new EchoSubject(async (sample, repeat, _) =>
        {
            // Four are in work in each runner, so the fifth comes from the other one.
            if (Interlocked.Increment(ref begun) == 5) both.SetResult();
            await both.Task;
            return EchoSubject.Answer(sample, repeat);
        });
        var request = new RunRequest(dataset, subject);

        var results = await Task.WhenAll(
            evals.Runner().RunAsync(request, null, CancellationToken.None).AsTask(),
            evals.Runner(other).RunAsync(request, null, CancellationToken.None).AsTask());

        results[0].Run.Id.ShouldBe(results[1].Run.Id);
        var read = await evals.ReadAsync(results[0].Run);
        read.ShouldAllBe(sample => sample.Observations.Count == 1);
        (await evals.Database.ReadAsync(session => session.CountAsync("select count(*) from observations"), CancellationToken.None)).ShouldBe(400);
    }

    [Fact]
    public async Task The_same_asked_twice_is_the_same_run_and_afresh_it_is_another()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(5));
        var subject = new EchoSubject();
        var first = await evals.Runner().RunAsync(new RunRequest(dataset, subject), null, CancellationToken.None);

        var second = await evals.Runner().RunAsync(new RunRequest(dataset, subject), null, CancellationToken.None);
        var fresh = await evals.Runner().RunAsync(new RunRequest(dataset, subject) { IsFresh = true }, null, CancellationToken.None);
        var otherSeed = await evals.Runner().RunAsync(new RunRequest(dataset, subject) { Seed = 1 }, null, CancellationToken.None);
        var otherSubject = await evals.Runner().RunAsync(new RunRequest(dataset, new EchoSubject(fingerprint: "echo-2")), null, CancellationToken.None);

        second.Run.Id.ShouldBe(first.Run.Id);
        (second.Calls, second.Progress.Replayed).ShouldBe((0, 0));
        fresh.Run.Id.ShouldBe(first.Run.Id + "-2");
        fresh.Calls.ShouldBe(5);
        otherSeed.Calls.ShouldBe(5);
        otherSubject.Calls.ShouldBe(5);
    }

    [Fact]
    public async Task Better_labels_need_no_new_calls_and_an_edited_question_does()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(5));
        var subject = new EchoSubject();
        await evals.Runner().RunAsync(new RunRequest(dataset, subject), null, CancellationToken.None);
        var edited = await evals.Datasets.EditAsync(
            "set",
            [new DatasetChange.Replace([TestSamples.One(1) with { Expected = new Expectation { Answers = ["one"] } }, TestSamples.One(2) with { Input = "Another question?" }])],
            "labels", CancellationToken.None);

        var result = await evals.Runner().RunAsync(new RunRequest(edited.Version, subject), null, CancellationToken.None);

        (result.Calls, result.Progress.Replayed).ShouldBe((1, 4));
    }

    [Fact]
    public async Task A_dataset_edited_during_a_run_does_not_change_the_run()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(300));
        var subject = new EchoSubject(async (sample, repeat, token) =>
        {
            if (string.Equals(sample.Id, "q10", StringComparison.Ordinal)) await evals.Datasets.EditAsync("set", [new DatasetChange.Remove(["q20", "q290"])], "less", token);
            return EchoSubject.Answer(sample, repeat);
        });

        var result = await evals.Runner().RunAsync(new RunRequest(dataset, subject), null, CancellationToken.None);

        result.Run.DatasetVersion.ShouldBe(dataset.Fingerprint);
        (await evals.ReadAsync(result.Run)).Count.ShouldBe(300);
        (await evals.Datasets.OpenAsync("set", null, CancellationToken.None)).Samples.ShouldBe(298);
    }

    [Fact]
    public async Task A_dataset_deleted_during_a_run_ends_the_run_and_leaves_nothing()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(300));
        var subject = new EchoSubject(async (sample, repeat, token) =>
        {
            if (string.Equals(sample.Id, "q10", StringComparison.Ordinal)) await evals.Datasets.DeleteAsync("set", force: true, token);
            return EchoSubject.Answer(sample, repeat);
        });

        await Should.ThrowAsync<EvalRunNotFoundException>(async () => await evals.Runner().RunAsync(new RunRequest(dataset, subject) { Parallelism = 1 }, null, CancellationToken.None));

        (await evals.Database.ReadAsync(session => session.CountAsync("select count(*) from observations"), CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task A_subject_that_fails_on_a_third_of_the_samples_finishes()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(300));
        var subject = new EchoSubject((sample, repeat, _) => (int.Parse(sample.Id[1..], System.Globalization.CultureInfo.InvariantCulture) % 3) switch
        {
            0 when sample.Id[^1] == '0' => throw new InvalidOperationException("broken"),
            0 => ValueTask.FromResult(EchoSubject.Fail(sample, repeat)),
            _ => ValueTask.FromResult(EchoSubject.Answer(sample, repeat)),
        });

        var result = await evals.Runner().RunAsync(new RunRequest(dataset, subject), null, CancellationToken.None);

        result.Run.State.ShouldBe(EvalRunState.Observed);
        result.Progress.ShouldBe(new RunProgress(300, 300, 0, 100, null));
        (await evals.ReadAsync(result.Run))[30].Observations[0].Error.ShouldBe("InvalidOperationException: broken");
    }

    [Fact]
    public async Task Failures_are_asked_again_by_the_next_run()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(3));
        await evals.Runner().RunAsync(new RunRequest(dataset, new EchoSubject((sample, repeat, _) => ValueTask.FromResult(
            string.Equals(sample.Id, "q1", StringComparison.Ordinal) ? EchoSubject.Fail(sample, repeat) : EchoSubject.Answer(sample, repeat)))), null, CancellationToken.None);

        var healed = new EchoSubject();
        await evals.Runner().RunAsync(new RunRequest(dataset, healed), null, CancellationToken.None);

        healed.Calls.ShouldBe([("q1", 0)]);
    }

    [Fact]
    public async Task An_unavailable_subject_stops_the_run_and_it_can_be_resumed()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(30));
        var isThere = false;
        var calls = 0;
        var subject = new EchoSubject((sample, repeat, _) => Interlocked.Increment(ref calls) > 10 && !isThere
            ? throw new SubjectUnavailableException("The key was refused.")
            : ValueTask.FromResult(EchoSubject.Answer(sample, repeat)));
        var request = new RunRequest(dataset, subject) { Parallelism = 1 };

        var stopped = await evals.Runner().RunAsync(request, null, CancellationToken.None);
        isThere = true;
        var resumed = await evals.Runner().RunAsync(request, null, CancellationToken.None);

        (stopped.Run.State, stopped.Run.StopReason, stopped.Progress.Observed).ShouldBe((EvalRunState.Stopped, "The key was refused.", 10));
        (resumed.Run.Id, resumed.Run.State, resumed.Run.StopReason, resumed.Calls).ShouldBe((stopped.Run.Id, EvalRunState.Observed, null, 20));
    }

    [Fact]
    public async Task A_budget_in_dollars_counts_what_the_run_has_cost_before()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(10));
        var subject = new EchoSubject((sample, repeat, _) => ValueTask.FromResult(EchoSubject.Answer(sample, repeat) with { Cost = new ObservedCost { Dollars = 0.4m } }));
        var request = new RunRequest(dataset, subject) { Parallelism = 1, MaxDollars = 1 };

        var first = await evals.Runner().RunAsync(request, null, CancellationToken.None);
        var again = await evals.Runner().RunAsync(request, null, CancellationToken.None);
        var more = await evals.Runner().RunAsync(request with { MaxDollars = 100 }, null, CancellationToken.None);

        (first.Run.State, first.Calls, first.Progress.Dollars).ShouldBe((EvalRunState.Stopped, 3, 1.2m));
        again.Calls.ShouldBe(0);
        (more.Run.Id, more.Run.State, more.Progress.Dollars).ShouldBe((first.Run.Id, EvalRunState.Observed, 4m));
    }

    [Fact]
    public async Task A_budget_that_cannot_be_kept_stops_at_the_first_price_that_is_not_told()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(10));

        var result = await evals.Runner().RunAsync(new RunRequest(dataset, new EchoSubject()) { Parallelism = 1, MaxDollars = 1 }, null, CancellationToken.None);

        result.Calls.ShouldBe(1);
        result.Run.StopReason!.ShouldContain("tells no price");
    }

    [Fact]
    public async Task A_budget_of_calls_is_kept_to_the_call()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(40));
        var subject = new EchoSubject();

        var result = await evals.Runner().RunAsync(new RunRequest(dataset, subject) { MaxCalls = 7, Parallelism = 16 }, null, CancellationToken.None);

        (subject.Calls.Count, result.Calls, result.Progress.Observed).ShouldBe((7, 7, 7));
        result.Run.State.ShouldBe(EvalRunState.Stopped);
    }

    [Fact]
    public async Task A_run_gives_up_early_when_asked_to()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(100));
        var subject = new EchoSubject((sample, repeat, _) => ValueTask.FromResult(EchoSubject.Fail(sample, repeat)));

        var result = await evals.Runner().RunAsync(new RunRequest(dataset, subject) { Parallelism = 1, StopEarly = new EarlyStop(10, 0.5) }, null, CancellationToken.None);

        result.Calls.ShouldBe(10);
        result.Run.StopReason.ShouldStartWith("10 of the first 10 samples failed, the last one with: no");
    }

    [Fact]
    public async Task A_sample_without_an_answer_in_time_has_failed_also_when_the_subject_does_not_listen()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(1));
        var never = new TaskCompletionSource<Observation>();
        var subject = new EchoSubject((_, _, _) => new ValueTask<Observation>(never.Task));

        var running = evals.Runner().RunAsync(new RunRequest(dataset, subject) { ItemTimeout = TimeSpan.FromSeconds(30) }, null, CancellationToken.None).AsTask();
        await evals.Clock.TimerDueAsync(TimeSpan.FromSeconds(30));
        evals.Clock.Advance(TimeSpan.FromSeconds(30));
        var result = await running;

        (await evals.ReadAsync(result.Run))[0].Observations[0].Error.ShouldBe("no answer within 30 s");
    }

    [Fact]
    public async Task Calls_are_spread_over_the_minute()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(3));
        var subject = new EchoSubject();

        var running = evals.Runner().RunAsync(new RunRequest(dataset, subject) { MaxPerMinute = 6, Parallelism = 1 }, null, CancellationToken.None).AsTask();
        await evals.Clock.TimerDueAsync(TimeSpan.FromSeconds(10));
        subject.Calls.Count.ShouldBe(1);
        evals.Clock.Advance(TimeSpan.FromSeconds(10));
        await evals.Clock.TimerDueAsync(TimeSpan.FromSeconds(10));
        subject.Calls.Count.ShouldBe(2);
        evals.Clock.Advance(TimeSpan.FromSeconds(10));

        (await running).Calls.ShouldBe(3);
    }

    [Fact]
    public async Task What_was_observed_is_stored_after_a_second()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(2));
        var last = new TaskCompletionSource();
        var subject = new EchoSubject(async (sample, repeat, _) =>
        {
            if (string.Equals(sample.Id, "q1", StringComparison.Ordinal)) await last.Task;
            return EchoSubject.Answer(sample, repeat);
        });
        var stored = new TaskCompletionSource<RunProgress>();

        var running = evals.Runner().RunAsync(new RunRequest(dataset, subject), new Told(stored.TrySetResult), CancellationToken.None).AsTask();
        await evals.Clock.TimerDueAsync(TimeSpan.FromSeconds(1));
        evals.Clock.Advance(TimeSpan.FromSeconds(1));

        (await stored.Task).Observed.ShouldBe(1);
        last.SetResult();
        (await running).Progress.Observed.ShouldBe(2);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task A_ranking_with_a_score_that_is_no_number_has_failed(double score) =>
        (await ObserveAsync(EchoSubject.Answer(TestSamples.One(0), 0) with { Ranking = [new RankedItem("a", 1), new RankedItem("b", score)] }))
            .Error!.ShouldContain("\"b\" has the score");

    [Fact]
    public async Task A_ranking_with_a_document_twice_has_failed_and_both_places_are_told() =>
        (await ObserveAsync(EchoSubject.Answer(TestSamples.One(0), 0) with { Ranking = [new RankedItem("a", 3), new RankedItem("b", 2), new RankedItem("a", 1)] }))
            .Error.ShouldBe("the document \"a\" stands twice in the ranking, as number 1 and 3");

    [Fact]
    public async Task Drafts_are_left_out_unless_asked_for_and_a_selection_of_nothing_is_refused()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.One(0) with { IsDraft = true }, TestSamples.One(1) with { IsDraft = true, Split = "test" });

        var refused = await Should.ThrowAsync<DatasetRefusedException>(async () => await evals.Runner().RunAsync(new RunRequest(dataset, new EchoSubject()), null, CancellationToken.None));
        var result = await evals.Runner().RunAsync(
            new RunRequest(dataset, new EchoSubject()) { Selection = new SampleSelection { WithDrafts = true, Split = "test" } }, null, CancellationToken.None);

        refused.Message.ShouldContain("2 of its 2 samples are drafts");
        result.Progress.Due.ShouldBe(1);
        (await evals.Runs.OpenAsync(result.Run.Id, CancellationToken.None)).Selection.Split.ShouldBe("test");
        (await evals.ReadAsync(result.Run)).Single().Sample.Id.ShouldBe("q1");
    }

    private static async Task<Observation> ObserveAsync(Observation given)
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(1));
        var result = await evals.Runner().RunAsync(new RunRequest(dataset, new EchoSubject((_, _, _) => ValueTask.FromResult(given))), null, CancellationToken.None);
        var observed = (await evals.ReadAsync(result.Run)).Single().Observations.Single();
        observed.Outcome.ShouldBe(ObservedOutcome.Failed);
        return observed;
    }

    private sealed class Told(Func<RunProgress, bool> tell) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => tell(value);
    }
}
