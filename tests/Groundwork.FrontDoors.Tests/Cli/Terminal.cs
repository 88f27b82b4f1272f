using System.Diagnostics;
using System.Text;
using Groundwork.TestKit;

namespace Groundwork.FrontDoors.Tests.Cli;

/// <summary>A user's shell: a home, a data directory, files, and the built command line as a child process.</summary>
internal sealed class Terminal : IDisposable
{
    // Only a command that would hang for ever meets this.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly TemporaryDirectory _folder = new();
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    public Terminal()
    {
        Directory.CreateDirectory(_folder.File("home"));
        _environment["HOME"] = _folder.File("home");
        _environment["GROUNDWORK_DATA"] = Data;
    }

    /// <summary>The command line that was built together with these tests.</summary>
    public static string Program { get; } = ProgramPath();

    public string Root => _folder.Path;

    public string Data => _folder.File("data");

    public string File(string name) => _folder.File(name);

    public string Write(string name, string content) => _folder.Write(name, content);

    public string Write(string name, byte[] content) => _folder.Write(name, content);

    /// <summary>chmod, where there is such a thing.</summary>
    public static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(path, mode);
    }

    public Terminal With(string variable, string? value)
    {
        if (value is null) _environment.Remove(variable);
        else _environment[variable] = value;
        return this;
    }

    public Task<Ran> RunAsync(params string[] arguments) => RunAsync([], arguments);

    /// <param name="prefix">A program that runs the command line, like setpriv, with its arguments.</param>
    /// <param name="arguments">Arguments of the command line.</param>
    public async Task<Ran> RunAsync(string[] prefix, string[] arguments)
    {
        using var process = Start(prefix, arguments);
        return await EndAsync(process);
    }

    /// <summary>Starts a command that the test talks to while it runs.</summary>
    public Running Start(params string[] arguments) => Start([], arguments);

    /// <summary>Waits for a command.</summary>
    public static async Task<Ran> EndAsync(Running running)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await running.Process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException late)
        {
            running.Process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The command hangs: {string.Join(' ', running.Process.StartInfo.ArgumentList)}", late);
        }

        return new Ran(running.Process.ExitCode, await running.Output, await running.Error, await running.PeakBytes);
    }

    public void Dispose() => _folder.Dispose();

    private Running Start(string[] prefix, string[] arguments)
    {
        // Whoever runs the tests in the background ignores SIGINT, and children would inherit that.
        string[] line = [.. OperatingSystem.IsLinux() ? (string[])["env", "--default-signal=INT"] : [], .. prefix, "dotnet", Program, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = Root,
            StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("GROUNDWORK_", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(name);
        foreach (var (name, value) in _environment) start.Environment[name] = value;
        return new Running(Process.Start(start)!);
    }

    private static string ProgramPath()
    {
        // artifacts/bin/Groundwork.FrontDoors.Tests/release/ → artifacts/bin/Groundwork.Cli/release/
        var here = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(Repository.Root, "artifacts", "bin", "Groundwork.Cli", here.Name, "groundwork-cli.dll");
    }
}
