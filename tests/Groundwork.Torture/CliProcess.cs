using System.Diagnostics;
using System.Text;

namespace Groundwork.Torture;

/// <summary>A running command of the program under torture.</summary>
internal sealed class CliProcess : IDisposable
{
    /// <summary>Longer than any honest run here: what passes it hangs.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Task<string> _output;
    private readonly Task<string> _error;
    private readonly string _command;

    private CliProcess(Process process, string command)
    {
        _process = process;
        _command = command;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>The command line that was built together with this program.</summary>
    public static string BuiltBeside()
    {
        // artifacts/bin/Groundwork.Torture/release/ → artifacts/bin/Groundwork.Cli/release/
        var here = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.GetFullPath(Path.Combine(here.FullName, "..", "..", "Groundwork.Cli", here.Name, "groundwork-cli.dll"));
    }

    public static CliProcess Start(string cli, string data, params IEnumerable<string> arguments) => StartMarked(cli, data, null, arguments);

    /// <param name="cli">The program.</param>
    /// <param name="data">Its data directory.</param>
    /// <param name="marker">By which its own children are found, see <see cref="Marked"/>; null for none.</param>
    /// <param name="arguments">The command line.</param>
    public static CliProcess StartMarked(string cli, string data, string? marker, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(cli);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("GROUNDWORK_", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(name);
        start.Environment["GROUNDWORK_DATA"] = data;
        if (marker is not null) start.Environment[Marked.Variable] = marker;
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.StandardInput.Close();
        return new CliProcess(process, string.Join(' ', arguments));
    }

    public static async Task<CliResult> RunAsync(string cli, string data, params IEnumerable<string> arguments)
    {
        using var process = Start(cli, data, arguments);
        return await process.EndAsync();
    }

    /// <summary>Runs a command that must succeed.</summary>
    public static async Task<CliResult> MustAsync(string cli, string data, params IEnumerable<string> arguments)
    {
        var result = await RunAsync(cli, data, arguments);
        return result.ExitCode == 0 ? result : throw new TortureException($"\"{string.Join(' ', arguments)}\" must succeed: {result} {result.Output}");
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    /// <returns>False when it had already ended by itself.</returns>
    public bool Kill()
    {
        if (_process.HasExited) return false;
        _process.Kill();
        return true;
    }

    /// <summary>True when the command ended within this time.</summary>
    public async Task<bool> EndsWithinAsync(TimeSpan time)
    {
        using var patience = new CancellationTokenSource(time);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return false;
        }
    }

    public async Task<CliResult> EndAsync(TimeSpan? deadline = null)
    {
        if (!await EndsWithinAsync(deadline ?? Deadline))
        {
            _process.Kill();
            throw new TortureException($"\"{_command}\" hangs: it was still running after {(deadline ?? Deadline).TotalSeconds:F0} s.");
        }

        return new CliResult(_process.ExitCode, await _output, await _error, _watch.Elapsed);
    }

    public void Dispose() => _process.Dispose();
}
