using System.Globalization;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>Looks at the machine's memory and, where there is one, at the limit of the control group that this process lives in.</summary>
/// <param name="root">Where the system's files lie: <c>/</c>, or a folder that imitates it.</param>
/// <param name="runtime">What the runtime says: bytes at which it calls memory short, of how many. It knows all systems, but only at its last collection.</param>
internal sealed class SystemMemoryProbe(string root, Func<(long Threshold, long Total, long Load)> runtime) : IMemoryProbe
{
    // Of a limit that kills, a tenth is kept free.
    private const double LimitShare = 0.9;
    private const double LeastShare = 0.5;

    /// <summary>The probe of this machine.</summary>
    public static SystemMemoryProbe OfThisMachine { get; } = new("/", () =>
    {
        var info = GC.GetGCMemoryInfo();
        return (info.HighMemoryLoadThresholdBytes, info.TotalAvailableMemoryBytes, info.MemoryLoadBytes);
    });

    /// <inheritdoc />
    public string? Shortage() => ControlGroup() ?? Machine();

    // Version 2 first, then version 1: https://docs.kernel.org/admin-guide/cgroup-v2.html, -v1/memory.html.
    private string? ControlGroup() =>
        Group("sys/fs/cgroup", "memory.max", "memory.current", "inactive_file ")
        ?? Group("sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file ");

    private string? Group(string folder, string limitFile, string usageFile, string reclaimable)
    {
        if (Number(Read(folder, limitFile)) is not { } limit || Number(Read(folder, usageFile)) is not { } usage) return null;

        // Pages of files that were read are given back without a loss.
        var used = usage - (Read(folder, "memory.stat") is { } stat ? Field(stat, reclaimable) ?? 0 : 0);
        return used > limit * LimitShare ? Say("its limit of", used, limit) : null;
    }

    private string? Machine()
    {
        var (threshold, total, load) = runtime();
        if (total <= 0) return null;
        var share = Math.Clamp((double)threshold / total, LeastShare, 1);
        if (Read("proc", "meminfo") is { } memory && Field(memory, "MemTotal:") is { } all && Field(memory, "MemAvailable:") is { } available)
            return all - available > all * share ? Say("the machine's", (all - available) << 10, all << 10) : null;
        return load > threshold ? Say("the machine's", load, total) : null;
    }

    private string? Read(string folder, string name)
    {
        try
        {
            return File.ReadAllText(Path.Combine(root, folder, name));
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return null; // Another system, or no such limit.
        }
    }

    private static long? Field(string text, string name)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
            if (line.StartsWith(name, StringComparison.Ordinal))
                return Number(line[name.Length..].ToString().Replace("kB", "", StringComparison.Ordinal));
        return null;
    }

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Say(string whose, long used, long all) =>
        string.Create(CultureInfo.InvariantCulture, $"Memory is short: {used >> 20} MiB of {whose} {all >> 20} MiB are in use.");
}
