using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Log;

/// <summary>The body of a commit in the log: keys that were deleted, then the new entries, flat or as the image of a segment.</summary>
internal static class CommitRecord
{
    public static void EncodeDeleted(ByteBuffer bytes, IReadOnlyCollection<byte[]> deleted)
    {
        bytes.VarInt((ulong)deleted.Count);
        foreach (var key in deleted) bytes.Counted(key);
    }

    /// <summary>Goes on with an image.</summary>
    /// <param name="bytes">Receives it.</param>
    /// <param name="record">What a commit would say of it; null when no entry is new.</param>
    /// <param name="image">The image.</param>
    public static void EncodeImage(ByteBuffer bytes, SegmentRecord? record, ReadOnlySpan<byte> image)
    {
        bytes.VarInt((ulong)(record?.Entries ?? 0));
        if (record is null) return;
        bytes.UInt32(record.Checksum);
        bytes.Bytes(image);
    }

    /// <summary>Reads the deleted keys.</summary>
    /// <param name="body">The body.</param>
    /// <param name="file">The log, to be named when it is damaged.</param>
    /// <param name="end">Where the new entries begin.</param>
    public static IReadOnlyList<byte[]> Deleted(ReadOnlySpan<byte> body, string file, out int end)
    {
        var reader = new ByteReader(body, file);
        var deleted = new List<byte[]>();
        for (var count = reader.Int32(); count > 0; count--) deleted.Add(reader.Counted().ToArray());
        end = reader.Position;
        return deleted;
    }

    /// <summary>Finds the image.</summary>
    /// <param name="body">The body.</param>
    /// <param name="start">Where the deleted keys end.</param>
    /// <param name="file">The log, to be named when it is damaged.</param>
    /// <returns>What a commit would say of it, and where it starts in the body; null when the commit only deletes.</returns>
    public static (SegmentRecord Record, int Start)? Image(ReadOnlySpan<byte> body, int start, string file)
    {
        var reader = new ByteReader(body, file);
        reader.Bytes(start);
        var entries = reader.Int32();
        if (entries == 0)
        {
            if (!reader.AtEnd) Damage.Throw(file, "a record goes on after its deleted keys");
            return null;
        }

        var checksum = reader.UInt32();
        return (new SegmentRecord(0, entries, body.Length - reader.Position, checksum, Deletions: null), reader.Position);
    }
}
