using System.Diagnostics;

namespace Groundwork.Benchmarks.Macro;

/// <summary>One pass over queries, timed one by one.</summary>
/// <param name="Count">Queries.</param>
/// <param name="Qps">Queries a second of wall time.</param>
/// <param name="CpuQps">Queries a second of the process's processor time, all threads together.</param>
/// <param name="P50Ms">Median.</param>
/// <param name="P99Ms">99th percentile.</param>
/// <param name="LongestMs">Slowest.</param>
internal sealed record Pass(int Count, double Qps, double CpuQps, double P50Ms, double P99Ms, double LongestMs)
{
    public static Pass Over(int count, Action<int> ask)
    {
        var times = new double[count];
        var (wall, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        for (var i = 0; i < count; i++)
        {
            var started = Stopwatch.GetTimestamp();
            ask(i);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        var (seconds, busy) = (Stopwatch.GetElapsedTime(wall).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        return Of(times, seconds, busy);
    }

    /// <summary>Passes that do not count, until the runtime has compiled what is hot: at least some, and as long as each is clearly faster than those before.</summary>
    public static void Warm(int count, Action<int> ask)
    {
        const int Least = 6;
        const int WithoutGain = 4;
        const double Gain = 1.03;
        var (best, since) = (0.0, 0);
        var clock = Stopwatch.StartNew();
        for (var pass = 0; (pass < Least || since < WithoutGain) && clock.Elapsed < TimeSpan.FromSeconds(20); pass++)
        {
            var speed = Over(count, ask).CpuQps;
            (best, since) = speed > best * Gain ? (speed, 0) : (Math.Max(best, speed), since + 1);
        }
    }

    public static Pass Of(double[] timesMs, double seconds, double cpuSeconds)
    {
        Array.Sort(timesMs);
        return new Pass(timesMs.Length, timesMs.Length / seconds, timesMs.Length / Math.Max(1e-9, cpuSeconds), timesMs[timesMs.Length / 2], timesMs[timesMs.Length * 99 / 100], timesMs[^1]);
    }

    /// <summary>The fields of a line: the median pass by speed, with the slowest and fastest beside it.</summary>
    public static (string Name, object? Value)[] Fields(IEnumerable<Pass> passes)
    {
        var sorted = passes.OrderBy(p => p.Qps).ToArray();
        var middle = sorted[sorted.Length / 2];
        return
        [
            ("qps", middle.Qps), ("qps_min", sorted[0].Qps), ("qps_max", sorted[^1].Qps), ("cpu_qps", middle.CpuQps),
            ("p50_ms", middle.P50Ms), ("p99_ms", middle.P99Ms), ("max_ms", sorted.Max(p => p.LongestMs)),
        ];
    }
}
