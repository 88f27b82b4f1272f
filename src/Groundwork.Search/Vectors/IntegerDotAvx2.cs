using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Groundwork.Search.Vectors;

/// <summary>x86 with AVX2: 16 codes are widened and multiplied by 16 components of the query at once.</summary>
internal static class IntegerDotAvx2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Compute(ref readonly short query, ref readonly sbyte codes, int length)
    {
        ref var q = ref Unsafe.AsRef(in query);
        ref var c = ref Unsafe.AsRef(in codes);
        var (a, b, d, e) = (Vector256<int>.Zero, Vector256<int>.Zero, Vector256<int>.Zero, Vector256<int>.Zero);
        for (nuint i = 0; i < (nuint)length; i += 64)
        {
            a += Products(ref q, ref c, i);
            b += Products(ref q, ref c, i + 16);
            d += Products(ref q, ref c, i + 32);
            e += Products(ref q, ref c, i + 48);
        }

        return Vector256.Sum(a + b + (d + e));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Products(ref short query, ref sbyte codes, nuint at) =>
        Avx2.MultiplyAddAdjacent(Vector256.LoadUnsafe(ref query, at), Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref codes, at)));
}
