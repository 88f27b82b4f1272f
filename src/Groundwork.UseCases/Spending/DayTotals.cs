namespace Groundwork.UseCases.Spending;

/// <summary>Totals of the lines of one batch that belong together.</summary>
internal sealed class DayTotals
{
    public long Requests { get; private set; }

    public long Input { get; private set; }

    public long Output { get; private set; }

    public long Cached { get; private set; }

    public long Cost { get; private set; }

    /// <summary>Tokens of answers whose first content was seen, and the microseconds from there to the end.</summary>
    public long StreamedTokens { get; private set; }

    public long StreamedMicroseconds { get; private set; }

    public Dictionary<(string Measure, long Bucket), long> Latencies { get; } = [];

    /// <summary>Adds a line, or takes it away.</summary>
    /// <param name="line">The line.</param>
    /// <param name="sign">1 or −1.</param>
    public void Add(LedgerLine line, int sign)
    {
        Requests += sign;
        Input += sign * line.Usage.Input;
        Output += sign * line.Usage.Output;
        Cached += sign * line.Usage.CachedInput;
        Cost += sign * line.Cost.NanoUsd;
        if (line.Duration is not { } duration) return;
        Count("duration", duration, sign);
        if (line.FirstToken is not { } first) return;
        Count("first", first, sign);
        if (duration <= first) return;
        StreamedTokens += sign * line.Usage.Output;
        StreamedMicroseconds += sign * (long)(duration - first).TotalMicroseconds;
    }

    private void Count(string measure, TimeSpan time, int sign)
    {
        var bucket = (measure, LatencyBuckets.Of(time));
        Latencies[bucket] = Latencies.GetValueOrDefault(bucket) + sign;
    }
}
