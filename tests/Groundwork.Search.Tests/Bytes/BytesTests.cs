using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Groundwork.Search;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Tests.Bytes;

public sealed class BytesTests
{
    [Fact]
    public void The_checksum_is_the_one_of_RFC_3720()
    {
        Crc32C.Of("123456789"u8).ShouldBe(0xE3069283u);
        Crc32C.Of(new byte[32]).ShouldBe(0x8A9136AAu);
    }

    [Fact]
    public void A_checksum_does_not_depend_on_how_the_content_is_cut() =>
        Prop.ForAll<byte[], byte[]>((a, b) => Crc32C.Finish(Crc32C.Append(Crc32C.Append(Crc32C.Start, a), b)) == Crc32C.Of([.. a, .. b])).QuickCheckThrowOnFailure();

    [Fact]
    public void An_integer_is_read_back_as_it_was_written()
    {
        Prop.ForAll<ulong, int>((big, small) =>
        {
            var buffer = new ByteBuffer(1);
            buffer.VarInt(big);
            buffer.VarInt((ulong)Math.Abs((long)small));
            buffer.VarInt(ulong.MaxValue);
            var reader = new ByteReader(buffer.Written, "f");
            return reader.VarInt() == big && reader.VarInt() == (ulong)Math.Abs((long)small) && reader.VarInt() == ulong.MaxValue && reader.AtEnd;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_bytes_are_read_or_damage() =>
        Prop.ForAll<byte[]>(bytes =>
        {
            try
            {
                var reader = new ByteReader(bytes, "f");
                while (!reader.AtEnd)
                {
                    reader.VarInt();
                    reader.Counted();
                    reader.UInt32();
                }
            }
            catch (IndexDamagedException)
            {
                return true;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_order_as_their_strings_do()
    {
        string[] parts = ["", "a", "é", "\uD7FF", "\uE000", "\uFFFD", "\U00010000", "\U0001D54F", "\U0010FFFF"];
        foreach (var prefix in parts)
            foreach (var left in parts)
                foreach (var right in parts)
                    Math.Sign(Utf8.CompareAsUtf16(Encoding.UTF8.GetBytes(prefix + left), Encoding.UTF8.GetBytes(prefix + right)))
                        .ShouldBe(Math.Sign(string.CompareOrdinal(prefix + left, prefix + right)), $"{prefix}|{left}|{right}");
    }

    [Fact]
    public void A_set_behaves_like_a_set()
    {
        Prop.ForAll<byte[], byte[]>((a, b) =>
        {
            var (left, right) = (Of(a), Of(b));
            var both = left.Copy();
            both.And(right);
            var any = left.Copy();
            any.Or(right);
            var none = left.Copy();
            none.Invert();
            return both.Members().SequenceEqual(a.Intersect(b).Select(x => (int)x).Order())
                   && any.Count() == a.Union(b).Count()
                   && none.Count() == 256 - a.Distinct().Count()
                   && Bitset.FromWords(256, left.Words).Members().SequenceEqual(left.Members());
        }).QuickCheckThrowOnFailure();
        Bitset.Full(70).Count().ShouldBe(70);

        static Bitset Of(byte[] members)
        {
            var set = new Bitset(256);
            foreach (var member in members) set.Add(member);
            return set;
        }
    }
}
