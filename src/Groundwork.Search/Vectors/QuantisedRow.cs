using System.Numerics.Tensors;

namespace Groundwork.Search.Vectors;

/// <summary>What the codes of one vector stand for: code × scale approximates each component. Every vector has its own scale.</summary>
/// <param name="Scale">What a code of 1 stands for, ≥ 0; 0 for a vector of zeros.</param>
/// <param name="Error">Length of the difference between the vector and what its codes stand for, rounded up.</param>
internal readonly record struct QuantisedRow(float Scale, float Error)
{
    /// <summary>Room for rounding, so that the error is never told too small.</summary>
    private const double RoundingSlack = 1 + 1e-6;

    /// <summary>Encodes a vector in 8 bits a component.</summary>
    /// <param name="vector">Finite components.</param>
    /// <param name="divisor">What the vector is divided by first: its length where only its direction counts, else 1.</param>
    /// <param name="codes">Receives the codes; places past the vector become zero.</param>
    public static QuantisedRow Encode(ReadOnlySpan<float> vector, float divisor, Span<sbyte> codes)
    {
        codes[vector.Length..].Clear();
        var scale = (float)(Math.Abs((double)TensorPrimitives.MaxMagnitude(vector)) / divisor / IntegerDot.MostCode);
        if (!float.IsNormal(scale)) scale = 0;
        var inverse = scale == 0 ? 0 : 1 / ((double)scale * divisor);
        double sum = 0;
        for (var i = 0; i < vector.Length; i++)
        {
            var code = Math.Clamp((int)Math.Round(vector[i] * inverse), -IntegerDot.MostCode, IntegerDot.MostCode);
            codes[i] = (sbyte)code;
            var difference = ((double)vector[i] / divisor) - (code * (double)scale);
            sum += difference * difference;
        }

        return new QuantisedRow(scale, (float)(Math.Sqrt(sum) * RoundingSlack));
    }
}
