using System.Runtime.InteropServices;
using System.Text.Json;

namespace Groundwork.Benchmarks.Macro;

/// <summary>A data set of vectors: <c>NAME.json</c>, <c>NAME.base.f32</c>, <c>NAME.query.f32</c>, <c>NAME.attr.i32</c> and exact answers in <c>NAME.gt*.i32</c>.</summary>
internal sealed class VectorSet
{
    private readonly string _prefix;
    private readonly int _truthWidth;
    private readonly Lazy<float[]> _base;

    private VectorSet(string prefix, JsonElement meta)
    {
        (_prefix, Name) = (prefix, Path.GetFileName(prefix));
        (Count, QueryCount, Dimensions, _truthWidth) = (Of("n"), Of("nq"), Of("dim"), Of("gt_k"));
        Queries = Floats(prefix + ".query.f32");
        Attributes = Integers(prefix + ".attr.i32");
        _base = new Lazy<float[]>(() => Floats(prefix + ".base.f32"));
        int Of(string name) => meta.GetProperty(name).GetInt32();
    }

    public string Name { get; }

    public int Count { get; }

    public int QueryCount { get; }

    public int Dimensions { get; }

    /// <summary>Uniform in 0..999: below 10 is one in a hundred, below 100 one in ten.</summary>
    public int[] Attributes { get; }

    private float[] Queries { get; }

    public static VectorSet Load(string folder, string name) =>
        new(Path.Combine(folder, name), JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name + ".json"))).RootElement);

    public ReadOnlyMemory<float> Row(int row) => _base.Value.AsMemory(row * Dimensions, Dimensions);

    public ReadOnlyMemory<float> Query(int query) => Queries.AsMemory(query * Dimensions, Dimensions);

    /// <param name="suffix">Empty, <c>.f1</c>, <c>.f10</c> or <c>.del</c>.</param>
    public Truth Truth(string suffix) => new(Integers($"{_prefix}.gt{suffix}.i32"), _truthWidth);

    private static float[] Floats(string path) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();

    private static int[] Integers(string path) => MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(path)).ToArray();
}
