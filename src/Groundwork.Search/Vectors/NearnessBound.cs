namespace Groundwork.Search.Vectors;

/// <summary>How far a nearness told by codes can be from the exact one.</summary>
/// <remarks>|q·v − q̂·v̂| ≤ |q|·|v − v̂| + |q − q̂|·|v̂| (Cauchy-Schwarz); |v̂| ≤ |v| + |v − v̂|. Rounding of single-precision sums is added.</remarks>
internal readonly struct NearnessBound
{
    /// <summary>Half of the distance between 1 and the next single-precision number.</summary>
    private const float Rounding = 6e-8f;

    private readonly float _queryLength;
    private readonly float _queryError;
    private readonly float _rounding;
    private readonly bool _isEuclidean;

    /// <summary>Prepares the bound for a query.</summary>
    /// <param name="similarity">How nearness is measured.</param>
    /// <param name="dimensions">Components of a vector.</param>
    /// <param name="length">Euclidean length of the query.</param>
    /// <param name="queryError">How far the codes of the query are from it.</param>
    public NearnessBound(Similarity similarity, int dimensions, float length, float queryError)
    {
        _queryLength = similarity == Similarity.Cosine ? 1 : length;
        _queryError = queryError;
        _isEuclidean = similarity == Similarity.Euclidean;

        // Sums run in at least four parts, so a component passes through a quarter of the additions; a few more for scales and divisions.
        _rounding = Rounding * ((dimensions / 4f) + 16);
    }

    /// <summary>The bound for a row.</summary>
    /// <param name="error">How far its codes are from it.</param>
    /// <param name="length">Its Euclidean length, 1 where only direction counts.</param>
    public float Of(float error, float length)
    {
        var size = (_queryLength * error) + (_queryError * (length + error));
        var rounded = _isEuclidean ? (_queryLength + length) * (_queryLength + length) : _queryLength * length;
        return size + (_rounding * rounded);
    }
}
