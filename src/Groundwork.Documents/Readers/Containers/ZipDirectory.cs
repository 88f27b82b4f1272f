using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Groundwork.Documents.Readers.Containers;

/// <summary>
/// Reads the central directory of a zip archive (APPNOTE.TXT 6.3.10, 4.3.12 to 4.3.16), with Zip64. Read here and not by the framework, because
/// encrypted, overlapping and far too many entries have to be seen before anything is unpacked.
/// </summary>
internal static class ZipDirectory
{
    private const uint EndSignature = 0x06054B50, End64Signature = 0x06064B50, Locator64Signature = 0x07064B50, EntrySignature = 0x02014B50;
    private const int EndBytes = 22, LocatorBytes = 20, EntryBytes = 46, LongestComment = ushort.MaxValue;

    // 64 MiB hold half a million entries with long names; the whole directory is in memory.
    private const long LongestDirectory = 64 << 20;

    /// <summary>All entries, in the order of the directory.</summary>
    /// <exception cref="InvalidDataException">There is no directory, or it is damaged.</exception>
    /// <exception cref="DocumentUnreadableException">It is larger than the limit.</exception>
    public static async ValueTask<List<ZipEntry>> ReadAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        var tail = new byte[Math.Min(content.Length, EndBytes + LongestComment + LocatorBytes)];
        content.Position = content.Length - tail.Length;
        await content.ReadExactlyAsync(tail, cancellationToken);
        var end = LastEnd(tail);
        if (end < 0) throw new InvalidDataException("It has no directory at its end, so it is cut off or no zip archive.");
        long length = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 12)), claimed = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        var behind = content.Length - tail.Length + end;
        if ((length == uint.MaxValue || claimed == uint.MaxValue) && end >= LocatorBytes && BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end - LocatorBytes)) == Locator64Signature)
            (length, claimed, behind) = await End64Async(content, BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(end - LocatorBytes + 8)), cancellationToken);

        if (length < 0 || length > behind) throw new InvalidDataException("Its directory would start before the file.");
        if (length > LongestDirectory)
            throw new DocumentUnreadableException(UnreadableReason.TooLarge, FormattableString.Invariant($"The directory of \"{path}\" has {length} bytes; at most {LongestDirectory} are read. Split the archive."));
        var directory = new byte[length];
        content.Position = behind - length;
        await content.ReadExactlyAsync(directory, cancellationToken);
        // A program in front of an archive that unpacks itself shifts everything by its length.
        return Entries(directory, behind - length - claimed, cancellationToken);
    }

    private static int LastEnd(ReadOnlySpan<byte> tail)
    {
        for (var at = tail.Length - EndBytes; at >= 0; at--)
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail[at..]) == EndSignature && at + EndBytes + BinaryPrimitives.ReadUInt16LittleEndian(tail[(at + 20)..]) <= tail.Length)
                return at;
        return -1;
    }

    private static async ValueTask<(long Length, long Claimed, long Behind)> End64Async(Stream content, long at, CancellationToken cancellationToken)
    {
        var record = new byte[56];
        if (at < 0 || at > content.Length - record.Length) throw new InvalidDataException("Its Zip64 directory lies outside the file.");
        content.Position = at;
        await content.ReadExactlyAsync(record, cancellationToken);
        if (BinaryPrimitives.ReadUInt32LittleEndian(record) != End64Signature) throw new InvalidDataException("Its Zip64 directory is damaged.");
        return (BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(40)), BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48)), at);
    }

    private static List<ZipEntry> Entries(ReadOnlySpan<byte> directory, long shift, CancellationToken cancellationToken)
    {
        var entries = new List<ZipEntry>();
        var rest = directory;
        while (rest.Length >= EntryBytes && BinaryPrimitives.ReadUInt32LittleEndian(rest) == EntrySignature)
        {
            if ((entries.Count & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            int name = BinaryPrimitives.ReadUInt16LittleEndian(rest[28..]), extra = BinaryPrimitives.ReadUInt16LittleEndian(rest[30..]), comment = BinaryPrimitives.ReadUInt16LittleEndian(rest[32..]);
            if (rest.Length < EntryBytes + name + extra + comment) throw new InvalidDataException("Its directory is cut off.");
            entries.Add(Entry(rest[..EntryBytes], rest.Slice(EntryBytes, name), rest.Slice(EntryBytes + name, extra), shift));
            rest = rest[(EntryBytes + name + extra + comment)..];
        }

        return rest.IsEmpty ? entries : throw new InvalidDataException("Its directory is damaged.");
    }

    private static ZipEntry Entry(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name, ReadOnlySpan<byte> extra, long shift)
    {
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        long packed = BinaryPrimitives.ReadUInt32LittleEndian(header[20..]), unpacked = BinaryPrimitives.ReadUInt32LittleEndian(header[24..]), offset = BinaryPrimitives.ReadUInt32LittleEndian(header[42..]);
        var long64 = Extra(extra, 1);
        if (unpacked == uint.MaxValue) unpacked = Next(ref long64);
        if (packed == uint.MaxValue) packed = Next(ref long64);
        if (offset == uint.MaxValue) offset = Next(ref long64);
        if (packed < 0 || unpacked < 0 || offset < 0) throw new InvalidDataException("Its directory holds a negative size.");
        // The upper half of the external attributes is a Unix mode when the entry was made there: 0xA is a link, 0x4 a folder, 0x8 a file.
        var kind = header[5] == 3 ? BinaryPrimitives.ReadUInt16LittleEndian(header[40..]) >> 12 : 0;
        return new ZipEntry(
            NameOf(name, (flags & 0x800) != 0), BinaryPrimitives.ReadUInt16LittleEndian(header[10..]), (flags & 1) != 0, kind is not (0 or 4 or 8),
            BinaryPrimitives.ReadUInt32LittleEndian(header[16..]), packed, unpacked, offset + shift);
    }

    private static ReadOnlySpan<byte> Extra(ReadOnlySpan<byte> extra, int wanted)
    {
        while (extra.Length >= 4)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(extra), length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4) return [];
            if (id == wanted) return extra.Slice(4, length);
            extra = extra[(4 + length)..];
        }

        return [];
    }

    private static long Next(ref ReadOnlySpan<byte> values)
    {
        if (values.Length < 8) throw new InvalidDataException("Its directory lacks a Zip64 size.");
        var value = BinaryPrimitives.ReadInt64LittleEndian(values);
        values = values[8..];
        return value;
    }

    // Many programs write UTF-8 without setting the flag; code page 437 hardly ever forms valid UTF-8 by chance.
    private static string NameOf(ReadOnlySpan<byte> name, bool isUtf8) =>
        isUtf8 || Utf8.IsValid(name) ? Encoding.UTF8.GetString(name) : (CodePagesEncodingProvider.Instance.GetEncoding(437) ?? Encoding.Latin1).GetString(name);
}
