using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Vectors;

/// <summary>The codes of the nodes of the upper layers once more, next to each other.</summary>
/// <remarks>Every search compares a few hundred of them first. Together they fit a cache that all rows do not, and few pages hold them.</remarks>
internal sealed class UpperCodes
{
    private readonly sbyte[] _codes;
    private readonly int _start;
    private readonly int _stride;
    private readonly float[] _scales;
    private readonly float[] _lifts;

    /// <summary>Copies them.</summary>
    /// <param name="block">All rows.</param>
    /// <param name="rows">The row of each node.</param>
    public UpperCodes(CodeBlock block, uint[] rows)
    {
        _stride = block.Stride;
        _codes = GC.AllocateUninitializedArray<sbyte>(checked((rows.Length * _stride) + IntegerDot.Block), pinned: true);
        _start = (int)(-Address(_codes) & (IntegerDot.Block - 1));
        _scales = new float[rows.Length];
        _lifts = new float[block.Lifts.IsEmpty ? 0 : rows.Length];
        for (var node = 0; node < rows.Length; node++)
        {
            block.Row((int)rows[node]).CopyTo(_codes.AsSpan(_start + (node * _stride)));
            _scales[node] = block.Scales[rows[node]];
            if (_lifts.Length > 0) _lifts[node] = block.Lifts[(int)rows[node]];
        }
    }

    public CodeRows Rows => new(
        in _codes[_start],
        in MemoryMarshal.GetArrayDataReference(_scales),
        in _lifts.Length == 0 ? ref Unsafe.NullRef<float>() : ref MemoryMarshal.GetArrayDataReference(_lifts),
        _stride,
        _scales.Length);

    /// <summary>Writes the codes, then the scales, then the lifts if there are any.</summary>
    public void Write(SectionWriter file)
    {
        file.Begin();
        for (var node = 0; node < _scales.Length; node++) file.Write(MemoryMarshal.AsBytes(_codes.AsSpan(_start + (node * _stride), _stride)));
        file.Write(MemoryMarshal.AsBytes<float>(_scales));
        file.Write(MemoryMarshal.AsBytes<float>(_lifts));
        file.End(SectionKind.GraphUpperCodes);
    }

    /// <summary>Bytes of the section.</summary>
    public static long BytesOf(long nodes, int stride, bool hasLifts) => nodes * (stride + (hasLifts ? 8L : 4L));

    /// <summary>Reads what <see cref="Write"/> wrote, in place.</summary>
    /// <param name="section">The section, whose length was checked.</param>
    /// <param name="nodes">Nodes of the upper layers.</param>
    /// <param name="stride">Codes of a node.</param>
    /// <param name="hasLifts">Whether there are lifts.</param>
    public static CodeRows Read(Section section, int nodes, int stride, bool hasLifts)
    {
        if (nodes == 0) return default;
        ref readonly var scales = ref MemoryMarshal.GetReference(section.As<float>((long)nodes * stride, nodes * 4L));
        ref var lifts = ref hasLifts ? ref Unsafe.Add(ref Unsafe.AsRef(in scales), nodes) : ref Unsafe.NullRef<float>();
        return new CodeRows(in section.First<sbyte>(), in scales, in lifts, stride, nodes);
    }

    private static unsafe nint Address(sbyte[] pinned) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
}
