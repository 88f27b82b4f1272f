namespace Groundwork.UseCases.Tests.Evaluating;

public sealed class ScoredAgainTests
{
    [Fact]
    public async Task A_run_that_is_scored_by_a_second_scorer_of_the_same_metrics_reports_the_newest_and_says_what_it_leaves_out()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.DatasetAsync();
        var run = desk.Recording("run.trec", 3, i => FormattableString.Invariant($"q{i} Q0 d{i} 1 2.5 mine"));
        var first = await desk.RunAsync(new RunEvalRequest("set", $"recorded:{run}") { Scorers = ["ranking"] });
        var names = first.Measured.Values.Metrics.Select(m => m.Name).ToList();
        first.Measured.Report.Notices.ShouldNotContain(notice => notice.Contains("left out", StringComparison.Ordinal));

        var again = await desk.RescoreAsync(new RescoreRequest(first.Run, ["ranking:ndcg@10"]));

        again.Measured.Values.Metrics.Select(m => m.Name).Order(StringComparer.Ordinal).ShouldBe(names.Order(StringComparer.Ordinal));
        again.Measured.Report.Notices.ShouldContain(notice => notice.Contains("ndcg@10 is left out", StringComparison.Ordinal));
        var kept = again.Measured.Values;
        kept.ValueOf(0, kept.MetricAt("ndcg@10")!.Value).ShouldBe(1);
        using var page = new StringWriter();
        await new ManageRuns(desk.Workspace).WritePageAsync(first.Run, page, default);
        page.ToString().ShouldContain("ndcg@10");
    }

    [Fact]
    public async Task A_scorer_that_is_named_twice_is_refused_with_advice()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.DatasetAsync();

        (await Should.ThrowAsync<Groundwork.Evals.ScorerSpecException>(() => desk.RunAsync(new RunEvalRequest("set", $"recorded:{desk.Answers("a.jsonl")}") { Scorers = ["exact", "exact"] })))
            .Message.ShouldContain("Name it once");
    }
}
