using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>The counts of a segment.</summary>
/// <param name="EntryCount">Entries, 1 or more.</param>
/// <param name="TermCount">Different terms.</param>
/// <param name="Fields">Counts by text field.</param>
/// <param name="VectorCount">Entries with a vector.</param>
/// <param name="Dimensions">Dimensions of a vector, 0 in an index without vectors.</param>
internal sealed record SegmentInfo(int EntryCount, int TermCount, IReadOnlyList<SegmentField> Fields, int VectorCount, int Dimensions)
{
    public byte[] Encode()
    {
        var bytes = new ByteBuffer();
        bytes.VarInt((ulong)EntryCount);
        bytes.VarInt((ulong)TermCount);
        bytes.VarInt((ulong)Fields.Count);
        foreach (var field in Fields)
        {
            bytes.VarInt((ulong)field.EntryCount);
            bytes.VarInt((ulong)field.WordCount);
            bytes.Byte(field.Longest);
            bytes.UInt32(BitConverter.SingleToUInt32Bits(field.Weight));
            bytes.UInt32(BitConverter.SingleToUInt32Bits(field.LengthNormalisation));
        }

        bytes.VarInt((ulong)VectorCount);
        bytes.VarInt((ulong)Dimensions);
        return bytes.Written.ToArray();
    }

    public static SegmentInfo Decode(ReadOnlySpan<byte> bytes, string file)
    {
        var reader = new ByteReader(bytes, file);
        var entries = reader.Int32();
        var terms = reader.Int32();
        var fields = new SegmentField[reader.Int32(SegmentFormat.MostFields)];
        for (var i = 0; i < fields.Length; i++)
        {
            var holders = reader.Int32(entries);
            var words = reader.VarInt();
            var longest = reader.Byte();
            var weight = BitConverter.UInt32BitsToSingle(reader.UInt32());
            var normalisation = BitConverter.UInt32BitsToSingle(reader.UInt32());
            if (words > long.MaxValue || weight is not (> 0 and < 1000) || normalisation is not (>= 0 and <= 1))
                Damage.Throw(file, $"field {i} has {words} words, the weight {weight} and the length normalisation {normalisation}");
            fields[i] = new SegmentField(holders, (long)words, longest, weight, normalisation);
        }

        var vectors = reader.Int32(entries);
        return new SegmentInfo(entries, terms, fields, vectors, reader.Int32(4096));
    }
}
