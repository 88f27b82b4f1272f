namespace Groundwork.UseCases;

/// <summary>Which sources to bring a collection level with.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Sources">Names of registered sources; null or none for all, and for what was pushed.</param>
/// <param name="DryRun">True tells what would change and writes nothing.</param>
/// <param name="RetryFailed">Reads what failed before also when it is the same.</param>
/// <param name="MaxGonePercent">Most of a source's known things that may be gone, 0..100; when more are, nothing is done about the source.</param>
/// <param name="AllowGone">True takes away what is gone, however much it is.</param>
public sealed record SyncRequest(
    string Collection = "default", IReadOnlyList<string>? Sources = null, bool DryRun = false, bool RetryFailed = false, int MaxGonePercent = 50, bool AllowGone = false);
