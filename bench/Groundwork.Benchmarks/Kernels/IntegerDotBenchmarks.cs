using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using Groundwork.Search.Vectors;

namespace Groundwork.Benchmarks.Kernels;

/// <summary>A query against 8-bit rows, by instruction set; and in float32, which is what the codes replace. One operation is one row.</summary>
public class IntegerDotBenchmarks
{
    private const int Rows = 100_000;
    private const int PerRun = 4096;
    private sbyte[] _codes = [];
    private short[] _query = [];
    private float[] _floats = [];
    private float[] _floatQuery = [];
    private int[] _order = [];
    private int _stride;

    [Params(100, 384, 768)]
    public int Dimensions { get; set; }

    /// <summary>One row again and again; rows one after the other; rows anywhere.</summary>
    [Params("hot", "sequential", "random")]
    public string Access { get; set; } = "";

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        _stride = IntegerDot.Padded(Dimensions);
        _codes = new sbyte[Rows * _stride];
        foreach (ref var code in _codes.AsSpan()) code = (sbyte)random.Next(-127, 128);
        _query = [.. Enumerable.Range(0, _stride).Select(i => (short)(i < Dimensions ? random.Next(-9000, 9000) : 0))];
        _floats = new float[Rows * Dimensions];
        foreach (ref var value in _floats.AsSpan()) value = random.NextSingle() - 0.5f;
        _floatQuery = _floats[..Dimensions];
        _order = [.. Enumerable.Range(0, PerRun).Select(i => Access switch { "hot" => 0, "sequential" => i, _ => random.Next(Rows) })];
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = PerRun)]
    public int Scalar()
    {
        var sum = 0;
        foreach (var row in _order) sum += IntegerDotScalar.Compute(in _query[0], in _codes[row * _stride], _stride);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = PerRun)]
    public int Portable()
    {
        var sum = 0;
        foreach (var row in _order) sum += IntegerDotPortable.Compute(in _query[0], in _codes[row * _stride], _stride);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = PerRun)]
    public int Avx2()
    {
        var sum = 0;
        if (!System.Runtime.Intrinsics.X86.Avx2.IsSupported) throw new PlatformNotSupportedException("This processor has no AVX2.");
        foreach (var row in _order) sum += IntegerDotAvx2.Compute(in _query[0], in _codes[row * _stride], _stride);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = PerRun)]
    public int Avx512()
    {
        var sum = 0;
        if (!System.Runtime.Intrinsics.X86.Avx512BW.IsSupported) throw new PlatformNotSupportedException("This processor has no AVX-512BW.");
        foreach (var row in _order) sum += IntegerDotAvx512.Compute(in _query[0], in _codes[row * _stride], _stride);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = PerRun)]
    public int Chosen()
    {
        var sum = 0;
        foreach (var row in _order) sum += IntegerDot.Compute(in _query[0], in _codes[row * _stride], _stride);
        return sum;
    }

    /// <summary>The rows of codes asked for eight ahead.</summary>
    [Benchmark(OperationsPerInvoke = PerRun)]
    public float ChosenPrefetched()
    {
        const int Ahead = 8;
        var scales = 1f;
        var rows = new CodeRows(in _codes[0], in scales, in System.Runtime.CompilerServices.Unsafe.NullRef<float>(), _stride, Rows);
        var sum = 0;
        for (var i = 0; i < _order.Length; i++)
        {
            if (i + Ahead < _order.Length) rows.Prefetch(_order[i + Ahead]);
            sum += IntegerDot.Compute(in _query[0], in rows.Row(_order[i]), _stride);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = PerRun)]
    public float Float32()
    {
        var sum = 0f;
        foreach (var row in _order) sum += TensorPrimitives.Dot(_floatQuery, _floats.AsSpan(row * Dimensions, Dimensions));
        return sum;
    }
}
