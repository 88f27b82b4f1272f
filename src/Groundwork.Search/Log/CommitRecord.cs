using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Log;

/// <summary>The body of a commit in the log: keys that were deleted, then the image of a segment with the new entries.</summary>
internal static class CommitRecord
{
    public static byte[] Encode(IReadOnlyCollection<byte[]> deleted, SegmentRecord? record, ReadOnlySpan<byte> image)
    {
        var bytes = new ByteBuffer(64 + image.Length);
        bytes.VarInt((ulong)deleted.Count);
        foreach (var key in deleted) bytes.Counted(key);
        bytes.VarInt((ulong)(record?.Entries ?? 0));
        if (record is not null)
        {
            bytes.UInt32(record.Checksum);
            bytes.Bytes(image);
        }

        return bytes.Written.ToArray();
    }

    /// <summary>Reads a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="file">The log, to be named when it is damaged.</param>
    /// <param name="deleted">Gets the deleted keys.</param>
    /// <param name="image">What a commit would say of the image, and where it starts in the body; null when the commit only deletes.</param>
    public static void Decode(byte[] body, string file, List<byte[]> deleted, out (SegmentRecord Record, int Start)? image)
    {
        var reader = new ByteReader(body, file);
        for (var count = reader.Int32(); count > 0; count--) deleted.Add(reader.Counted().ToArray());
        var entries = reader.Int32();
        image = null;
        if (entries == 0)
        {
            if (!reader.AtEnd) Damage.Throw(file, "a record goes on after its deleted keys");
            return;
        }

        var checksum = reader.UInt32();
        image = (new SegmentRecord(0, entries, body.Length - reader.Position, checksum, Deletions: null), reader.Position);
    }
}
