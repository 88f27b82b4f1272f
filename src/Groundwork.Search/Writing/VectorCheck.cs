namespace Groundwork.Search.Writing;

/// <summary>Whether a vector fits a space.</summary>
internal static class VectorCheck
{
    /// <summary>Longest vector: the squared distance of two such vectors is still a finite float.</summary>
    private const double MostLength = 9e18;

    /// <summary>Shortest vector under cosine: its squared length is still a normal float.</summary>
    private const double LeastLength = 1.1e-19;

    /// <summary>The Euclidean length of a vector that fits.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="space">The space, or null for an index without vectors.</param>
    /// <param name="owner">Whose vector it is, for the message.</param>
    /// <exception cref="VectorRefusedException">It does not fit.</exception>
    public static float LengthOf(ReadOnlySpan<float> vector, VectorSpace? space, string owner)
    {
        if (space is null) throw new VectorRefusedException($"The index has no vectors, but {owner} brings one. Open an index with a vector space, or leave the vector out.");
        if (vector.Length != space.Dimensions)
            throw new VectorRefusedException($"The vector of {owner} has {vector.Length} dimensions; the index holds {space.Dimensions}-dimensional vectors of \"{space.Model}\".");
        double sum = 0;
        for (var i = 0; i < vector.Length; i++)
        {
            if (!float.IsFinite(vector[i])) throw new VectorRefusedException($"The vector of {owner} has the value {vector[i]} at place {i}; every value must be finite.");
            sum += (double)vector[i] * vector[i];
        }

        var length = Math.Sqrt(sum);
        if (length > MostLength) throw new VectorRefusedException($"The vector of {owner} has the length {length:g3}; at most {MostLength:g3} can be compared.");
        if (space.Similarity == Similarity.Cosine && length < LeastLength)
            throw new VectorRefusedException($"The vector of {owner} has the length {length:g3}, so it has no direction to compare by cosine.");
        return (float)length;
    }
}
