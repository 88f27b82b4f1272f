using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Groundwork.Search.Vectors;

/// <summary>Rows of codes in memory, while a segment is written.</summary>
/// <remarks>Outside the managed heap: rows start on cache lines, and a block may be larger than an array can be.</remarks>
internal sealed unsafe class CodeBlock : IDisposable
{
    private readonly float[] _norms;
    private sbyte* _codes;
    private float[] _lifts = [];

    /// <summary>Makes room.</summary>
    /// <param name="dimensions">Components of a vector.</param>
    /// <param name="capacity">Rows there is room for.</param>
    /// <param name="similarity">How rows are compared.</param>
    public CodeBlock(int dimensions, int capacity, Similarity similarity)
    {
        Similarity = similarity;
        Stride = IntegerDot.Padded(dimensions);
        Scales = new float[capacity];
        Errors = new float[capacity];
        _norms = new float[capacity];
        _codes = (sbyte*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, capacity) * (nuint)Stride, IntegerDot.Block);
    }

    public int Count { get; private set; }

    public Similarity Similarity { get; }

    /// <summary>What each row adds to its nearness; empty unless Euclidean, and before <see cref="Complete"/>.</summary>
    public ReadOnlySpan<float> Lifts => _lifts;

    /// <summary>Codes of a row, padding included.</summary>
    public int Stride { get; }

    /// <summary>What a code of 1 stands for, by row.</summary>
    public float[] Scales { get; }

    /// <summary>How far the codes are from the vector, by row.</summary>
    public float[] Errors { get; }

    /// <summary>Whether only the direction of vectors counts, so that codes stand for vectors of length 1.</summary>
    private bool IsDirectional => Similarity == Similarity.Cosine;

    /// <summary>The rows so far. Lifts are there once <see cref="Complete"/> was called.</summary>
    public CodeRows Rows => new(
        in Unsafe.AsRef<sbyte>(_codes),
        in MemoryMarshal.GetArrayDataReference(Scales),
        in _lifts.Length == 0 ? ref Unsafe.NullRef<float>() : ref MemoryMarshal.GetArrayDataReference(_lifts),
        Stride,
        Count);

    public void Add(ReadOnlySpan<float> vector, float norm)
    {
        (Scales[Count], Errors[Count]) = QuantisedRow.Encode(vector, IsDirectional ? norm : 1, new Span<sbyte>(_codes + ((long)Count * Stride), Stride));
        _norms[Count++] = norm;
    }

    /// <summary>The codes of a row.</summary>
    public ReadOnlySpan<sbyte> Row(int row) => new(_codes + ((long)row * Stride), Stride);

    /// <summary>Works out what the nearness of two rows needs beside their inner product.</summary>
    /// <remarks>
    /// Euclidean: −½·|u − v|² = u·v − ½·|u|² − ½·|v|². A graph by inner product alone serves the inner product best (Morozov and Babenko
    /// 2018): lifting rows onto a sphere first, which makes a metric of it, missed four times as many.
    /// </remarks>
    public void Complete()
    {
        if (Similarity != Similarity.Euclidean || Count == 0) return;
        var lifts = new float[Count];
        for (var i = 0; i < Count; i++) lifts[i] = LiftOf(_norms[i]);
        _lifts = lifts;
    }

    /// <summary>What a row of this length adds to its Euclidean nearness: −½ of its squared length.</summary>
    public static float LiftOf(float norm) => -0.5f * norm * norm;

    /// <summary>A row, to be compared with other rows.</summary>
    /// <param name="row">The row.</param>
    /// <param name="widened">Receives its codes; it must outlive the query.</param>
    public RowQuery QueryOf(int row, Span<short> widened)
    {
        RowQuery.Widen(in *(_codes + ((long)row * Stride)), widened);
        ref readonly var codes = ref MemoryMarshal.GetReference(widened);
        return QueryOf(row, in codes);
    }

    /// <summary>A row whose widened codes are there already.</summary>
    public RowQuery QueryOf(int row, ref readonly short widened) =>
        _lifts.Length == 0 ? new RowQuery(in widened, Scales[row]) : new RowQuery(in widened, Scales[row], _lifts[row]);

    public void Dispose()
    {
        NativeMemory.AlignedFree(_codes);
        _codes = null;
    }
}
