using System.Diagnostics;
using System.Globalization;

namespace Groundwork.Documents.Processes;

/// <summary>
/// Runs one external program to its end under limits of time, memory and output. Whatever happens, the process and its children are
/// gone when the call returns.
/// </summary>
internal static class ChildProcess
{
    private const int MaxErrorBytes = 8192;

    // The shell becomes the program (exec), so there is one process to kill. A system that cannot limit memory runs without.
    private const string Limited = "ulimit -v \"$1\" 2>/dev/null; ulimit -c 0 2>/dev/null; shift; exec \"$@\"";

    /// <summary>Runs a program.</summary>
    /// <param name="program">Name, looked up in PATH, or a full path.</param>
    /// <param name="arguments">Passed as they are, never through a shell's parser.</param>
    /// <param name="limits">Time, memory and output.</param>
    /// <param name="cancellationToken">Kills the program.</param>
    public static async Task<ChildResult> RunAsync(string program, IReadOnlyList<string> arguments, ReadingLimits limits, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Find(program) is not { } file) return new ChildResult(ChildOutcome.NotInstalled, 0, [], "");
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true };
        if (OperatingSystem.IsWindows())
        {
            start.FileName = file;
        }
        else
        {
            start.FileName = "/bin/sh";
            foreach (var argument in (ReadOnlySpan<string>)["-c", Limited, "sh", (limits.ToolMemoryBytes / 1024).ToString(CultureInfo.InvariantCulture), file])
                start.ArgumentList.Add(argument);
        }

        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = new Process { StartInfo = start };
        process.Start();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            deadline.CancelAfter(limits.ToolTimeout);
            process.StandardInput.Close();
            var errors = ReadAsync(process.StandardError.BaseStream, MaxErrorBytes, keepReading: true, deadline.Token);
            var (output, isWhole) = await ReadAsync(process.StandardOutput.BaseStream, limits.ToolOutputBytes, keepReading: false, deadline.Token);
            if (!isWhole)
            {
                Kill(process);
                await process.WaitForExitAsync(CancellationToken.None);
                await errors;
                return new ChildResult(ChildOutcome.TooMuchOutput, process.ExitCode, output, "");
            }

            var messages = System.Text.Encoding.UTF8.GetString((await errors).Bytes);
            await process.WaitForExitAsync(deadline.Token);
            return new ChildResult(ChildOutcome.Ended, process.ExitCode, output, messages);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ChildResult(ChildOutcome.TimedOut, 0, [], "");
        }
        finally
        {
            if (!process.HasExited)
            {
                Kill(process);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private static string? Find(string program)
    {
        if (Path.IsPathFullyQualified(program)) return File.Exists(program) ? program : null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var name = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in between.
        }
    }

    private static async Task<(byte[] Bytes, bool IsWhole)> ReadAsync(Stream stream, long maxBytes, bool keepReading, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var chunk = new byte[1 << 14];
        var isWhole = true;
        while (await stream.ReadAsync(chunk, cancellationToken) is var read and > 0)
        {
            var room = (int)Math.Min(read, maxBytes - kept.Length);
            kept.Write(chunk, 0, room);
            if (room == read) continue;
            isWhole = false;
            if (!keepReading) break;
        }

        return (kept.ToArray(), isWhole);
    }
}
