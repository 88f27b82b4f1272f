using FsCheck;
using FsCheck.Fluent;
using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Tests.Segments;

public sealed class PackedEntriesTests
{
    [Fact]
    public void A_list_is_read_back_as_it_was_written_in_either_form()
    {
        var forms = new HashSet<bool>();
        Prop.ForAll<int, int>((seed, spread) =>
        {
            var random = new Random(seed);
            var size = random.Next(2, 5000);
            var share = 1.0 / (1 + Math.Abs(spread % 40));
            int[] entries = [.. Enumerable.Range(0, size).Where(_ => random.NextDouble() < share)];
            if (entries.Length < 2) entries = [0, size - 1];
            var bytes = new ByteBuffer();
            var isBitmap = PackedEntries.Write(bytes, entries, size);
            forms.Add(isBitmap);
            var read = new int[entries.Length];
            PackedEntries.Read(bytes.Written, isBitmap, read, size, "f");
            var set = new Bitset(size);
            PackedEntries.AddTo(set, bytes.Written, isBitmap, entries.Length, "f");
            return read.SequenceEqual(entries) && set.Members().SequenceEqual(entries) && bytes.Length <= ((size + 63) / 64) * 8;
        }).QuickCheckThrowOnFailure();
        forms.Count.ShouldBe(2);
    }

    [Fact]
    public void Distances_of_every_width_survive()
    {
        for (var width = 0; width < 31; width++)
        {
            int[] entries = [0, 1 << width, (1 << width) + 1, int.MaxValue - 1];
            var bytes = new ByteBuffer();
            PackedEntries.Write(bytes, entries, int.MaxValue).ShouldBeFalse();
            var read = new int[entries.Length];
            PackedEntries.Read(bytes.Written, isBitmap: false, read, int.MaxValue, "f");
            read.ShouldBe(entries);
        }
    }

    [Fact]
    public void Any_bytes_are_a_list_or_damage() => Prop.ForAll<byte[], bool, byte>((bytes, isBitmap, count) =>
    {
        var set = new Bitset(300);
        try
        {
            PackedEntries.AddTo(set, bytes, isBitmap, count + 2, "f");
            PackedEntries.Read(bytes, isBitmap, new int[count + 2], 300, "f");
        }
        catch (IndexDamagedException)
        {
            return set.Members().All(m => m < 300);
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Packed_integers_of_every_width_are_read_at_any_place()
    {
        var random = new Random(5);
        foreach (var width in Enumerable.Range(0, 57).Append(64))
        {
            var most = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
            ulong[] values = [0, most, .. Enumerable.Range(0, 50).Select(_ => (ulong)random.NextInt64() & most)];
            Array.Sort(values);
            var bytes = new ByteBuffer();
            var writer = new PackedWriter(bytes, width);
            foreach (var value in values) writer.Add(value);
            writer.Finish();
            ((long)bytes.Length).ShouldBe(PackedIntegers.BytesFor(values.Length, width));
            var packed = new PackedIntegers(bytes.Written, values.Length, width, "f");
            for (var i = 0; i < values.Length; i++) packed[i].ShouldBe(values[i], $"width {width}");
            foreach (var sought in values.Append(most / 2)) packed.LowerBound(sought).ShouldBe(values.Count(v => v < sought), $"width {width}");
            if (width is > 0 and <= 56) PackedIntegers.WidthFor(most).ShouldBe(width);
        }
    }

    [Fact]
    public void Numbers_order_as_their_bits_do() => Prop.ForAll<double, double>((a, b) =>
        double.IsNaN(a) || double.IsNaN(b)
        || (OrderedBits.Of(a).CompareTo(OrderedBits.Of(b)) == (a == b ? 0 : a.CompareTo(b)) && OrderedBits.ToDouble(OrderedBits.Of(a)) == a)).QuickCheckThrowOnFailure();
}
