using System.Runtime.CompilerServices;

namespace Groundwork.Search.Vectors;

/// <summary>One component at a time: what the other kernels are compared with.</summary>
internal static class IntegerDotScalar
{
    public static int Compute(ref readonly short query, ref readonly sbyte codes, int length)
    {
        ref var q = ref Unsafe.AsRef(in query);
        ref var c = ref Unsafe.AsRef(in codes);
        var sum = 0;
        for (var i = 0; i < length; i++) sum += Unsafe.Add(ref q, i) * Unsafe.Add(ref c, i);
        return sum;
    }
}
