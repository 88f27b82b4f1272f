namespace Groundwork.Search.Vectors;

/// <summary>How far a nearness told by codes can be from the exact one.</summary>
internal readonly struct NearnessBound
{
    /// <summary>Half of the distance between 1 and the next single-precision number.</summary>
    private const float Rounding = 6e-8f;

    /// <summary>Standard deviations that are allowed for; a normal variable lies beyond them on one side once in 700 times.</summary>
    private const float Deviations = 3;

    private readonly float _perError;
    private readonly float _queryError;
    private readonly float _queryLength;
    private readonly float _rounding;
    private readonly bool _isEuclidean;

    private NearnessBound(Similarity similarity, float perError, float queryError, float queryLength, float rounding) =>
        (_isEuclidean, _perError, _queryError, _queryLength, _rounding) = (similarity == Similarity.Euclidean, perError, queryError, queryLength, rounding);

    /// <summary>A bound that always holds.</summary>
    /// <remarks>|q·v − q̂·v̂| ≤ |q|·|v − v̂| + |q − q̂|·|v̂| (Cauchy-Schwarz), and |v̂| ≤ |v| + |v − v̂|. Rounding of single-precision sums is added.</remarks>
    /// <param name="similarity">How nearness is measured.</param>
    /// <param name="dimensions">Components of a vector.</param>
    /// <param name="length">Euclidean length of the query.</param>
    /// <param name="queryError">How far the codes of the query are from it.</param>
    public static NearnessBound Certain(Similarity similarity, int dimensions, float length, float queryError)
    {
        // Sums run in at least four parts, so a component passes through a quarter of the additions; a few more for scales and divisions.
        var queryLength = similarity == Similarity.Cosine ? 1 : length;
        return new NearnessBound(similarity, queryLength, queryError, queryLength, Rounding * ((dimensions / 4f) + 16));
    }

    /// <summary>A bound that hardly ever fails: the errors of single components are independent, so they mostly cancel out.</summary>
    /// <param name="similarity">How nearness is measured.</param>
    /// <param name="dimensions">Components of a vector.</param>
    /// <param name="length">Euclidean length of the query.</param>
    public static NearnessBound Usual(Similarity similarity, int dimensions, float length) =>
        new(similarity, Math.Min(1, Deviations / MathF.Sqrt(dimensions)) * (similarity == Similarity.Cosine ? 1 : length), 0, 0, 0);

    /// <summary>The bound for a row.</summary>
    /// <param name="error">How far its codes are from it.</param>
    /// <param name="length">Its Euclidean length, 1 where only direction counts.</param>
    public float Of(float error, float length)
    {
        var size = (_perError * error) + (_queryError * (length + error));
        var rounded = _isEuclidean ? (_queryLength + length) * (_queryLength + length) : _queryLength * length;
        return size + (_rounding * rounded);
    }
}
