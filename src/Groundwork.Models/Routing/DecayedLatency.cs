namespace Groundwork.Models.Routing;

/// <summary>How long a target lately took. A measure loses half its weight in two minutes, so that a target that was slow is looked at again.</summary>
internal sealed class DecayedLatency(TimeProvider time)
{
    private const double Newest = 0.3;
    private const double HalfLifeSeconds = 120;

    private readonly Lock _gate = new();
    private double _seconds;
    private long _measuredAt;
    private bool _isKnown;

    /// <summary>Takes in one measure.</summary>
    public void Observe(TimeSpan latency)
    {
        lock (_gate)
        {
            _seconds = _isKnown ? _seconds + (Newest * (latency.TotalSeconds - _seconds)) : latency.TotalSeconds;
            _measuredAt = time.GetTimestamp();
            _isKnown = true;
        }
    }

    /// <summary>Expected seconds; 0 for a target that was never measured, which is therefore asked first.</summary>
    public double Expected()
    {
        lock (_gate)
            return _isKnown ? _seconds * Math.Pow(2, -time.GetElapsedTime(_measuredAt).TotalSeconds / HalfLifeSeconds) : 0;
    }
}
