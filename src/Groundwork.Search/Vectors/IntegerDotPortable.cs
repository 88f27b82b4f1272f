using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Groundwork.Search.Vectors;

/// <summary>Any machine with 128-bit vectors.</summary>
internal static class IntegerDotPortable
{
    public static int Compute(ref readonly short query, ref readonly sbyte codes, int length)
    {
        ref var q = ref Unsafe.AsRef(in query);
        ref var c = ref Unsafe.AsRef(in codes);
        var (first, second) = (Vector128<int>.Zero, Vector128<int>.Zero);
        for (nuint i = 0; i < (nuint)length; i += 16)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref c, i));
            first += Products(Vector128.LoadUnsafe(ref q, i), low);
            second += Products(Vector128.LoadUnsafe(ref q, i + 8), high);
        }

        return Vector128.Sum(first + second);
    }

    private static Vector128<int> Products(Vector128<short> left, Vector128<short> right)
    {
        var (leftLow, leftHigh) = Vector128.Widen(left);
        var (rightLow, rightHigh) = Vector128.Widen(right);
        return (leftLow * rightLow) + (leftHigh * rightHigh);
    }
}
