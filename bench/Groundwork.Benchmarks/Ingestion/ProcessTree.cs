using System.Globalization;

namespace Groundwork.Benchmarks.Ingestion;

/// <summary>Memory of a process and all that it started, as Linux shows it.</summary>
internal static class ProcessTree
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

    /// <summary>The most bytes that the processes together hold resident, looked at twenty times a second. What they share counts once (proportional set size).</summary>
    /// <returns>That, and how many of them were the processes' own at that moment; the rest are pages of files, which the system can take back.</returns>
    public static async Task<(long Bytes, long OwnBytes)> PeakAsync(int root, CancellationToken ended)
    {
        var peak = (Bytes: 0L, OwnBytes: 0L);
        try
        {
            using var timer = new PeriodicTimer(s_interval);
            while (await timer.WaitForNextTickAsync(ended))
            {
                var now = Resident(root);
                if (now.Bytes > peak.Bytes) peak = now;
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }

        return peak;
    }

    private static (long Bytes, long OwnBytes) Resident(int root)
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Read(Path.Combine(folder, "stat")) is { } stat)
                parents[id] = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        var pages = parents.Keys.Where(id => Descends(id, root, parents)).Select(id => Read($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/smaps_rollup")).OfType<string>().ToList();
        return (pages.Sum(p => Bytes(p, "Pss:")), pages.Sum(p => Bytes(p, "Pss_Anon:")));
    }

    private static long Bytes(string pages, string name)
    {
        var line = pages.Split('\n').FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
        return line is null ? 0 : 1024 * long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }

    private static bool Descends(int id, int root, Dictionary<int, int> parents)
    {
        for (; id > 1; id = parents.GetValueOrDefault(id))
            if (id == root) return true;
        return false;
    }

    // Processes come and go while they are looked at.
    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
