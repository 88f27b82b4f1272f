namespace Groundwork.UseCases;

/// <summary>A finished batch.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Queries">Questions answered.</param>
/// <param name="Output">File that was written.</param>
/// <param name="P50Ms">Median milliseconds per question.</param>
/// <param name="P95Ms">95th percentile of milliseconds per question.</param>
/// <param name="ElapsedMs">Milliseconds in all.</param>
public sealed record BatchReply(string Collection, int Queries, string Output, double P50Ms, double P95Ms, long ElapsedMs)
{
    internal static BatchReply Of(string collection, string output, List<double> timesMs, long elapsedMs)
    {
        timesMs.Sort();
        return new BatchReply(collection, timesMs.Count, Path.GetFullPath(output), Percentile(timesMs, 0.5), Percentile(timesMs, 0.95), elapsedMs);
    }

    // Nearest rank: the smallest time that at least this share of questions stayed within.
    private static double Percentile(List<double> ascending, double share) =>
        ascending.Count == 0 ? 0 : Math.Round(ascending[Math.Max(0, (int)Math.Ceiling(share * ascending.Count) - 1)], 3);
}
