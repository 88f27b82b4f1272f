using System.Diagnostics;

namespace Groundwork.Benchmarks.Macro;

/// <summary>The longest time a call of each kind took, in milliseconds.</summary>
internal sealed class LongestCall
{
    private readonly Dictionary<string, double> _longest = new(StringComparer.Ordinal);

    public double this[string kind] => _longest.GetValueOrDefault(kind);

    public void Time(string kind, Action call)
    {
        var started = Stopwatch.GetTimestamp();
        call();
        _longest[kind] = Math.Max(this[kind], Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }
}
