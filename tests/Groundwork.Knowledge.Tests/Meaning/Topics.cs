using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge.Tests.Meaning;

/// <summary>
/// Chunks about made-up topics. Every topic has its own words; two of them, the twins, never stand in one chunk but among the same others.
/// </summary>
internal static class Topics
{
    private static readonly string[] s_syllables = ["ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve"];

    /// <summary>A word of a topic; the same for the same numbers.</summary>
    public static string Word(int topic, int word) => s_syllables[topic % 12] + s_syllables[(topic / 12) % 12] + s_syllables[word % 12] + s_syllables[word / 12 % 12] + "k";

    public static string TwinOf(int topic, bool isSecond) => Word(topic, isSecond ? 101 : 100);

    public static string Text(int topic, int chunk)
    {
        var chance = new Random((topic * 1000) + chunk);
        return string.Join(' ', Enumerable.Range(0, 12).Select(_ => Word(topic, chance.Next(20))).Append(TwinOf(topic, chunk % 2 == 0)));
    }

    public static IReadOnlyList<ChunkRecord> Chunks(int topics, int each, string language = "en") =>
        [.. Enumerable.Range(0, topics * each).Select(i => Chunk($"t{i % topics}-{i / topics}", Text(i % topics, i / topics), language))];

    public static ChunkRecord Chunk(string id, string text, string language = "en") => new(
        new Chunk(new ChunkId(id), new DocumentId(id), ContentHash.OfText(text), 0, new TextSpan(0, text.Length), text, []),
        string.Empty, id, "text/plain", new LanguageCode(language), new Dictionary<string, MetadataValue>(StringComparer.Ordinal));

    public static async Task<FittedEmbedder?> FitAsync(IReadOnlyList<ChunkRecord> chunks, FittingOptions? options = null) =>
        await FittedEmbedder.FitAsync(Stream(chunks), chunks.Count, options ?? new FittingOptions { LeastChunks = 2, Dimensions = 16 }, null, default);

    public static async IAsyncEnumerable<ChunkRecord> Stream(IEnumerable<ChunkRecord> chunks)
    {
        await Task.Yield();
        foreach (var chunk in chunks) yield return chunk;
    }

    public static async Task<float[]> VectorAsync(FittedEmbedder embedder, string text) => (await embedder.GenerateAsync([text]))[0].Vector.ToArray();

    public static float Cosine(float[] left, float[] right) => System.Numerics.Tensors.TensorPrimitives.Dot<float>(left, right);
}
