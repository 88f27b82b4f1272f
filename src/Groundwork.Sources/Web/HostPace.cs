namespace Groundwork.Sources.Web;

/// <summary>Keeps requests to one host apart.</summary>
internal sealed class HostPace(TimeProvider time)
{
    private readonly Dictionary<string, long> _last = new(StringComparer.Ordinal);

    /// <summary>Waits until the host may be asked again.</summary>
    /// <param name="host">The host.</param>
    /// <param name="delay">Time since the last request to it.</param>
    /// <param name="cancellationToken">Ends the waiting as a cancellation.</param>
    public async Task WaitAsync(string host, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (_last.TryGetValue(host, out var last) && delay - time.GetElapsedTime(last) is var left && left > TimeSpan.Zero) await Task.Delay(left, time, cancellationToken);
        _last[host] = time.GetTimestamp();
    }
}
