using System.Diagnostics;
using System.Text;
using Groundwork.TestKit;

namespace Groundwork.FrontDoors.Tests.Torture;

/// <summary>A minute of the torture program; docs/guides/torture.md tells how to let it run for hours.</summary>
public sealed class SmokeTests
{
    [Fact]
    public Task Kills_at_several_moments_lose_nothing() => TortureAsync("crash", "--seed", "1", "--trials", "3", "--files", "24", "--records", "60");

    [Fact]
    public Task An_ingestion_that_is_killed_again_and_again_comes_to_the_same_end() => TortureAsync("ingest", "--seed", "1", "--trials", "6", "--files", "60", "--hostile", "12");

    [Fact]
    public Task Fifty_spoiled_files_break_nothing() => TortureAsync("fuzz", "--seed", "1", "--inputs", "50");

    [Fact]
    public Task The_engine_survives_two_hundred_failures_of_its_disk() => TortureAsync("engine", "--seed", "1", "--points", "200");

    private static async Task TortureAsync(params string[] arguments)
    {
        var here = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "Groundwork.Torture", here.Name, "groundwork-torture.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();

        // The output begins with the seed that replays it.
        process.ExitCode.ShouldBe(0, await output + await error);
    }
}
