using BenchmarkDotNet.Attributes;
using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Benchmarks.Kernels;

/// <summary>Unpacking a block of postings and turning its distances into entries, beside reading the same numbers as varints. One operation is one posting.</summary>
public class PackedBlockBenchmarks
{
    private const int Blocks = 512;
    private readonly int[] _values = new int[PackedBlock.Size];
    private byte[] _packed = [];
    private byte[] _varints = [];

    [Params(3, 7, 12)]
    public int Width { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        var (packed, varints) = (new ByteBuffer(), new ByteBuffer());
        var values = new int[PackedBlock.Size];
        for (var block = 0; block < Blocks; block++)
        {
            foreach (ref var value in values.AsSpan()) value = random.Next(1 << Width);
            PackedBlock.Write(values, 0, packed);
            foreach (var value in values) varints.VarInt((ulong)value);
        }

        (_packed, _varints) = (packed.Written.ToArray(), varints.Written.ToArray());
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Blocks * PackedBlock.Size)]
    public long Varints()
    {
        var (at, before) = (0, -1L);
        while (at < _varints.Length)
        {
            var (value, shift) = (0, 0);
            byte next;
            do
            {
                next = _varints[at++];
                value |= (next & 0x7f) << shift;
                shift += 7;
            }
            while (next >= 0x80);
            before += value;
        }

        return before;
    }

    [Benchmark(OperationsPerInvoke = Blocks * PackedBlock.Size)]
    public int Unpacked()
    {
        var reader = new ByteReader(_packed, "blocks");
        var before = -1;
        while (!reader.AtEnd)
        {
            PackedBlock.Read(ref reader, 0, _values);
            PackedBlock.Accumulate(_values, before);
            before = _values[^1];
        }

        return before;
    }
}
