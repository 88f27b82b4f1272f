using Groundwork.TestKit;

namespace Groundwork.Sources.Tests;

public sealed class FolderWatchTests : IDisposable
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_most = TimeSpan.FromMinutes(10);
    private readonly TemporaryDirectory _folder = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_burst_of_changes_is_one_and_ends_with_quiet()
    {
        using var watch = new FolderWatch([], _clock);
        var waiting = watch.WaitAsync(s_quiet, s_most, default);
        watch.Note();
        await _clock.TimerDueAsync(s_quiet);
        _clock.Advance(TimeSpan.FromSeconds(1));
        watch.Note();
        await _clock.TimerDueAsync(s_quiet);
        waiting.IsCompleted.ShouldBeFalse();
        _clock.Advance(s_quiet);
        await waiting;
    }

    [Fact]
    public async Task Without_a_change_the_longest_time_ends_the_wait()
    {
        using var watch = new FolderWatch([], _clock);
        var waiting = watch.WaitAsync(s_quiet, s_most, default);
        _clock.Advance(s_most);
        await waiting;
        using var stop = new CancellationTokenSource();
        var cancelled = watch.WaitAsync(s_quiet, s_most, stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => cancelled);
    }

    [Fact]
    public async Task The_system_tells_of_files_below_and_a_folder_that_is_not_there_is_passed_over()
    {
        _folder.Write("deep/a.md", "x");
        using var watch = new FolderWatch([_folder.Path, _folder.File("none")], _clock);
        watch.Watched.ShouldBe(1);
        var waiting = watch.WaitAsync(s_quiet, s_most, default);
        _folder.Write("deep/b.md", "y");
        await _clock.TimerDueAsync(s_quiet);
        while (!waiting.IsCompleted)
        {
            _clock.Advance(s_quiet);
            await Task.Yield();
        }

        await waiting;
    }
}
