using System.Globalization;
using System.Text;

namespace Groundwork.Torture;

/// <summary>Finds what a killed program has left running, by a word in the environment that it handed on.</summary>
internal static class Marked
{
    public const string Variable = "TORTURE_MARKER";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>How many marked processes are there after this time; 0 as soon as there is none. Linux only, elsewhere 0.</summary>
    public static async Task<int> SurvivorsAsync(string marker, TimeSpan patience)
    {
        if (!OperatingSystem.IsLinux()) return 0;
        for (var waited = TimeSpan.Zero; ; waited += Look)
        {
            var count = Count(marker);
            if (count == 0 || waited >= patience) return count;
            await Task.Delay(Look);
        }
    }

    private static int Count(string marker)
    {
        var wanted = Encoding.UTF8.GetBytes($"{Variable}={marker}\0");
        var count = 0;
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out _)) continue;
            try
            {
                if (File.ReadAllBytes(Path.Combine(process, "environ")).AsSpan().IndexOf(wanted) >= 0) count++;
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended in between, or is somebody else's.
            }
        }

        return count;
    }
}
