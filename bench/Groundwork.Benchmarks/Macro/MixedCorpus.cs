using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Groundwork.Language;
using Groundwork.Search;

namespace Groundwork.Benchmarks.Macro;

/// <summary>
/// Any number of chunks with text and vectors that belong together, made of the real passages behind a set of vectors (<c>SET.textid.i32</c> says
/// which). The first as many are the passages themselves. Every further one mixes two: the title and the first three fifths of the words of one,
/// the last two fifths of the words of another; its vector is 0.8 of the one, 0.4 of the other and noise of length 0.25, scaled to length 1. The
/// vocabulary is that of the passages and does not grow with the number of chunks, which real collections would not do.
/// </summary>
internal sealed class MixedCorpus
{
    private const float FirstShare = 0.8f;
    private const float SecondShare = 0.4f;
    private const float NoiseLength = 0.25f;
    private const float QueryNoiseLength = 0.35f;
    private const int Labels = 50;
    private const ulong QuerySeed = 1UL << 48;

    private readonly VectorSet _vectors;
    private readonly Passage[] _passages;

    private MixedCorpus(VectorSet vectors, Passage[] passages) => (_vectors, _passages) = (vectors, passages);

    public int Dimensions => _vectors.Dimensions;

    public IndexOptions Options => new(Passage.Fields, new VectorSpace("mixed", Dimensions, Similarity.Cosine));

    public static MixedCorpus Load(string folder, string set)
    {
        var vectors = VectorSet.Load(folder, set);
        vectors.Row(0);
        var passages = TextSet.LoadPassages(folder);
        return new MixedCorpus(vectors, [.. MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(Path.Combine(folder, set + ".textid.i32"))).ToArray().Select(id => passages[id])]);
    }

    public IndexEntry Entry(int chunk)
    {
        var passage = _passages[chunk % _passages.Length];
        var text = passage.Text;
        if (chunk >= _passages.Length)
        {
            var other = _passages[Other(chunk)].Text;
            text = string.Concat(text.AsSpan(0, AtWord(text, text.Length * 3 / 5)), " ", other.AsSpan(AtWord(other, other.Length * 3 / 5)));
        }

        var fields = new Dictionary<string, FieldValue>(StringComparer.Ordinal)
        {
            [Passage.TitleField] = new FieldValue.Text(passage.Title, LanguageCode.English),
            [Passage.BodyField] = new FieldValue.Text(text, LanguageCode.English),
            ["attr"] = new FieldValue.Number(Mix((ulong)chunk + 7) % 1000),
            ["label"] = new FieldValue.Keywords([$"team-{Mix((ulong)chunk + 11) % Labels}"]),
        };
        return new IndexEntry(Engine.Key(chunk), fields, Vector(chunk));
    }

    public float[] Vector(int chunk)
    {
        var vector = _vectors.Row(chunk % _passages.Length).ToArray();
        if (chunk < _passages.Length) return vector;
        TensorPrimitives.Multiply(vector, FirstShare, vector);
        TensorPrimitives.MultiplyAdd(_vectors.Row(Other(chunk)).Span, SecondShare, vector, vector);
        return Noisy(vector, (ulong)chunk, NoiseLength);
    }

    /// <summary>Title words of a passage with a vector near to it: the queries of the text set whose document has a vector.</summary>
    public IReadOnlyList<MixedQuery> Queries(string folder)
    {
        var rows = new Dictionary<int, int>();
        for (var row = 0; row < _passages.Length; row++) rows.TryAdd(_passages[row].Document, row);
        return
        [
            .. TextSet.LoadQueries(folder).Where(q => rows.ContainsKey(q.Document))
                .Select((q, i) => new MixedQuery(q.Text, Noisy(_vectors.Row(rows[q.Document]).ToArray(), QuerySeed + (ulong)i, QueryNoiseLength))),
        ];
    }

    private static float[] Noisy(float[] vector, ulong seed, float length)
    {
        // Uniform in −1..1 has a variance of a third.
        var scale = length * MathF.Sqrt(3f / vector.Length) / (1 << 23);
        var state = Mix(seed + 1);
        for (var i = 0; i < vector.Length; i++)
        {
            state = (state * 6364136223846793005UL) + 1442695040888963407UL;
            vector[i] += ((int)(state >> 40) - (1 << 23)) * scale;
        }

        TensorPrimitives.Divide(vector, TensorPrimitives.Norm(vector), vector);
        return vector;
    }

    // SplitMix64, Steele, Lea and Flood 2014.
    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15UL;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }

    private static int AtWord(string text, int from)
    {
        var space = text.IndexOf(' ', from);
        return space < 0 ? text.Length : space;
    }

    private int Other(int chunk) => (int)(Mix((ulong)chunk) % (ulong)_passages.Length);
}
