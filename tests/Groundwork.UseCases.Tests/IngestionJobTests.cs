namespace Groundwork.UseCases.Tests;

public class IngestionJobTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task A_long_job_keeps_little_progress_and_all_that_matters()
    {
        var job = new IngestionJob("1", new IngestRequest(["/x"]), s_now);
        job.TryStart(s_now).ShouldBeTrue();
        job.Add(new IngestUpdate.Planned(10_000, 1));
        for (var i = 1; i <= 10_000; i++)
        {
            job.Add(new IngestUpdate.Advanced(i, i, i, 0, 0, i, "file"));
            if (i % 100 == 0) job.Add(new IngestUpdate.Failed(new FailedFile($"bad-{i}", "GW1605", "why")));
        }

        job.End(JobState.Done, s_now);

        var news = await HeardAsync(job, 0);
        news.Count(n => n.Update is IngestUpdate.Failed).ShouldBe(100);
        news.Count(n => n.Update is IngestUpdate.Advanced).ShouldBeInRange(1, 256);
        news.Select(n => n.Number).ShouldBeInOrder();
        news.Last(n => n.Update is IngestUpdate.Advanced).Update.ShouldBeOfType<IngestUpdate.Advanced>().FilesDone.ShouldBe(10_000);
        (await HeardAsync(job, news[^1].Number)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_listener_hears_what_comes_while_it_listens()
    {
        var job = new IngestionJob("1", new IngestRequest(["/x"]), s_now);
        job.TryStart(s_now);
        var heard = HeardAsync(job, 0);
        job.Add(new IngestUpdate.Planned(1, 1));
        job.Add(new IngestUpdate.Advanced(1, 1, 1, 0, 0, 1, "file"));
        heard.IsCompleted.ShouldBeFalse();
        job.End(JobState.Done, s_now);
        (await heard).Count.ShouldBe(2);
    }

    [Fact]
    public void A_job_cancelled_while_it_waits_never_starts()
    {
        var job = new IngestionJob("1", new IngestRequest(["/x"]), s_now);
        job.Cancel(s_now).ShouldBeTrue();
        job.State.ShouldBe(JobState.Cancelled);
        job.TryStart(s_now).ShouldBeFalse();
        job.Cancel(s_now).ShouldBeFalse();
    }

    private static async Task<List<JobNews>> HeardAsync(IngestionJob job, long after)
    {
        var heard = new List<JobNews>();
        await foreach (var news in job.ListenAsync(after, CancellationToken.None)) heard.Add(news);
        return heard;
    }
}
