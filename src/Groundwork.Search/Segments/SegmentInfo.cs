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
            bytes.Byte((byte)field.LengthWidth);
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
            int width = reader.Byte();
            if (width is not (1 or 2 or 4) || words > long.MaxValue) Damage.Throw(file, $"field {i} has lengths of {width} bytes and {words} words");
            fields[i] = new SegmentField(holders, (long)words, width);
        }

        var vectors = reader.Int32(entries);
        return new SegmentInfo(entries, terms, fields, vectors, reader.Int32(4096));
    }
}
