using Groundwork.Evals;

namespace Groundwork.UseCases.Tests.Evaluating;

public sealed class RunFindingsTests
{
    [Fact]
    public async Task A_collection_that_changes_while_it_is_measured_stops_the_run()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("a.md", "The gateway allows 50 requests per minute.");
        await desk.IngestAsync();
        await using var open = await UseCases.Evaluating.OpenSubject.OfAsync(desk.Workspace, new RunEvalRequest("set", "retrieval:default"), null, default);
        var sample = EvalDesk.Some(1).Single();
        (await open.Subject.RunAsync(sample, 0, default)).Cost.Dollars.ShouldBe(0);

        desk.Write("b.md", "Keys rotate every 90 days.");
        await desk.IngestAsync();

        (await Should.ThrowAsync<SubjectUnavailableException>(async () => await open.Subject.RunAsync(sample, 0, default))).Message.ShouldContain("ask again");
    }

    [Fact]
    public async Task Steps_that_are_asked_for_and_those_a_collection_has_anyway_are_the_same_subject()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("a.md", "The gateway allows 50 requests per minute.");
        await desk.IngestAsync();

        (await FingerprintAsync(desk, null)).ShouldBe(await FingerprintAsync(desk, ["follow-up", "spelling"]));
        (await FingerprintAsync(desk, null)).ShouldNotBe(await FingerprintAsync(desk, ["none"]), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("telepathy", 100)]
    [InlineData("hybrid", 0)]
    public async Task Options_that_no_sample_could_be_asked_with_are_refused_before_any_is(string mode, int passages)
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("a.md", "The gateway allows 50 requests per minute.");
        await desk.IngestAsync();
        await desk.DatasetAsync();

        await Should.ThrowAsync<InvalidRequestException>(() => desk.RunAsync(new RunEvalRequest("set", "retrieval:default") { Mode = mode, Passages = passages }));
        (await new ManageRuns(desk.Workspace).ListAsync(null, default)).Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_in_which_every_sample_failed_says_why()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.DatasetAsync();

        var reply = await desk.RunAsync(new RunEvalRequest("set", $"recorded:{desk.Recording("e.jsonl", 3, i => FormattableString.Invariant($$"""{"id":"q{{i}}","error":"no luck"}"""))}"));

        reply.AllFailed.ShouldBe("no luck");
        (await desk.RunAsync(new RunEvalRequest("set", $"recorded:{desk.Answers("a.jsonl")}"))).AllFailed.ShouldBeNull();
    }

    [Fact]
    public async Task Appending_leaves_out_what_is_there_and_says_how_much()
    {
        await using var desk = await Desk.OpenAsync();
        var store = new DatasetStore(await desk.EvalsAsync(), TimeProvider.System);
        await store.SaveAsync("set", EvalDesk.Some(3).ToAsyncEnumerable(), "made", default);

        var (saved, known) = await store.AppendAsync("set", EvalDesk.Some(5).ToAsyncEnumerable(), "more", default);

        (saved.Version.Samples, saved.IsNew, known).ShouldBe((5, true, 3));
        (await store.AppendAsync("set", EvalDesk.Some(5).ToAsyncEnumerable(), "again", default)).Saved.IsNew.ShouldBeFalse();
        (await store.AppendAsync("other", EvalDesk.Some(2).ToAsyncEnumerable(), "new", default)).Known.ShouldBe(0);
    }

    [Fact]
    public async Task A_drawn_share_below_one_leaves_the_rest_without_a_split()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.DatasetAsync(50);
        var manage = new ManageDatasets(desk.Workspace);

        await manage.EditAsync(new EditDatasetRequest("set") { Draw = ["test=0.2"] }, default);

        (await manage.ShowAsync("set", 0, 100, default)).Samples.Count(s => s.Split is "test").ShouldBe(10);
        await Should.ThrowAsync<InvalidRequestException>(() => manage.EditAsync(new EditDatasetRequest("set") { Draw = ["test=0.6", "train=0.6"] }, default));
        await Should.ThrowAsync<InvalidRequestException>(() => manage.EditAsync(new EditDatasetRequest("set") { Draw = ["test=0.2"], Ids = ["q1"] }, default));
    }

    [Fact]
    public async Task A_program_that_changed_is_another_subject_and_secrets_among_its_arguments_are_not_kept()
    {
        await using var desk = await Desk.OpenAsync();
        await File.WriteAllTextAsync(desk.File("answer.sh"), "echo one");
        await File.WriteAllTextAsync(desk.File("subject.json"), """{"command":["sh","answer.sh","${KEY}"]}""");
        var before = await OpenAsync(desk);
        before.Settings["command"].ShouldBe("sh answer.sh •••");

        await File.WriteAllTextAsync(desk.File("answer.sh"), "echo two");

        (await OpenAsync(desk)).Subject.Fingerprint.ShouldNotBe(before.Subject.Fingerprint, StringComparer.Ordinal);
        await File.WriteAllTextAsync(desk.File("subject.json"), """{"command":["sh"],"timeoutSeconds":1e300}""");
        await Should.ThrowAsync<InvalidRequestException>(() => OpenAsync(desk));
    }

    [Fact]
    public async Task A_metric_that_a_baseline_lacks_is_refused_with_those_there_are()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.DatasetAsync();
        var run = await desk.RunAsync(new RunEvalRequest("set", $"recorded:{desk.Answers("a.jsonl")}") { Scorers = ["includes"] });
        using var file = new StringWriter();

        (await Should.ThrowAsync<InvalidRequestException>(() => new ManageRuns(desk.Workspace).WriteBaselineAsync(run.Run, ["charm"], file, default))).Message.ShouldContain("includes");
    }

    [Theory]
    [InlineData("""{"id":"q2","outcome":"Answered","text":"x","confidence":7}""")]
    [InlineData("""{"id":"q2","outcome":"Answered","text":"x","claims":[{"start":-5,"length":2,"citations":[]}]}""")]
    public async Task A_recording_with_a_broken_observation_is_refused_with_its_line(string broken)
    {
        await using var desk = await Desk.OpenAsync();
        await desk.DatasetAsync();
        var file = desk.Recording("broken.jsonl", 2, i => i == 1 ? """{"id":"q1","text":"answer 1"}""" : broken);

        var refused = await Should.ThrowAsync<DatasetRefusedException>(() => desk.RunAsync(new RunEvalRequest("set", $"recorded:{file}")));

        (refused.Message + string.Join(' ', refused.Problems)).ShouldContain("2");
    }

    private static async Task<string> FingerprintAsync(Desk desk, string[]? steps)
    {
        await using var open = await UseCases.Evaluating.OpenSubject.OfAsync(desk.Workspace, new RunEvalRequest("set", "retrieval:default") { Steps = steps }, null, default);
        return open.Subject.Fingerprint;
    }

    private static async Task<UseCases.Evaluating.OpenSubject> OpenAsync(Desk desk) =>
        await UseCases.Evaluating.OpenSubject.OfAsync(desk.Workspace, new RunEvalRequest("set", "command:subject.json"), Path.GetDirectoryName(desk.Data), default);
}
