using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Groundwork.Search.Vectors;

/// <summary>Rows of codes, read where they are: in a mapped file, or in memory while a graph is built.</summary>
/// <remarks>The caller answers for the lengths: <c>count</c> rows of <c>stride</c> codes, <c>count</c> scales, and as many lifts or none.</remarks>
/// <param name="codes">First code of the first row.</param>
/// <param name="scales">What a code of 1 stands for, by row.</param>
/// <param name="lifts">What a row adds to its nearness whatever the angle, by row; a null reference for nothing.</param>
/// <param name="stride">Codes of a row, a multiple of <see cref="IntegerDot.Block"/>.</param>
/// <param name="count">Rows.</param>
internal readonly ref struct CodeRows(ref readonly sbyte codes, ref readonly float scales, ref readonly float lifts, int stride, int count)
{
    private const int LineBytes = 64;
    private readonly ref readonly sbyte _codes = ref codes;
    private readonly ref readonly float _scales = ref scales;
    private readonly ref readonly float _lifts = ref lifts;

    public int Count { get; } = count;

    public int Stride { get; } = stride;

    /// <summary>The codes of a row; the caller answers for 0 ≤ row &lt; count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly sbyte Row(int row) => ref Unsafe.Add(ref Unsafe.AsRef(in _codes), (nint)row * Stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Scale(int row) => Unsafe.Add(ref Unsafe.AsRef(in _scales), row);

    /// <summary>Nearness of a row to a query; higher is nearer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Nearness(in RowQuery query, int row)
    {
        var dot = IntegerDot.Compute(in query.Codes, in Row(row), Stride) * query.Scale * Scale(row);
        return Unsafe.IsNullRef(in _lifts) ? dot : dot + Unsafe.Add(ref Unsafe.AsRef(in _lifts), row) + query.Lift;
    }

    /// <summary>Asks for every cache line of a row before it is needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(int row)
    {
        if (!Sse.IsSupported) return;
        var line = (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in Row(row)));
        for (var i = 0; i < Stride; i += LineBytes) Sse.Prefetch0(line + i);
        Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref Unsafe.AsRef(in _scales), row)));
    }
}
