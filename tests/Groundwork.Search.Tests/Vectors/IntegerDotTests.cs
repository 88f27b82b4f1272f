using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Groundwork.Search.Vectors;
using Shouldly;

namespace Groundwork.Search.Tests.Vectors;

public sealed class IntegerDotTests
{
    private delegate int Kernel(ref readonly short query, ref readonly sbyte codes, int length);

    [Fact]
    public void Every_kernel_of_this_machine_gives_the_number_of_the_scalar_one_at_every_length()
    {
        var random = new Random(1);
        var query = new short[IntegerDot.Padded(4096)];
        var codes = new sbyte[query.Length];
        for (var dimensions = 1; dimensions <= 4096; dimensions++)
        {
            var length = IntegerDot.Padded(dimensions);
            Array.Clear(query);
            Array.Clear(codes);
            for (var i = 0; i < dimensions; i++) (query[i], codes[i]) = ((short)random.Next(-4000, 4001), (sbyte)random.Next(-127, 128));
            AllAgree(query, codes, length);
        }
    }

    [Fact]
    public void Every_kernel_of_this_machine_agrees_on_extreme_values()
    {
        short[] queryValues = [short.MinValue, -short.MaxValue, -1, 0, 1, short.MaxValue];
        sbyte[] codeValues = [sbyte.MinValue, -127, -1, 0, 1, 127];
        foreach (var q in queryValues)
        {
            foreach (var c in codeValues)
            {
                // 448 products of −32768 and −128 still fit 32 bits.
                var query = Enumerable.Repeat(q, 448).ToArray();
                var codes = Enumerable.Repeat(c, 448).ToArray();
                for (var length = IntegerDot.Block; length <= 448; length += IntegerDot.Block) AllAgree(query, codes, length);
            }
        }
    }

    [Fact]
    public void Padding_fills_whole_cache_lines()
    {
        IntegerDot.Padded(1).ShouldBe(64);
        IntegerDot.Padded(64).ShouldBe(64);
        IntegerDot.Padded(65).ShouldBe(128);
        IntegerDot.Padded(384).ShouldBe(384);
    }

    private static void AllAgree(short[] query, sbyte[] codes, int length)
    {
        var expected = IntegerDotScalar.Compute(in query[0], in codes[0], length);
        foreach (var (name, kernel) in Kernels()) kernel(in query[0], in codes[0], length).ShouldBe(expected, $"{name} at {length}");
    }

    private static IEnumerable<(string Name, Kernel Kernel)> Kernels()
    {
        yield return ("chosen", IntegerDot.Compute);
        yield return ("portable", IntegerDotPortable.Compute);
        if (Avx2.IsSupported) yield return ("avx2", IntegerDotAvx2.Compute);
        if (Avx512BW.IsSupported) yield return ("avx512", IntegerDotAvx512.Compute);
        if (AdvSimd.Arm64.IsSupported) yield return ("arm64", IntegerDotArm64.Compute);
    }
}
