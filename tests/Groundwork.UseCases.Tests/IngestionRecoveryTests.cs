namespace Groundwork.UseCases.Tests;

public sealed class IngestionRecoveryTests
{
    [Fact]
    public async Task A_job_that_waited_when_the_server_ended_is_taken_up_at_the_next_start_under_its_id()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("a.md", "Apples are red.");
        var id = (await new IngestionJobs(desk.Workspace).StartAsync(new IngestRequest([desk.Sources], RetryFailed: true), default)).Id;

        await desk.ReopenAsync();
        var jobs = new IngestionJobs(desk.Workspace);
        await jobs.RecoverAsync(default);
        var job = jobs.Get(id);
        job.Request.RetryFailed.ShouldBeTrue();
        await RunUntilDoneAsync(jobs, job);
        job.ToReply().Reply!.Added.ShouldBe(1);

        await desk.ReopenAsync();
        var later = new IngestionJobs(desk.Workspace);
        await later.RecoverAsync(default);
        later.List().Jobs.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_end_of_the_server_interrupts_a_job_and_a_person_ends_it()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("a.md", "Apples are red.");
        var jobs = new IngestionJobs(desk.Workspace);
        var interrupted = await jobs.StartAsync(new IngestRequest([desk.Sources], "one"), default);
        var ended = await jobs.StartAsync(new IngestRequest([desk.Sources], "two"), default);
        jobs.Cancel(ended.Id);
        using (var stop = new CancellationTokenSource())
        {
            await stop.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => jobs.RunAsync(stop.Token));
        }

        await desk.ReopenAsync();
        var next = new IngestionJobs(desk.Workspace);
        await next.RecoverAsync(default);
        next.List().Jobs.Select(j => j.Job).ShouldContain(j => string.Equals(j, interrupted.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_job_is_told_and_not_tried_again_by_itself()
    {
        await using var desk = await Desk.OpenAsync();
        var path = desk.Write("a.md", "Apples are red.");
        var jobs = new IngestionJobs(desk.Workspace);
        var job = await jobs.StartAsync(new IngestRequest([path]), default);
        File.Delete(path);
        await RunUntilDoneAsync(jobs, job);
        job.State.ShouldBe(JobState.Failed);
        await desk.ReopenAsync();
        var next = new IngestionJobs(desk.Workspace);
        await next.RecoverAsync(default);
        next.List().Jobs.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_leaves_the_jobs_of_the_first_alone()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("a.md", "Apples are red.");
        var first = new IngestionJobs(desk.Workspace);
        await first.RecoverAsync(default);
        await first.StartAsync(new IngestRequest([desk.Sources]), default);
        var second = new IngestionJobs(desk.Workspace);
        await second.RecoverAsync(default);
        second.List().Jobs.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_during_which_the_server_was_killed_again_and_again_is_listed_as_failed_with_its_reason()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("a.md", "Apples are red.");
        var id = (await new IngestionJobs(desk.Workspace).StartAsync(new IngestRequest([desk.Sources]), default)).Id;
        for (var start = 0; start < 5; start++)
        {
            await desk.ReopenAsync();
            var killed = new IngestionJobs(desk.Workspace);
            await killed.RecoverAsync(default);
            killed.Get(id).State.ShouldBe(JobState.Queued);
            killed.Dispose();
        }

        for (var start = 0; start < 2; start++)
        {
            await desk.ReopenAsync();
            var jobs = new IngestionJobs(desk.Workspace);
            await jobs.RecoverAsync(default);
            var job = jobs.List().Jobs.ShouldHaveSingleItem();
            (job.Job, job.State, job.Error!.Code).ShouldBe((id, "failed", "GW1616"));
            job.Error.Message.ShouldContain("5 times");
            jobs.Dispose();
        }
    }

    [Fact]
    public async Task Orderly_ends_of_the_server_are_no_failed_tries_however_many_there_are()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("a.md", "Apples are red.");
        var id = (await new IngestionJobs(desk.Workspace).StartAsync(new IngestRequest([desk.Sources]), default)).Id;
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        for (var start = 0; start < 7; start++)
        {
            await desk.ReopenAsync();
            var jobs = new IngestionJobs(desk.Workspace);
            await jobs.RecoverAsync(default);
            jobs.Get(id).State.ShouldBe(JobState.Queued);
            await Should.ThrowAsync<OperationCanceledException>(() => jobs.RunAsync(stopped.Token));
        }

        await desk.ReopenAsync();
        var last = new IngestionJobs(desk.Workspace);
        await last.RecoverAsync(default);
        await RunUntilDoneAsync(last, last.Get(id));
        last.Get(id).State.ShouldBe(JobState.Done);
    }

    private static async Task RunUntilDoneAsync(IngestionJobs jobs, IngestionJob job)
    {
        using var stop = new CancellationTokenSource();
        var running = jobs.RunAsync(stop.Token);
        await foreach (var _ in job.ListenAsync(0, CancellationToken.None))
        {
        }

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }
}
