using Groundwork.Knowledge.Understanding;

namespace Groundwork.Knowledge.Ranking;

/// <summary>Passages as counts of their words, damped and of length 1.</summary>
internal static class WordVectors
{
    private const int MostCharacters = 4000;

    public static IReadOnlyList<Dictionary<string, double>> Of(IReadOnlyList<Passage> passages) => [.. passages.Select(Of)];

    private static Dictionary<string, double> Of(Passage passage)
    {
        var counts = ContentWords.Of(ContentWords.Head(passage.Chunk.Text, MostCharacters), passage.Language)
            .CountBy(w => w.Stem, StringComparer.Ordinal).ToDictionary(c => c.Key, c => 1 + Math.Log(c.Value), StringComparer.Ordinal);
        var length = Math.Sqrt(counts.Values.Sum(v => v * v));
        foreach (var word in counts.Keys.ToArray()) counts[word] /= length;
        return counts;
    }
}
