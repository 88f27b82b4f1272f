using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Groundwork.TestKit.Samples;

/// <summary>Writes zip archives byte by byte, also ones that no program would write.</summary>
public sealed class ZipSample
{
    private readonly MemoryStream _bytes = new();
    private readonly List<byte[]> _directory = [];

    /// <summary>Packs some texts.</summary>
    public static byte[] Of(params (string Name, string Text)[] files)
    {
        var zip = new ZipSample();
        foreach (var (name, text) in files) zip.Add(name, Encoding.UTF8.GetBytes(text));
        return zip.ToArray();
    }

    /// <summary>Adds a file; everything that its headers claim can be changed.</summary>
    public ZipSample Add(string name, byte[] content, int flags = 0, int method = 8, uint attributes = 0, uint? claimedBytes = null, uint? checksum = null, byte[]? rawName = null)
    {
        var packed = method == 8 ? Deflated(content) : content;
        return AddPacked(rawName ?? Encoding.UTF8.GetBytes(name), packed, claimedBytes ?? (uint)content.Length, checksum ?? Crc(content), flags, method, attributes, (uint)_bytes.Length, writeLocal: true);
    }

    /// <summary>Adds a second entry over bytes that the archive holds already.</summary>
    public ZipSample AddOver(string name, uint offset, byte[] content) =>
        AddPacked(Encoding.UTF8.GetBytes(name), Deflated(content), (uint)content.Length, Crc(content), 0, 8, 0, offset, writeLocal: false);

    public byte[] ToArray()
    {
        var start = (uint)_bytes.Length;
        using var whole = new MemoryStream();
        _bytes.WriteTo(whole);
        foreach (var entry in _directory) whole.Write(entry);
        var end = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054B50);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)_directory.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)_directory.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)_directory.Sum(entry => entry.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), start);
        whole.Write(end);
        return whole.ToArray();
    }

    private ZipSample AddPacked(byte[] name, byte[] packed, uint unpackedBytes, uint checksum, int flags, int method, uint attributes, uint offset, bool writeLocal)
    {
        var common = new byte[26];
        common[0] = 20;
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(2), (ushort)flags);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(4), (ushort)method);
        BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(10), checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(14), (uint)packed.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(18), unpackedBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(22), (ushort)name.Length);
        if (writeLocal)
        {
            _bytes.Write([0x50, 0x4B, 3, 4, .. common, .. name, .. packed]);
        }

        var tail = new byte[14];
        BinaryPrimitives.WriteUInt32LittleEndian(tail.AsSpan(6), attributes);
        BinaryPrimitives.WriteUInt32LittleEndian(tail.AsSpan(10), offset);
        _directory.Add([0x50, 0x4B, 1, 2, 20, 3, .. common, .. tail, .. name]);
        return this;
    }

    private static byte[] Deflated(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(content);
        return packed.ToArray();
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        foreach (var value in bytes)
        {
            checksum ^= value;
            for (var bit = 0; bit < 8; bit++) checksum = (checksum & 1) == 0 ? checksum >> 1 : (checksum >> 1) ^ 0xEDB88320;
        }

        return ~checksum;
    }
}
