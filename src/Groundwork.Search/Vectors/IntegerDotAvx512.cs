using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Groundwork.Search.Vectors;

/// <summary>x86 with AVX-512BW: 32 codes at once.</summary>
internal static class IntegerDotAvx512
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Compute(ref readonly short query, ref readonly sbyte codes, int length)
    {
        ref var q = ref Unsafe.AsRef(in query);
        ref var c = ref Unsafe.AsRef(in codes);
        var (a, b) = (Vector512<int>.Zero, Vector512<int>.Zero);
        for (nuint i = 0; i < (nuint)length; i += 64)
        {
            a += Products(ref q, ref c, i);
            b += Products(ref q, ref c, i + 32);
        }

        return Vector512.Sum(a + b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Products(ref short query, ref sbyte codes, nuint at) =>
        Avx512BW.MultiplyAddAdjacent(Vector512.LoadUnsafe(ref query, at), Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref codes, at)));
}
