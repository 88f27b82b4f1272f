namespace Groundwork.UseCases.Spending;

/// <summary>Times as counts in buckets that grow by a twentieth, so that any percentile is told to 2.5 % out of a few hundred numbers.</summary>
/// <remarks>Masson, Rim and Lee 2019 (DDSketch), section 2.1.</remarks>
internal static class LatencyBuckets
{
    private const double Growth = 1.05;

    /// <summary>The bucket of a time in microseconds.</summary>
    public static long Of(TimeSpan time) => (long)Math.Ceiling(Math.Log(Math.Max(1, time.TotalMicroseconds)) / Math.Log(Growth));

    /// <summary>A percentile in milliseconds; null where nothing was counted.</summary>
    /// <param name="counts">Count by bucket.</param>
    /// <param name="share">0..1.</param>
    public static double? PercentileMs(IReadOnlyDictionary<long, long> counts, double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * counts.Values.Sum()));
        foreach (var (bucket, count) in counts.OrderBy(static c => c.Key))
        {
            rank -= count;
            if (rank <= 0) return 2 * Math.Pow(Growth, bucket) / (1 + Growth) / 1000;
        }

        return null;
    }
}
