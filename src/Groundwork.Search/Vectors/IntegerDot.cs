using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Groundwork.Search.Vectors;

/// <summary>Inner product of a query in 16 bits and a row of 8-bit codes, exact in 32 bits.</summary>
/// <remarks>
/// A query is made once and read for thousands of rows, so it may be wide: with 16 bits only the rows lose precision, and widening
/// 16 codes costs one instruction. <see cref="RowQuery"/> is scaled so that no partial sum leaves 32 bits (Cauchy-Schwarz), so
/// every kernel gives the same number. The choice between them is made once: the compiler drops the branches this machine cannot take.
/// </remarks>
internal static class IntegerDot
{
    /// <summary>Rows and queries are padded with zeros to a multiple of this many components, one cache line of codes.</summary>
    public const int Block = 64;

    /// <summary>Largest magnitude of a code.</summary>
    public const int MostCode = 127;

    /// <summary>Components of a padded row.</summary>
    public static int Padded(int dimensions) => (dimensions + Block - 1) & ~(Block - 1);

    /// <summary>The inner product of <paramref name="length"/> components, a multiple of <see cref="Block"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Compute(ref readonly short query, ref readonly sbyte codes, int length)
    {
        if (Avx512BW.IsSupported && Vector512.IsHardwareAccelerated) return IntegerDotAvx512.Compute(in query, in codes, length);
        if (Avx2.IsSupported) return IntegerDotAvx2.Compute(in query, in codes, length);
        if (AdvSimd.Arm64.IsSupported) return IntegerDotArm64.Compute(in query, in codes, length);
        return Vector128.IsHardwareAccelerated ? IntegerDotPortable.Compute(in query, in codes, length) : IntegerDotScalar.Compute(in query, in codes, length);
    }
}
