using System.Diagnostics;
using System.Text;
using Groundwork.Documents.Processes;

namespace Groundwork.Documents.Tests.Processes;

public sealed class ChildProcessTests
{
    private static Task<ChildResult> ShellAsync(string script, ReadingLimits limits, CancellationToken cancellationToken = default) =>
        ChildProcess.RunAsync("sh", ["-c", script], limits, cancellationToken);

    [Fact]
    public async Task Output_messages_and_exit_code_come_back()
    {
        var result = await ShellAsync("echo out; echo err >&2; exit 3", ReadingLimits.Default);
        result.Outcome.ShouldBe(ChildOutcome.Ended);
        result.ExitCode.ShouldBe(3);
        Encoding.UTF8.GetString(result.Output).ShouldBe("out\n");
        result.Messages.ShouldBe("err\n");
    }

    [Fact]
    public async Task Arguments_are_never_read_by_a_shell()
    {
        var result = await ChildProcess.RunAsync("echo", ["$(echo bad)", "`x`", "a b", "\"q\""], ReadingLimits.Default, CancellationToken.None);
        Encoding.UTF8.GetString(result.Output).ShouldBe("$(echo bad) `x` a b \"q\"\n");
    }

    [Fact]
    public async Task A_program_beyond_its_time_is_killed_with_its_children()
    {
        using var directory = new TestKit.TemporaryDirectory();
        var started = Stopwatch.GetTimestamp();
        var result = await ShellAsync($"sleep 97 & echo $! > {directory.File("pid")}; wait", new ReadingLimits { ToolTimeout = TimeSpan.FromMilliseconds(400) });
        result.Outcome.ShouldBe(ChildOutcome.TimedOut);
        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(30));
        var child = File.ReadAllText(directory.File("pid")).Trim();
        // A killed grandchild may wait for its adopter as a zombie; it must not run.
        var status = File.Exists($"/proc/{child}/status") ? File.ReadAllText($"/proc/{child}/status") : "State: gone";
        status.ShouldNotContain("S (sleeping)");
    }

    [Fact]
    public async Task Cancellation_kills_and_leaves_as_cancellation()
    {
        using var cancelling = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Should.ThrowAsync<OperationCanceledException>(() => ShellAsync("sleep 98", ReadingLimits.Default, cancelling.Token));
    }

    [Fact]
    public async Task Endless_output_ends_at_the_limit() =>
        (await ShellAsync("while :; do echo xxxxxxxxxxxxxxxxxxxx; done", new ReadingLimits { ToolOutputBytes = 100_000 })).Outcome.ShouldBe(ChildOutcome.TooMuchOutput);

    [Fact]
    public async Task Endless_messages_do_not_block_the_program()
    {
        var result = await ShellAsync("i=0; while [ $i -lt 20000 ]; do echo xxxxxxxxxxxxxxxxxxxx >&2; i=$((i+1)); done; echo done", ReadingLimits.Default);
        Encoding.UTF8.GetString(result.Output).ShouldBe("done\n");
        result.Messages.Length.ShouldBe(8192);
    }

    [Fact]
    public async Task Grandchildren_whose_parent_has_ended_are_killed_too()
    {
        using var directory = new TestKit.TemporaryDirectory();
        var result = await ShellAsync($"(sleep 96 & echo $! > {directory.File("pid")}); sleep 95", new ReadingLimits { ToolTimeout = TimeSpan.FromMilliseconds(400) });
        result.Outcome.ShouldBe(ChildOutcome.TimedOut);
        var orphan = File.ReadAllText(directory.File("pid")).Trim();
        var status = File.Exists($"/proc/{orphan}/status") ? File.ReadAllText($"/proc/{orphan}/status") : "State: gone";
        status.ShouldNotContain("S (sleeping)");
    }

    [Fact]
    public async Task No_secret_of_the_environment_reaches_a_program()
    {
        Environment.SetEnvironmentVariable("GROUNDWORK_TEST_API_KEY", "secret");
        try
        {
            var seen = Encoding.UTF8.GetString((await ChildProcess.RunAsync("env", [], ReadingLimits.Default, CancellationToken.None)).Output);
            seen.ShouldContain("PATH=");
            seen.ShouldNotContain("GROUNDWORK_TEST_API_KEY");
            seen.ShouldNotContain("HOME=");
        }
        finally
        {
            Environment.SetEnvironmentVariable("GROUNDWORK_TEST_API_KEY", null);
        }
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_never_written()
    {
        using var directory = new TestKit.TemporaryDirectory();
        var result = await ChildProcess.RunAsync("head", ["-c", "50000000", "/dev/zero"], new ReadingLimits { ToolFileBytes = 1 << 20 }, CancellationToken.None);
        result.Output.Length.ShouldBe(50_000_000);
        await ChildProcess.RunAsync("dd", ["if=/dev/zero", $"of={directory.File("big")}", "bs=1000000", "count=50"], new ReadingLimits { ToolFileBytes = 1 << 20 }, CancellationToken.None);
        new FileInfo(directory.File("big")).Length.ShouldBeLessThanOrEqualTo(1 << 20);
    }

    [Fact]
    public async Task A_program_that_burns_its_time_is_ended() =>
        (await ShellAsync("while :; do :; done", new ReadingLimits { ToolTimeout = TimeSpan.FromMilliseconds(300) })).Outcome.ShouldBe(ChildOutcome.TimedOut);

    [Fact]
    public async Task A_missing_program_is_an_outcome() =>
        (await ChildProcess.RunAsync("no-such-program-anywhere", [], ReadingLimits.Default, CancellationToken.None)).Outcome.ShouldBe(ChildOutcome.NotInstalled);
}
