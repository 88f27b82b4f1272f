using System.Diagnostics;
using Groundwork.TestKit;

namespace Groundwork.FrontDoors.Tests.Cli;

public sealed class ScriptStories : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task Starting_again_without_a_change_does_not_build()
    {
        Checkout(isBuilt: true);
        var stamp = _folder.File("artifacts/app/.built");
        var built = File.GetLastWriteTimeUtc(stamp);
        var (exitCode, output, error) = await RunAsync("--version");
        (exitCode, output).ShouldBe((0, "ran groundwork-cli.dll --version\n"), error);
        error.ShouldBeEmpty();
        File.GetLastWriteTimeUtc(stamp).ShouldBe(built);
    }

    [UnixFact]
    public async Task A_changed_source_is_built_once()
    {
        Checkout(isBuilt: true);
        _folder.Write("src/New.cs", "// newer than the stamp");
        File.SetLastWriteTimeUtc(_folder.File("src/New.cs"), File.GetLastWriteTimeUtc(_folder.File("artifacts/app/.built")).AddSeconds(-1));
        (await RunAsync("x")).Error.ShouldBeEmpty("it is older than the build");
        File.SetLastWriteTimeUtc(_folder.File("src/New.cs"), File.GetLastWriteTimeUtc(_folder.File("artifacts/app/.built")).AddSeconds(1));
        (await RunAsync("x")).Error.ShouldContain("Building Groundwork");
    }

    [UnixFact]
    public async Task Without_the_SDK_I_am_told_how_to_get_it()
    {
        Checkout(isBuilt: false);
        File.Delete(_folder.File("bin/dotnet"));
        var (exitCode, output, error) = await RunAsync("--version");
        exitCode.ShouldBe(1);
        output.ShouldBeEmpty();
        error.ShouldContain(".NET 10 SDK");
        error.ShouldContain("https://dotnet.microsoft.com/");
    }

    // A checkout in small: the real script, one source, and a dotnet that only says what it was asked to run.
    private void Checkout(bool isBuilt)
    {
        File.Copy(Path.Combine(Repository.Root, "groundwork"), _folder.File("groundwork"));
        foreach (var file in new[] { "src/A.cs", "content/a.md", "Directory.Build.props", "global.json", "BannedSymbols.txt" }) _folder.Write(file, "x");
        _folder.Write("bin/dotnet", """
            #!/usr/bin/env bash
            case $1 in
              --list-sdks) echo "10.0.100 [/sdk]" ;;
              publish) while [ $# -gt 0 ]; do if [ "$1" = -o ]; then mkdir -p "$2"; touch "$2/groundwork-cli.dll"; fi; shift; done ;;
              *) echo "ran $(basename "$1") ${*:2}" ;;
            esac
            """);
        const UnixFileMode Executable = (UnixFileMode)0b111_101_101;
        foreach (var file in new[] { "groundwork", "bin/dotnet" })
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder.File(file), Executable);
        foreach (var tool in new[] { "bash", "env", "dirname", "basename", "readlink", "find", "mkdir", "rm", "mv", "touch", "grep", "cut", "tr", "flock", "sort", "head", "tail" })
            if (new[] { "/usr/bin/", "/bin/" }.Select(folder => folder + tool).FirstOrDefault(File.Exists) is { } path) File.CreateSymbolicLink(_folder.File(Path.Combine("bin", tool)), path);
        if (isBuilt) _folder.Write("artifacts/app/.built", string.Empty);
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(_folder.File("groundwork"), arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = _folder.File("bin");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
