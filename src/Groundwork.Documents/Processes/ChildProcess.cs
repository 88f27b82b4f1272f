using System.Diagnostics;
using System.Globalization;

namespace Groundwork.Documents.Processes;

/// <summary>
/// Runs one external program to its end under limits of time, memory, CPU, output and file size. Whatever happens, the process and its children
/// are gone when the call returns. It sees a few named variables of the environment and nothing else: no key or password reaches it.
/// </summary>
internal static class ChildProcess
{
    private const int MaxErrorBytes = 8192;

    // What poppler, tesseract and the system's loader need to find their own files.
    private static readonly string[] s_passedVariables = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TESSDATA_PREFIX", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "SystemRoot"];

    // The shell becomes the program (exec), so there is one process to kill; setsid makes it the leader of a group of its own without another
    // process. A system that lacks one of these limits runs without it. CPU seconds, then 512-byte blocks of any file it writes.
    private const string Limited =
        "ulimit -v \"$1\" 2>/dev/null; ulimit -t \"$2\" 2>/dev/null; ulimit -f \"$3\" 2>/dev/null; ulimit -c 0 2>/dev/null; shift 3; " +
        "if command -v setsid >/dev/null 2>&1; then exec setsid \"$@\"; else exec \"$@\"; fi";

    private const int KilledAtCpuLimit = 128 + 24, KilledAtFileLimit = 128 + 25;

    /// <summary>Runs a program and keeps what it prints.</summary>
    /// <param name="program">Name, looked up in PATH, or a full path.</param>
    /// <param name="arguments">Passed as they are, never through a shell's parser.</param>
    /// <param name="limits">Time, memory and output.</param>
    /// <param name="cancellationToken">Kills the program.</param>
    /// <param name="folder">Working folder, and the place of its temporary files; null for the system's.</param>
    public static async Task<ChildResult> RunAsync(
        string program, IReadOnlyList<string> arguments, ReadingLimits limits, CancellationToken cancellationToken, string? folder = null)
    {
        using var kept = new MemoryStream();
        var result = await RunAsync(program, arguments, limits, async (output, token) => await output.CopyToAsync(kept, token), cancellationToken, folder);
        return result with { Output = kept.ToArray() };
    }

    /// <summary>Runs a program and hands its output on while it comes.</summary>
    /// <param name="program">Name, looked up in PATH, or a full path.</param>
    /// <param name="arguments">Passed as they are, never through a shell's parser.</param>
    /// <param name="limits">Time, memory and output.</param>
    /// <param name="consume">Reads the output; it ends early at the output limit, which the outcome tells.</param>
    /// <param name="cancellationToken">Kills the program.</param>
    /// <param name="folder">Working folder, and the place of its temporary files; null for the system's.</param>
    public static async Task<ChildResult> RunAsync(
        string program, IReadOnlyList<string> arguments, ReadingLimits limits, Func<Stream, CancellationToken, Task> consume, CancellationToken cancellationToken, string? folder = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Find(program) is not { } file) return new ChildResult(ChildOutcome.NotInstalled, 0, [], "");
        using var process = new Process { StartInfo = Start(file, arguments, limits, folder) };
        process.Start();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            deadline.CancelAfter(limits.ToolTimeout);
            process.StandardInput.Close();
            var errors = FirstBytesAsync(process.StandardError.BaseStream, deadline.Token);
            var output = new LimitedOutput(process.StandardOutput.BaseStream, limits.ToolOutputBytes);
            await consume(output, deadline.Token);
            if (output.WasCut)
            {
                Kill(process);
                await process.WaitForExitAsync(CancellationToken.None);
                await errors;
                return new ChildResult(ChildOutcome.TooMuchOutput, process.ExitCode, [], "");
            }

            var messages = System.Text.Encoding.UTF8.GetString(await errors);
            await process.WaitForExitAsync(deadline.Token);
            return process.ExitCode switch
            {
                KilledAtCpuLimit => new ChildResult(ChildOutcome.TimedOut, 0, [], ""),
                KilledAtFileLimit => new ChildResult(ChildOutcome.TooMuchOutput, 0, [], ""),
                var code => new ChildResult(ChildOutcome.Ended, code, [], messages),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && deadline.IsCancellationRequested)
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

    private static ProcessStartInfo Start(string file, IReadOnlyList<string> arguments, ReadingLimits limits, string? folder)
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true };
        if (OperatingSystem.IsWindows())
        {
            start.FileName = file;
        }
        else
        {
            start.FileName = "/bin/sh";
            var cpuSeconds = (long)Math.Ceiling(limits.ToolTimeout.TotalSeconds) + 1;
            foreach (var argument in (ReadOnlySpan<string>)["-c", Limited, "sh", Text(limits.ToolMemoryBytes / 1024), Text(cpuSeconds), Text((limits.ToolFileBytes + 511) / 512), file])
                start.ArgumentList.Add(argument);
        }

        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var passed = s_passedVariables.Select(name => (name, Value: Environment.GetEnvironmentVariable(name))).Where(variable => variable.Value is not null).ToList();
        start.Environment.Clear();
        foreach (var (name, value) in passed) start.Environment[name] = value;
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["TZ"] = "UTC";
        // One program is one thread's worth of work: documents are read side by side already.
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        if (folder is null) return start;
        start.WorkingDirectory = folder;
        foreach (var name in (ReadOnlySpan<string>)["TMPDIR", "TEMP", "TMP", "HOME"]) start.Environment[name] = folder;
        return start;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where a program lies; null when it is not installed.</summary>
    public static string? Find(string program)
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
            ProcessGroup.Kill(process.Id);
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in between.
        }
    }

    private static async Task<byte[]> FirstBytesAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var chunk = new byte[1 << 14];
        while (await stream.ReadAsync(chunk, cancellationToken) is var read and > 0) kept.Write(chunk, 0, (int)Math.Min(read, MaxErrorBytes - kept.Length));
        return kept.ToArray();
    }
}
