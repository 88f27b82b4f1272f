using Groundwork.Evals.Tests.Running;
using Shouldly;
using Xunit;

namespace Groundwork.Evals.Tests.Storing;

public sealed class RescorerTests
{
    [Fact]
    public async Task Scores_come_back_with_reasons_weights_and_evidence_and_are_computed_once()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var run = await RunAsync(evals, 300, repeats: 2);
        var scorer = new LengthScorer();

        var first = await evals.Rescorer.ScoreAsync(run, [scorer], RescoreOptions.Default, null, CancellationToken.None);
        var again = await evals.Rescorer.ScoreAsync(run, [scorer], RescoreOptions.Default, null, CancellationToken.None);

        first.ShouldBe(new ScoringProgress(600, 600, 600));
        again.ShouldBe(new ScoringProgress(600, 600, 0));
        scorer.Calls.ShouldBe(600);
        var scored = (await evals.ReadAsync(run, "length-1"))[299].Scores[0][1].ShouldNotBeNull();
        scored.Scores.ShouldBe([new Score.Value("echo of Question number 299?".Length, "counted", 2), new Score.NotApplicable("nobody asked")]);
        scored.Evidence.ShouldBe("{\"a\":1}");
        (await evals.Runs.ScorersAsync(run, CancellationToken.None)).Single().Metrics.ShouldBe(scorer.Metrics);
    }

    [Fact]
    public async Task Scores_of_another_fingerprint_stay_beside_unless_they_are_replaced()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var run = await RunAsync(evals, 3);
        await evals.Rescorer.ScoreAsync(run, [new LengthScorer()], RescoreOptions.Default, null, CancellationToken.None);

        await evals.Rescorer.ScoreAsync(run, [new LengthScorer("length-2")], RescoreOptions.Default, null, CancellationToken.None);
        (await evals.Runs.ScorersAsync(run, CancellationToken.None)).Select(scorer => scorer.Fingerprint).ShouldBe(["length-1", "length-2"]);
        (await evals.ReadAsync(run, "length-2", "length-1", "length-3"))[0].Scores.Select(scores => scores[0] is not null).ShouldBe([true, true, false]);

        await evals.Rescorer.ScoreAsync(run, [new LengthScorer("length-3")], RescoreOptions.Default with { Replaces = true }, null, CancellationToken.None);
        (await evals.Runs.ScorersAsync(run, CancellationToken.None)).Select(scorer => scorer.Fingerprint).ShouldBe(["length-3"]);
    }

    [Fact]
    public async Task A_scorer_that_breaks_or_lies_has_failed_and_can_be_asked_again()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var run = await RunAsync(evals, 6);
        var isBroken = true;
        var scorer = new LengthScorer(score: (sample, _) => (isBroken ? sample.Id : "") switch
        {
            "q0" => throw new InvalidOperationException("the judge is gone"),
            "q1" => new ScoredObservation([new Score.Value(1)]),
            "q2" => new ScoredObservation([new Score.Value(double.NaN), new Score.Value(1.5)]),
            "q3" => new ScoredObservation([new Score.Value(1, "", 0), new Score.Value(1 + 1e-12)]),
            _ => new ScoredObservation([new Score.Value(1), new Score.Value(1)]),
        });

        await evals.Rescorer.ScoreAsync(run, [scorer], RescoreOptions.Default, null, CancellationToken.None);
        var scores = (await evals.ReadAsync(run, "length-1")).ConvertAll(sample => sample.Scores[0][0]!.Scores);
        isBroken = false;
        var again = await evals.Rescorer.ScoreAsync(run, [scorer], RescoreOptions.Default with { RetriesFailed = true }, null, CancellationToken.None);

        scores[0].ShouldAllBe(score => score == new Score.Failed("the scorer broke: InvalidOperationException: the judge is gone"));
        scores[1].ShouldAllBe(score => score == new Score.Failed("the scorer gave 1 scores for 2 metrics"));
        scores[2].ShouldBe([new Score.Failed("length is NaN, which is no finite number"), new Score.Failed("answered is 1.5, outside 0 to 1")]);
        scores[3].ShouldBe([new Score.Failed("the weight of length is 0, not above 0"), new Score.Value(1)]);
        again.Computed.ShouldBe(4);
        (await evals.ReadAsync(run, "length-1")).ShouldAllBe(sample => sample.Scores[0][0]!.Scores.All(score => score is Score.Value));
    }

    [Fact]
    public async Task The_order_in_which_observations_and_scores_were_stored_cannot_be_seen()
    {
        var texts = new List<string>();
        foreach (var parallelism in new[] { 1, 16 })
        {
            await using var evals = await EvalDatabase.OpenAsync();
            var dataset = await evals.SaveAsync("set", TestSamples.Make(500));
            var subject = new EchoSubject(async (sample, repeat, _) =>
            {
                if (parallelism > 1 && sample.Id.Length % 2 == 0) await Task.Yield();
                return EchoSubject.Answer(sample, repeat) with { Cost = new ObservedCost { LatencyMs = 1 } };
            });
            var run = (await evals.Runner().RunAsync(new RunRequest(dataset, subject) { Parallelism = parallelism }, null, CancellationToken.None)).Run;
            await evals.Rescorer.ScoreAsync(run, [new LengthScorer()], RescoreOptions.Default with { Parallelism = parallelism }, null, CancellationToken.None);
            using var file = new MemoryStream();
            (await ObservationFile.WriteAsync(evals.Runs.ReadAsync(run, ["length-1"], CancellationToken.None), file, CancellationToken.None)).ShouldBe(500);
            texts.Add(run.Id + System.Text.Encoding.UTF8.GetString(file.ToArray()));
        }

        texts[0].ShouldBe(texts[1]);
    }

    [Fact]
    public async Task Twenty_thousand_samples_are_run_scored_and_read_one_page_at_a_time()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var saved = await evals.Datasets.SaveAsync("set", Enumerable.Range(0, 20_000).Select(TestSamples.One).ToAsyncEnumerable(), "large", CancellationToken.None);
        var first = await evals.Runner().RunAsync(new RunRequest(saved.Version, new EchoSubject()), null, CancellationToken.None);
        await evals.Rescorer.ScoreAsync(first.Run, [new LengthScorer()], RescoreOptions.Default, null, CancellationToken.None);

        var number = 0;
        await foreach (var sample in evals.Runs.ReadAsync(first.Run, ["length-1"], CancellationToken.None))
        {
            sample.Sample.Id.ShouldBe(TestSamples.Id(number++));
            sample.Scores[0][0].ShouldNotBeNull();
        }

        number.ShouldBe(20_000);
    }

    [Fact]
    public async Task Baselines_are_pinned_moved_and_kept_from_deletion()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var first = await RunAsync(evals, 3);
        var second = await RunAsync(evals, 3, isFresh: true);

        await evals.Runs.PinAsync("main", first.Id, CancellationToken.None);
        await Should.ThrowAsync<EvalRunStateException>(async () => await evals.Runs.DeleteAsync(first.Id, CancellationToken.None));
        await evals.Runs.PinAsync("main", second.Id, CancellationToken.None);
        await evals.Runs.DeleteAsync(first.Id, CancellationToken.None);

        (await evals.Runs.BaselineAsync("main", CancellationToken.None))!.Id.ShouldBe(second.Id);
        (await evals.Runs.BaselinesAsync(CancellationToken.None)).ShouldBe([("main", second.Id)]);
        await Should.ThrowAsync<EvalRunNotFoundException>(async () => await evals.Runs.OpenAsync(first.Id, CancellationToken.None));
        (await evals.ReadAsync(second)).ShouldAllBe(sample => sample.Observations.Count == 1);
        (await evals.Runs.UnpinAsync("main", CancellationToken.None)).ShouldBeTrue();
        (await evals.Runs.UnpinAsync("main", CancellationToken.None)).ShouldBeFalse();
    }

    private static async Task<EvalRun> RunAsync(EvalDatabase evals, int samples, int repeats = 1, bool isFresh = false)
    {
        var dataset = await evals.SaveAsync("set", TestSamples.Make(samples));
        return (await evals.Runner().RunAsync(new RunRequest(dataset, new EchoSubject()) { Repeats = repeats, IsFresh = isFresh }, null, CancellationToken.None)).Run;
    }
}
