using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Groundwork.Knowledge.Deleting;

/// <summary>Pieces of a text as bytes, in the encodings in which it may lie on disk, remembered by their hashes.</summary>
internal static class ContentWindows
{
    /// <summary>Length of a piece in bytes; a shorter text is one piece.</summary>
    public const int WindowBytes = 32;

    // Fewer bytes occur anywhere by chance.
    private const int LeastBytes = 8;

    private const int MostWindows = 128;
    private const int RecordBytes = sizeof(int) + sizeof(ulong) + sizeof(ulong);

    /// <summary>Evenly spread pieces of a text in UTF-8 and UTF-16; none for a text of fewer than eight bytes.</summary>
    public static IReadOnlyList<ContentWindow> Of(string text) =>
        [.. Of(Encoding.UTF8.GetBytes(text)).Concat(Of(Encoding.Unicode.GetBytes(text))).Distinct()];

    public static byte[] Write(IReadOnlyList<ContentWindow> windows)
    {
        var bytes = new byte[windows.Count * RecordBytes];
        for (var i = 0; i < windows.Count; i++)
        {
            var record = bytes.AsSpan(i * RecordBytes, RecordBytes);
            BinaryPrimitives.WriteInt32LittleEndian(record, windows[i].Bytes);
            BinaryPrimitives.WriteUInt64LittleEndian(record[4..], windows[i].Rolling);
            BinaryPrimitives.WriteUInt64LittleEndian(record[12..], windows[i].Digest);
        }

        return bytes;
    }

    public static IReadOnlyList<ContentWindow> Read(ReadOnlySpan<byte> bytes)
    {
        var windows = new ContentWindow[bytes.Length / RecordBytes];
        for (var i = 0; i < windows.Length; i++)
        {
            var record = bytes.Slice(i * RecordBytes, RecordBytes);
            windows[i] = new ContentWindow(BinaryPrimitives.ReadInt32LittleEndian(record), BinaryPrimitives.ReadUInt64LittleEndian(record[4..]), BinaryPrimitives.ReadUInt64LittleEndian(record[12..]));
        }

        return windows;
    }

    public static ContentWindow WindowOf(ReadOnlySpan<byte> piece) => new(piece.Length, ByteScan.HashOf(piece), DigestOf(piece));

    public static ulong DigestOf(ReadOnlySpan<byte> piece)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(piece, digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }

    private static IEnumerable<ContentWindow> Of(byte[] bytes)
    {
        if (bytes.Length < LeastBytes) yield break;
        var length = Math.Min(WindowBytes, bytes.Length);
        var step = Math.Max(length, (bytes.Length - length) / (MostWindows - 1));
        for (var start = 0; start + length <= bytes.Length; start += step)
            if (IsTelling(bytes.AsSpan(start, length)))
                yield return WindowOf(bytes.AsSpan(start, length));
    }

    // A ruler of dashes or a run of spaces is nobody's text.
    private static bool IsTelling(ReadOnlySpan<byte> piece)
    {
        var different = 0UL;
        foreach (var b in piece) different |= 1UL << (b & 63);
        return System.Numerics.BitOperations.PopCount(different) >= Math.Min(8, piece.Length / 2);
    }
}
