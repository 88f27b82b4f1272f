namespace Groundwork.Search;

/// <summary>How the nearness of two vectors is measured. Higher is nearer in every case.</summary>
public enum Similarity
{
    /// <summary>Cosine of the angle, −1..1. Zero vectors are refused.</summary>
    Cosine,

    /// <summary>Inner product.</summary>
    Dot,

    /// <summary>Negated squared Euclidean distance, ≤ 0.</summary>
    Euclidean,
}
