using System.Buffers.Binary;
using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Log;

/// <summary>The log file, as drawn in docs/formats/search-index.md: a header, then records that are appended one by one.</summary>
internal static class LogFile
{
    public const int HeaderBytes = 24;
    public const int RecordHeaderBytes = 32;
    private const uint Version = 3;
    private const uint OldestVersion = 2;
    private const int MostBodyBytes = 1 << 30;

    private static ReadOnlySpan<byte> Magic => "GWINDLOG"u8;

    private static ReadOnlySpan<byte> RecordMagic => "GWRC"u8;

    /// <summary>Writes a log without records. It is durable, and nobody reads it before a commit or another log names it.</summary>
    public static void Create(IIndexDirectory directory, long number)
    {
        var header = new ByteBuffer(HeaderBytes);
        header.Bytes(Magic);
        header.UInt32(Version);
        header.UInt64((ulong)number);
        header.UInt32(Crc32C.Of(header.Written));
        using var stream = directory.Create(SegmentFormat.LogName(number));
        stream.Write(header.Written);
    }

    /// <summary>Checks a header.</summary>
    /// <returns>Whether this program may append to the log: an older one would not understand what follows.</returns>
    /// <exception cref="IndexDamagedException">It is not the log of this number.</exception>
    /// <exception cref="IndexMismatchException">It is one of a newer version.</exception>
    public static bool CheckHeader(IGrowingFile file, long number)
    {
        var name = SegmentFormat.LogName(number);
        Span<byte> bytes = stackalloc byte[HeaderBytes];
        if (file.Read(0, bytes) != HeaderBytes) Damage.Throw(name, $"it has {file.Length} bytes");
        var reader = new ByteReader(bytes, name);
        if (!reader.Bytes(Magic.Length).SequenceEqual(Magic)) Damage.Throw(name, "it is no log");
        var version = reader.UInt32();
        var found = reader.UInt64();
        if (reader.UInt32() != Crc32C.Of(bytes[..^4])) Damage.Throw(name, "the checksum of its header does not match");
        if (version > Version)
            throw new IndexMismatchException("log format version", $"{version}", $"{Version}", "Open it with the newer program that wrote it, or delete the index folder and index again.");
        if (version < OldestVersion) Damage.Throw(name, $"its format version is {version}, this program reads {OldestVersion} to {Version}");
        if (found != (ulong)number) Damage.Throw(name, $"it is the log {found:x16}");
        return version == Version;
    }

    public static byte[] Encode(LogRecordKind kind, long commit, ReadOnlySpan<byte> body)
    {
        var record = new byte[RecordHeaderBytes + body.Length];
        var header = record.AsSpan();
        RecordMagic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)kind);
        BinaryPrimitives.WriteUInt64LittleEndian(header[8..], (ulong)body.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(header[16..], (ulong)commit);
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], Crc32C.Of(body));
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], Crc32C.Of(header[..28]));
        body.CopyTo(header[RecordHeaderBytes..]);
        return record;
    }

    /// <summary>Reads the record at a place.</summary>
    /// <param name="file">The log.</param>
    /// <param name="name">Its name.</param>
    /// <param name="at">Where the record starts.</param>
    /// <param name="length">Length of the file when it was asked.</param>
    /// <returns>The record, or null where the file ends or its last record is not whole: that one never happened, or is being written.</returns>
    /// <exception cref="IndexDamagedException">The record is broken and others follow it.</exception>
    public static LogRecord? Read(IGrowingFile file, string name, long at, long length)
    {
        var record = TryRead(file, name, at, length, out var next);
        if (record is not null || next == 0 || FirstHeader(file, next, length) is not { } follower) return record;

        // Records are written in their order. So one that was being written a moment ago is whole by now.
        record = TryRead(file, name, at, length, out _);
        if (record is null) Damage.Throw(name, $"its record at {at} is broken, and one follows it at {follower}");
        return record;
    }

    /// <param name="file">The log.</param>
    /// <param name="name">Its name.</param>
    /// <param name="at">Where the record starts.</param>
    /// <param name="length">Length of the file when it was asked.</param>
    /// <param name="next">Where others may follow a broken record; 0 when it is not broken.</param>
    private static LogRecord? TryRead(IGrowingFile file, string name, long at, long length, out long next)
    {
        next = 0;
        if (length - at < RecordHeaderBytes) return null;
        Span<byte> header = stackalloc byte[RecordHeaderBytes];
        if (file.Read(at, header) != RecordHeaderBytes) return null;
        if (!IsHeader(header))
        {
            next = at + 1;
            return null;
        }

        var kind = (LogRecordKind)BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        var bodyLength = BinaryPrimitives.ReadUInt64LittleEndian(header[8..]);
        var commit = (long)BinaryPrimitives.ReadUInt64LittleEndian(header[16..]);
        if (bodyLength > MostBodyBytes || commit < 0) Damage.Throw(name, $"its record at {at} of commit {commit} has {bodyLength} bytes");
        var end = at + RecordHeaderBytes + (long)bodyLength;
        if (end > length) return null;
        var body = new byte[bodyLength];
        if (file.Read(at + RecordHeaderBytes, body) != body.Length) return null;
        if (Crc32C.Of(body) == BinaryPrimitives.ReadUInt32LittleEndian(header[24..])) return new LogRecord(kind, commit, body, end);
        next = end;
        return null;
    }

    private static bool IsHeader(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(RecordMagic) && Crc32C.Of(bytes[..28]) == BinaryPrimitives.ReadUInt32LittleEndian(bytes[28..]);

    /// <summary>
    /// The first whole header of a record from a place on, or null. A broken record before it is damage; before none it is a torn end: what a crash leaves
    /// behind is zeros or old bytes.
    /// </summary>
    private static long? FirstHeader(IGrowingFile file, long from, long length)
    {
        const int AtOnce = 1 << 14;
        var buffer = new byte[AtOnce + RecordHeaderBytes];
        for (var start = from; start < length; start += AtOnce)
        {
            var bytes = buffer.AsSpan(0, file.Read(start, buffer));
            for (var place = 0; place < bytes.Length && bytes[place..].IndexOf(RecordMagic) is var found and >= 0; place++)
            {
                place += found;
                if (bytes.Length - place >= RecordHeaderBytes && IsHeader(bytes.Slice(place, RecordHeaderBytes))) return start + place;
            }
        }

        return null;
    }
}
