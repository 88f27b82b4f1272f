using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Groundwork.Search.Vectors;

/// <summary>ARM64 with AdvSimd: widening multiply-add into four sums.</summary>
internal static class IntegerDotArm64
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Compute(ref readonly short query, ref readonly sbyte codes, int length)
    {
        ref var q = ref Unsafe.AsRef(in query);
        ref var c = ref Unsafe.AsRef(in codes);
        var (a, b, d, e) = (Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero);
        for (nuint i = 0; i < (nuint)length; i += 16)
        {
            var row = Vector128.LoadUnsafe(ref c, i);
            var low = AdvSimd.SignExtendWideningLower(row.GetLower());
            var high = AdvSimd.SignExtendWideningUpper(row);
            var left = Vector128.LoadUnsafe(ref q, i);
            var right = Vector128.LoadUnsafe(ref q, i + 8);
            a = AdvSimd.MultiplyWideningLowerAndAdd(a, left.GetLower(), low.GetLower());
            b = AdvSimd.MultiplyWideningUpperAndAdd(b, left, low);
            d = AdvSimd.MultiplyWideningLowerAndAdd(d, right.GetLower(), high.GetLower());
            e = AdvSimd.MultiplyWideningUpperAndAdd(e, right, high);
        }

        return Vector128.Sum(a + b + (d + e));
    }
}
