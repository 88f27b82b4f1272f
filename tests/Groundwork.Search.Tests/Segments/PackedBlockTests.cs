using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Tests.Segments;

public sealed class PackedBlockTests
{
    [Fact]
    public void What_is_written_is_read_whatever_the_widths_and_outliers()
    {
        var random = new Random(3);
        for (var round = 0; round < 2000; round++)
        {
            var (width, outliers, least) = (random.Next(0, 31), random.Next(0, 20), random.Next(2));
            var values = new int[PackedBlock.Size];
            for (var i = 0; i < values.Length; i++) values[i] = (int)random.NextInt64(1L << width) + least;
            for (; outliers > 0; outliers--) values[random.Next(values.Length)] = random.Next(least, int.MaxValue);
            var bytes = new ByteBuffer();
            PackedBlock.Write(values, least, bytes);
            var reader = new ByteReader(bytes.Written, "f");
            var read = new int[PackedBlock.Size];
            var isSmall = PackedBlock.Read(ref reader, 0, read);
            read.ShouldBe(values);
            reader.AtEnd.ShouldBeTrue();
            if (isSmall) values.Max().ShouldBeLessThanOrEqualTo(1 << 24);
        }
    }

    [Fact]
    public void A_few_large_values_do_not_widen_the_others()
    {
        var values = Enumerable.Range(0, PackedBlock.Size).Select(i => i == 77 ? 1_000_000 : i % 4).ToArray();
        var bytes = new ByteBuffer();
        PackedBlock.Write(values, 0, bytes);
        bytes.Length.ShouldBeLessThan(40);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused()
    {
        var random = new Random(4);
        var values = new int[PackedBlock.Size];
        for (var round = 0; round < 5000; round++)
        {
            var bytes = new byte[random.Next(0, 600)];
            random.NextBytes(bytes);
            try
            {
                var reader = new ByteReader(bytes, "f");
                PackedBlock.Read(ref reader, 1, values);
            }
            catch (IndexDamagedException e)
            {
                e.File.ShouldBe("f");
            }
        }
    }

    [Fact]
    public void Distances_accumulate()
    {
        var random = new Random(5);
        var values = Enumerable.Range(0, PackedBlock.Size).Select(_ => random.Next(1, 1000)).ToArray();
        var (expected, sum) = (new int[values.Length], -1);
        for (var i = 0; i < values.Length; i++) expected[i] = sum += values[i];
        PackedBlock.Accumulate(values, -1);
        values.ShouldBe(expected);
    }
}
