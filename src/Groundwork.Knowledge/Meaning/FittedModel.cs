using System.Numerics.Tensors;
using Groundwork.Language;

namespace Groundwork.Knowledge.Meaning;

/// <summary>What was learnt from the texts of one collection: each term as a vector. Immutable, safe for concurrent use.</summary>
/// <param name="Vocabulary">The terms.</param>
/// <param name="Dimensions">Length of a vector, 1..384.</param>
/// <param name="Terms">By term, its vector. Half precision is what the file holds, so a model just fitted and one read back give the same bits.</param>
/// <param name="Languages">Languages of the texts, most frequent first; a text of unknown language is read in all of them.</param>
/// <param name="Chunks">Chunks the collection had.</param>
/// <param name="UnknownShare">Share of the weight of those texts that lies in terms outside the vocabulary, 0..1.</param>
internal sealed record FittedModel(
    Vocabulary Vocabulary, int Dimensions, Half[] Terms, IReadOnlyList<LanguageCode> Languages, long Chunks, float UnknownShare)
{
    // A sum shorter than this is rounding: its terms cancel out.
    private const float LeastLength = 1e-6f;

    /// <summary>The vector of a text, of length 1.</summary>
    /// <param name="counts">Its terms.</param>
    /// <param name="vector">Receives it; left at 0 for a text without a direction.</param>
    /// <returns>Whether the text has a direction, and the weights of the terms that are known and that are not.</returns>
    public (bool HasDirection, double Known, double Unknown) Fold(IReadOnlyDictionary<ulong, int> counts, Span<float> vector)
    {
        Span<float> term = stackalloc float[Dimensions];
        vector.Clear();
        var (known, unknown) = (0.0, 0.0);

        // In an order of their own, because a sum of floats depends on it.
        foreach (var (hash, count) in counts.OrderBy(c => c.Key))
        {
            if (Vocabulary.Find(hash) is not { } place)
            {
                unknown += Vocabulary.TfOf(count) * Vocabulary.UnknownIdf;
                continue;
            }

            var weight = Vocabulary.TfOf(count) * Vocabulary.Idf[place];
            known += weight;
            TensorPrimitives.ConvertToSingle(Terms.AsSpan(place * Dimensions, Dimensions), term);
            TensorPrimitives.MultiplyAdd(term, weight, vector, vector);
        }

        var length = TensorPrimitives.Norm<float>(vector);
        var hasDirection = length > LeastLength;
        if (hasDirection) TensorPrimitives.Divide(vector, length, vector);
        else vector.Clear();
        return (hasDirection, known, unknown);
    }
}
