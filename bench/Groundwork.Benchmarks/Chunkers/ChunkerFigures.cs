namespace Groundwork.Benchmarks.Chunkers;

/// <summary>What one chunker gives on one set, or the mean over sets.</summary>
/// <param name="Chunks">Chunks of all documents.</param>
/// <param name="Tokens">Mean estimated tokens of a chunk.</param>
/// <param name="IndexBytes">Size of an index of words alone.</param>
/// <param name="BuildMs">Processor time to cut and index.</param>
/// <param name="Words">Ranking by words alone.</param>
/// <param name="Standard">Ranking by words and what the chunks teach, as a search does when nothing is said.</param>
internal sealed record ChunkerFigures(double Chunks, double Tokens, double IndexBytes, double BuildMs, ChunkerRanking Words, ChunkerRanking Standard)
{
    public static ChunkerFigures Mean(IReadOnlyCollection<ChunkerFigures> all) => new(
        all.Average(one => one.Chunks), all.Average(one => one.Tokens), all.Average(one => one.IndexBytes), all.Average(one => one.BuildMs),
        ChunkerRanking.Mean([.. all.Select(one => one.Words)]), ChunkerRanking.Mean([.. all.Select(one => one.Standard)]));
}
