using System.Globalization;

namespace Groundwork.Benchmarks.Macro;

/// <summary>Resident memory of this process, split by what the system could take back.</summary>
/// <param name="AnonymousMb">Heap, stacks and the like: must stay or be swapped.</param>
/// <param name="FileMb">Pages of mapped files: program code and index; dropped under pressure and read again.</param>
/// <param name="PeakMb">Most ever resident, both kinds.</param>
internal sealed record ProcessMemory(double AnonymousMb, double FileMb, double PeakMb)
{
    private const double KilobytesPerMb = 1024;

    public double TotalMb => AnonymousMb + FileMb;

    /// <summary>Linux only; elsewhere all memory counts as anonymous.</summary>
    public static ProcessMemory Now()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        if (!File.Exists("/proc/self/smaps_rollup"))
            return new ProcessMemory(Environment.WorkingSet / KilobytesPerMb / KilobytesPerMb, 0, Environment.WorkingSet / KilobytesPerMb / KilobytesPerMb);
        var (rollup, status) = (File.ReadAllLines("/proc/self/smaps_rollup"), File.ReadAllLines("/proc/self/status"));
        var anonymous = Kilobytes(rollup, "Anonymous:");
        return new ProcessMemory(anonymous / KilobytesPerMb, (Kilobytes(rollup, "Rss:") - anonymous) / KilobytesPerMb, Kilobytes(status, "VmHWM:") / KilobytesPerMb);
    }

    public (string Name, object? Value)[] Fields() => [("rss_mb", TotalMb), ("rss_anon_mb", AnonymousMb), ("rss_file_mb", FileMb), ("rss_peak_mb", PeakMb)];

    private static double Kilobytes(string[] lines, string name) =>
        lines.Where(l => l.StartsWith(name, StringComparison.Ordinal)).Sum(l => double.Parse(l[name.Length..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
}
