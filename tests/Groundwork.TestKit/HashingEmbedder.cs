using System.Text;
using Microsoft.Extensions.AI;

namespace Groundwork.TestKit;

/// <summary>
/// Embeddings without a model: words and their character trigrams, hashed with signs to a fixed number of dimensions and brought to length
/// 1. Texts that share words, or parts of words, are near each other; the same text and name give the same vector on every machine.
/// </summary>
/// <remarks>Feature hashing: Weinberger et al. 2009, "Feature Hashing for Large Scale Multitask Learning", section 2.</remarks>
public sealed class HashingEmbedder : IEmbeddingGenerator<string, Embedding<float>>
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;
    private const float WordWeight = 1f;
    private const float TrigramWeight = 0.35f;

    private readonly ulong _seed;
    private readonly EmbeddingGeneratorMetadata _metadata;

    /// <param name="name">The model's name; another name gives another space.</param>
    /// <param name="dimensions">Length of each vector, ≥ 2.</param>
    public HashingEmbedder(string name = "hashing", int dimensions = 256)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 2);
        Name = name;
        Dimensions = dimensions;
        _seed = Hash(FnvOffset, name);
        _metadata = new EmbeddingGeneratorMetadata("hashing", providerUri: null, name, dimensions);
    }

    public string Name { get; }

    public int Dimensions { get; }

    /// <summary>The vector of one text, of length 1; a text without letters or digits is hashed as a whole.</summary>
    public float[] Embed(string text)
    {
        var vector = new float[Dimensions];
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark)
                word.Append(Rune.ToLowerInvariant(rune));
            else
                AddWord(vector, word);
        }

        AddWord(vector, word);
        if (Length(vector) == 0)
            Add(vector, text, 1f);
        var length = Length(vector);
        for (var i = 0; i < vector.Length; i++)
            vector[i] /= length;
        return vector;
    }

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var text in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            embeddings.Add(new Embedding<float>(Embed(text)) { ModelId = Name });
        }

        return Task.FromResult(embeddings);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private void AddWord(float[] vector, StringBuilder word)
    {
        if (word.Length == 0)
            return;
        var text = word.ToString();
        word.Clear();
        Add(vector, text, WordWeight);
        var framed = $"^{text}$";
        for (var i = 0; i + 3 <= framed.Length; i++)
            Add(vector, "#" + framed.Substring(i, 3), TrigramWeight);
    }

    private void Add(float[] vector, string feature, float weight)
    {
        var hash = Mix(Hash(_seed, feature));
        var place = (int)((hash >> 1) % (ulong)vector.Length);
        vector[place] += (hash & 1) == 0 ? weight : -weight;
    }

    private static float Length(float[] vector) => MathF.Sqrt(vector.Sum(static value => value * value));

    private static ulong Hash(ulong seed, string text)
    {
        var hash = seed;
        foreach (var unit in text)
        {
            hash = (hash ^ (byte)unit) * FnvPrime;
            hash = (hash ^ (byte)(unit >> 8)) * FnvPrime;
        }

        return hash;
    }

    // The low bits of FNV are weak; this is the finaliser of MurmurHash3.
    private static ulong Mix(ulong hash)
    {
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccd;
        hash ^= hash >> 33;
        hash *= 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
