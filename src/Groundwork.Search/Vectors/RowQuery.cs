using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Groundwork.Search.Vectors;

/// <summary>A vector that many rows are compared with, in 16 bits a component.</summary>
/// <param name="codes">The components, padded with zeros; they must outlive this value.</param>
/// <param name="scale">What a component of 1 stands for.</param>
/// <param name="lift">Added to every nearness where rows have lifts: the query's own.</param>
internal readonly ref struct RowQuery(ref readonly short codes, float scale, float lift = 0)
{
    public readonly ref readonly short Codes = ref codes;

    public float Scale { get; } = scale;

    public float Lift { get; } = lift;

    /// <summary>Encodes a vector so that its inner product with any row of codes stays within 32 bits, in any order of summing.</summary>
    /// <param name="vector">Finite components.</param>
    /// <param name="divisor">What the vector is divided by first: its length where only its direction counts, else 1.</param>
    /// <param name="codes">Receives the components; places past the vector become zero.</param>
    public static QuantisedRow Encode(ReadOnlySpan<float> vector, double divisor, Span<short> codes)
    {
        codes[vector.Length..].Clear();
        double squares = 0;
        foreach (var value in vector) squares += (double)value * value;
        var most = Math.Abs((double)TensorPrimitives.MaxMagnitude(vector));

        // |Σ q·c| ≤ |q| · |c| ≤ |q| · 127 · √d; half a step of rounding for each component is allowed for.
        var mostLength = (int.MaxValue / (IntegerDot.MostCode * Math.Sqrt(codes.Length))) - Math.Sqrt(codes.Length);
        var step = (float)(Math.Max(most / short.MaxValue, Math.Sqrt(squares) / mostLength) / divisor);
        if (!float.IsNormal(step)) step = 0;
        var inverse = step == 0 ? 0 : 1 / (step * divisor);
        double sum = 0;
        for (var i = 0; i < vector.Length; i++)
        {
            var code = Math.Clamp((int)Math.Round(vector[i] * inverse), -short.MaxValue, short.MaxValue);
            codes[i] = (short)code;
            var difference = (vector[i] / divisor) - (code * (double)step);
            sum += difference * difference;
        }

        return new QuantisedRow(step, (float)(Math.Sqrt(sum) * (1 + 1e-6)));
    }

    /// <summary>A row as a query.</summary>
    public static void Widen(ref readonly sbyte row, Span<short> codes)
    {
        ref var from = ref Unsafe.AsRef(in row);
        for (var i = 0; i < codes.Length; i++) codes[i] = Unsafe.Add(ref from, i);
    }
}
