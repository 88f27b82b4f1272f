using System.Numerics;
using System.Runtime.InteropServices;
using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Log;

/// <summary>Writes the entries of a small commit flat, as drawn in docs/formats/search-index.md: analysed, but in no order that a search could use.</summary>
/// <remarks>One entry takes a tenth of the time that an image of it takes. <see cref="LoggedEntries"/> reads it.</remarks>
internal static class EntryRecord
{
    /// <summary>Entries of a commit above which an image is better: whoever reads it opens it in place.</summary>
    public const int MostEntries = 32;

    /// <summary>Appends all entries of an input, of which none may be dead.</summary>
    /// <param name="bytes">Receives them.</param>
    /// <param name="input">The entries, at least one.</param>
    /// <param name="fieldCount">Text fields of the index.</param>
    public static void Encode(ByteBuffer bytes, SegmentInput input, int fieldCount)
    {
        bytes.VarInt((ulong)input.EntryCount);
        for (var entry = 0; entry < input.EntryCount; entry++) bytes.Counted(input.KeyOf(entry));
        for (var field = 0; field < fieldCount; field++)
            for (var entry = 0; entry < input.EntryCount; entry++)
                bytes.VarInt((ulong)input.StoredLength(field, entry));
        EncodeColumns(bytes, input);
        bytes.VarInt((ulong)input.VectorCount);
        for (var row = 0; row < input.VectorCount; row++)
        {
            bytes.VarInt((ulong)input.VectorEntry(row));
            bytes.UInt32(BitConverter.SingleToUInt32Bits(input.VectorNorm(row)));
            bytes.Bytes(MemoryMarshal.AsBytes(input.Vector(row)));
        }

        EncodeTerms(bytes, input);
    }

    private static void EncodeColumns(ByteBuffer bytes, SegmentInput input)
    {
        var columns = input.Columns;
        bytes.VarInt((ulong)columns.Count);
        foreach (var column in columns)
        {
            bytes.Byte((byte)column.Kind);
            bytes.Counted(Utf8.GetBytes(column.Field));
            if (column.IsText) EncodeTexts(bytes, input.Texts(column));
            else EncodeValues(bytes, input.Values(column));
        }
    }

    private static void EncodeTexts(ByteBuffer bytes, TextValues values)
    {
        Span<int> entries = stackalloc int[MostEntries];
        while (values.MoveNext())
        {
            bytes.VarInt((ulong)values.EntryCount);
            values.CopyEntries(entries[..values.EntryCount]);
            foreach (var entry in entries[..values.EntryCount]) bytes.VarInt((ulong)entry);
            bytes.Counted(values.Value);
        }

        bytes.VarInt(0);
    }

    private static void EncodeValues(ByteBuffer bytes, ColumnValues values)
    {
        bytes.VarInt((ulong)values.Values.Length);
        for (var i = 0; i < values.Values.Length; i++)
        {
            bytes.UInt64((ulong)values.Values[i]);
            bytes.VarInt((ulong)values.Entries[i]);
        }
    }

    /// <summary>Every term with its postings, to the end of the record.</summary>
    private static void EncodeTerms(ByteBuffer bytes, SegmentInput input)
    {
        var terms = input.Terms();
        while (terms.MoveNext())
        {
            bytes.Counted(terms.Term);
            var postings = terms.Postings();
            while (postings.MoveNext())
            {
                bytes.VarInt((ulong)postings.Entry + 1);
                bytes.VarInt(postings.Mask);
                for (var rest = postings.Mask; rest != 0; rest &= rest - 1) bytes.VarInt((ulong)postings.Frequency(BitOperations.TrailingZeroCount(rest)));
                bytes.Bytes(postings.Positions);
            }

            bytes.VarInt(0);
        }
    }
}
