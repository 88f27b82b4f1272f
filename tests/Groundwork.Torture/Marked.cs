using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Groundwork.Torture;

/// <summary>Finds what a killed program has left running, by a word in the environment that it handed on.</summary>
internal static class Marked
{
    public const string Variable = "TORTURE_MARKER";

    /// <summary>How many marked processes are there after this time; 0 as soon as there is none. Linux only, elsewhere 0.</summary>
    public static async Task<int> SurvivorsAsync(string marker, TimeSpan patience)
    {
        if (!OperatingSystem.IsLinux()) return 0;
        using var end = new CancellationTokenSource(patience);
        while (Find(marker) is { Count: > 0 } left)
        {
            try
            {
                foreach (var id in left)
                {
                    using var process = Process.GetProcessById(id);
                    await process.WaitForExitAsync(end.Token);
                }
            }
            catch (ArgumentException)
            {
                // It ended in between.
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                return Find(marker).Count;
            }
        }

        return 0;
    }

    private static List<int> Find(string marker)
    {
        var wanted = Encoding.UTF8.GetBytes($"{Variable}={marker}\0");
        var found = new List<int>();
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            try
            {
                if (File.ReadAllBytes(Path.Combine(process, "environ")).AsSpan().IndexOf(wanted) >= 0) found.Add(id);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended in between, or is somebody else's.
            }
        }

        return found;
    }
}
