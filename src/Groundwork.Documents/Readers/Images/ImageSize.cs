using System.Buffers.Binary;

namespace Groundwork.Documents.Readers.Images;

/// <summary>Reads the size of a picture out of its header, before anything is decoded.</summary>
internal static class ImageSize
{
    private const int MostTiffPages = 10_000;

    /// <summary>Pixels over all pages; null when the header is damaged or of no known format.</summary>
    public static long? Pixels(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])) return Area(BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]));
            if (bytes.StartsWith("GIF8"u8)) return Area(BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]));
            if (bytes.StartsWith("BM"u8)) return Area((uint)Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(bytes[18..])), (uint)Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(bytes[22..])));
            if (bytes.StartsWith("RIFF"u8)) return Webp(bytes);
            if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8])) return Jpeg(bytes);
            return bytes.StartsWith("II"u8) || bytes.StartsWith("MM"u8) ? Tiff(bytes) : null;
        }
        catch (Exception cut) when (cut is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            // The header ends before it says its size.
            return null;
        }
    }

    private static long Area(uint width, uint height) => (long)Math.Min((ulong)width * height, long.MaxValue);

    private static long? Jpeg(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 9 <= bytes.Length;)
        {
            if (bytes[at] != 0xFF) return null;
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            // The frame header, of whichever coding; C4, C8 and CC are tables.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)) return Area(BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            at += 2 + (marker is 0x01 or (>= 0xD0 and <= 0xD8) ? 0 : Math.Max((int)BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]), 2));
        }

        return null;
    }

    // RFC 9649, section 2.
    private static long? Webp(ReadOnlySpan<byte> bytes) => bytes[15] switch
    {
        (byte)' ' => Area(BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3FFFu, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3FFFu),
        (byte)'L' => Area((BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..]) & 0x3FFF) + 1, ((BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..]) >> 14) & 0x3FFF) + 1),
        (byte)'X' => Area((BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]) & 0xFFFFFF) + 1, ((BinaryPrimitives.ReadUInt32LittleEndian(bytes[26..]) >> 8) & 0xFFFFFF) + 1),
        _ => null,
    };

    // A chain of directories, one per page; one that leads back ends the count.
    private static long? Tiff(ReadOnlySpan<byte> bytes)
    {
        var isLittle = bytes[0] == 'I';
        long pixels = 0;
        var seen = new HashSet<uint>();
        for (var at = Long(bytes[4..], isLittle); at != 0 && seen.Add(at) && seen.Count <= MostTiffPages;)
        {
            if (at > bytes.Length - 2) return pixels == 0 ? null : pixels;
            var directory = bytes[(int)at..];
            int entries = Short(directory, isLittle);
            uint width = 0, height = 0;
            for (var i = 0; i < entries; i++)
            {
                var entry = directory.Slice(2 + (12 * i), 12);
                var value = Short(entry[2..], isLittle) == 3 ? Short(entry[8..], isLittle) : Long(entry[8..], isLittle);
                if (Short(entry, isLittle) == 256) width = value;
                if (Short(entry, isLittle) == 257) height = value;
            }

            pixels = Math.Min(long.MaxValue / 2, pixels + Math.Min(Area(width, height), long.MaxValue / 4));
            at = Long(directory[(2 + (12 * entries))..], isLittle);
        }

        return pixels == 0 ? null : pixels;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Long(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
