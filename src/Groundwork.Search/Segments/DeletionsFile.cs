using System.Runtime.InteropServices;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>The deleted entries of one segment: a write-once file that a later one replaces.</summary>
internal static class DeletionsFile
{
    private const uint Version = 2;

    private static ReadOnlySpan<byte> Magic => "GWDELETE"u8;

    public static DeletionsRecord Write(IIndexDirectory directory, long number, Bitset dead)
    {
        var content = new ByteBuffer(16 + (dead.Words.Length * 8));
        content.Bytes(Magic);
        content.UInt32(Version);
        content.UInt32((uint)dead.Size);
        content.Bytes(MemoryMarshal.AsBytes(dead.Words));
        var record = new DeletionsRecord(number, dead.Count(), content.Length, Crc32C.Of(content.Written));
        using var stream = directory.Create(record.FileName);
        stream.Write(content.Written);
        return record;
    }

    /// <summary>Reads the deletions of a segment.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IndexDamagedException">It is not the file the commit names.</exception>
    public static Bitset Read(IIndexDirectory directory, DeletionsRecord record, int entryCount)
    {
        var name = record.FileName;
        using var file = directory.Open(name);
        if (file.Length != record.Length) Damage.Throw(name, $"it has {file.Length} bytes, the commit names {record.Length}");
        var bytes = file.Slice(0, checked((int)file.Length));
        if (Crc32C.Of(bytes) != record.Checksum) Damage.Throw(name, "its checksum does not match");
        var reader = new ByteReader(bytes, name);
        if (!reader.Bytes(Magic.Length).SequenceEqual(Magic)) Damage.Throw(name, "it is no file of deletions");
        if (reader.UInt32() is var version && version != Version) Damage.Throw(name, $"its format version is {version}, this program reads {Version}");
        if (reader.UInt32() is var size && size != (uint)entryCount) Damage.Throw(name, $"it is for {size} entries, the segment has {entryCount}");
        var dead = Bitset.FromWords(entryCount, MemoryMarshal.Cast<byte, ulong>(reader.Bytes(((entryCount + 63) / 64) * 8)));
        if (dead.Count() != record.Count || !reader.AtEnd) Damage.Throw(name, $"it does not hold {record.Count} deletions");
        return dead;
    }
}
