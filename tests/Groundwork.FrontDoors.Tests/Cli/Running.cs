using System.Diagnostics;
using System.Globalization;

namespace Groundwork.FrontDoors.Tests.Cli;

/// <summary>A command that runs.</summary>
internal sealed class Running : IDisposable
{
    public Running(Process process)
    {
        Process = process;
        process.StandardInput.Close();
        Output = process.StandardOutput.ReadToEndAsync();
        Error = process.StandardError.ReadToEndAsync();
        PeakBytes = WatchAsync(process);
    }

    public Process Process { get; }

    public Task<string> Output { get; }

    public Task<string> Error { get; }

    /// <summary>Largest resident memory that was seen; 0 where it cannot be seen.</summary>
    public Task<long> PeakBytes { get; }

    /// <summary>Ctrl-C.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -INT {Process.Id}")]);
        kill.WaitForExit();
    }

    public void Dispose() => Process.Dispose();

    // VmHWM is the kernel's own high-water mark, so the last value read is the peak up to then.
    private static async Task<long> WatchAsync(Process process)
    {
        var peak = 0L;
        var status = string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/status");
        while (!process.HasExited && File.Exists(status))
        {
            try
            {
                var line = (await File.ReadAllLinesAsync(status)).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
                if (line is not null) peak = Math.Max(peak, 1024 * long.Parse(line.AsSpan(6, line.Length - 8).Trim(), CultureInfo.InvariantCulture));
            }
            catch (IOException)
            {
                break; // It ended just now.
            }

            await Task.Delay(20);
        }

        return peak;
    }
}
