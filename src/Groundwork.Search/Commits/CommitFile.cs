using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Commits;

/// <summary>The one file whose replacement makes a new state of the index visible.</summary>
/// <param name="Number">Commit number, 0 for a new index.</param>
/// <param name="NextFile">Number of the next segment, deletions or log file.</param>
/// <param name="Log">Number of the log whose records follow this commit, 0 for none.</param>
/// <param name="Schema">What the index is made of.</param>
/// <param name="Segments">Its segments, oldest first.</param>
internal sealed record CommitFile(long Number, long NextFile, long Log, IndexSchema Schema, IReadOnlyList<SegmentRecord> Segments)
{
    public const string Name = "commit";
    private const uint Version = 2;
    private const int MostSegments = 100_000;

    private static ReadOnlySpan<byte> Magic => "GWCOMMIT"u8;

    public byte[] Encode()
    {
        var bytes = new ByteBuffer();
        bytes.Bytes(Magic);
        bytes.UInt32(Version);
        bytes.UInt64((ulong)Number);
        bytes.UInt64((ulong)NextFile);
        bytes.UInt64((ulong)Log);
        Schema.Encode(bytes);
        bytes.VarInt((ulong)Segments.Count);
        foreach (var segment in Segments)
        {
            bytes.VarInt((ulong)segment.Number);
            bytes.VarInt((ulong)segment.Entries);
            bytes.VarInt((ulong)segment.Length);
            bytes.UInt32(segment.Checksum);
            bytes.VarInt((ulong)(segment.Deletions?.Count ?? 0));
            if (segment.Deletions is not { } deletions) continue;
            bytes.VarInt((ulong)deletions.Number);
            bytes.VarInt((ulong)deletions.Length);
            bytes.UInt32(deletions.Checksum);
        }

        bytes.UInt32(Crc32C.Of(bytes.Written));
        return bytes.Written.ToArray();
    }

    /// <summary>Reads a commit file.</summary>
    /// <exception cref="IndexDamagedException">The bytes are not a commit file.</exception>
    /// <exception cref="IndexMismatchException">They are one of another format version.</exception>
    public static CommitFile Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 16) Damage.Throw(Name, $"it has {bytes.Length} bytes");
        var body = bytes[..^4];
        if (new ByteReader(bytes[^4..], Name).UInt32() != Crc32C.Of(body)) Damage.Throw(Name, "its checksum does not match");
        var reader = new ByteReader(body, Name);
        if (!reader.Bytes(Magic.Length).SequenceEqual(Magic)) Damage.Throw(Name, "it is no commit file");
        var version = reader.UInt32();
        if (version != Version)
        {
            throw version < Version
                ? new IndexMismatchException("format version", $"{version}", $"{Version}", "Delete the index folder and index again.", isOutdated: true)
                : new IndexMismatchException("format version", $"{version}", $"{Version}", "Open it with the newer program that wrote it, or delete the index folder and index again.");
        }

        var number = (long)reader.UInt64();
        var next = (long)reader.UInt64();
        var log = (long)reader.UInt64();
        var schema = IndexSchema.Decode(ref reader, Name);
        var segments = new SegmentRecord[reader.Int32(MostSegments)];
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = new SegmentRecord((long)reader.VarInt(), reader.Int32(), (long)reader.VarInt(), reader.UInt32(), Deletions: null);
            var deleted = reader.Int32(segment.Entries);
            segments[i] = deleted == 0
                ? segment
                : segment with { Deletions = new DeletionsRecord((long)reader.VarInt(), deleted, (long)reader.VarInt(), reader.UInt32()) };
        }

        if (!reader.AtEnd || number < 0 || next < 0 || log < 0) Damage.Throw(Name, "its content is inconsistent");
        return new CommitFile(number, next, log, schema, segments);
    }
}
