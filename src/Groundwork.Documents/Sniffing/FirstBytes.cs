using System.Buffers.Binary;
using System.Text;

namespace Groundwork.Documents.Sniffing;

/// <summary>Tells a format by the first bytes of a file.</summary>
internal static class FirstBytes
{
    private const string OleStorage = "application/x-ole-storage";

    // Each of these beginnings is four bytes or more, or leads to a second mark, and no text starts like it.
    private static readonly (byte[] Beginning, string MediaType)[] s_beginnings =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], MediaTypes.Png),
        ([0xFF, 0xD8, 0xFF], MediaTypes.Jpeg),
        ([.. "GIF87a"u8], MediaTypes.Gif),
        ([.. "GIF89a"u8], MediaTypes.Gif),
        ([(byte)'I', (byte)'I', 42, 0], MediaTypes.Tiff),
        ([(byte)'M', (byte)'M', 0, 42], MediaTypes.Tiff),
        ([0x1F, 0x8B, 8], MediaTypes.Gzip),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], OleStorage),
        ([.. "{\\rtf"u8], MediaTypes.Rtf),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], MediaTypes.Unknown),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], "application/x-xz"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        ([.. "Rar!\u001A\u0007"u8], "application/vnd.rar"),
        ([0x28, 0xB5, 0x2F, 0xFD], "application/zstd"),
        ([.. "SQLite format 3\0"u8], "application/vnd.sqlite3"),
    ];

    private static readonly string[] s_mailHeaders = ["Return-Path:", "Received:", "Delivered-To:", "Message-ID:", "MIME-Version:", "X-Mozilla-Status:"];

    /// <summary>The format that the bytes certainly are; null when a name may know better.</summary>
    public static string? CertainType(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("%PDF-"u8) && bytes.Length > 5 && char.IsAsciiDigit((char)bytes[5])) return MediaTypes.Pdf;
        if (bytes.StartsWith("PK\u0003\u0004"u8)) return ZipFirstEntries.MediaType(bytes);
        if (bytes.StartsWith("PK\u0005\u0006"u8) && bytes.Length >= 22) return MediaTypes.Zip;
        foreach (var (beginning, mediaType) in s_beginnings)
            if (bytes.StartsWith(beginning))
                return mediaType;
        if (bytes.StartsWith("BZh"u8) && bytes.Length > 10 && bytes[4..].StartsWith((ReadOnlySpan<byte>)[0x31, 0x41, 0x59, 0x26, 0x53, 0x59])) return "application/x-bzip2";
        if (bytes.StartsWith("RIFF"u8) && bytes.Length >= 12 && bytes[8..].StartsWith("WEBP"u8)) return MediaTypes.Webp;
        if (bytes.Length >= 512 && (bytes[257..].StartsWith("ustar\0"u8) || bytes[257..].StartsWith("ustar  "u8))) return MediaTypes.Tar;
        return IsWindowsProgram(bytes) ? MediaTypes.Unknown : null;
    }

    /// <summary>What bytes of no certain format look like.</summary>
    public static string LikelyType(ReadOnlySpan<byte> bytes)
    {
        if (Canonical.TextDecoding.LooksBinary(bytes)) return MediaTypes.Unknown;
        var beginning = bytes[..Math.Min(bytes.Length, 1024)];
        if (beginning.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) beginning = beginning[3..];
        var text = Encoding.Latin1.GetString(beginning).TrimStart();
        if (text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)) return MediaTypes.Html;
        if (StartsLikeMailbox(text)) return MediaTypes.Mailbox;
        return s_mailHeaders.Any(header => text.StartsWith(header, StringComparison.OrdinalIgnoreCase)) ? MediaTypes.Email : MediaTypes.PlainText;
    }

    /// <summary>Whether a name that means one format suits bytes that certainly are another: a JAR is a zip, a DOC is an OLE file.</summary>
    public static bool MayBeNamed(string named, string certain)
    {
        if (string.Equals(named, certain, StringComparison.Ordinal)) return true;
        return certain switch
        {
            // Zip carries dozens of formats, most of which cannot be told by their first entries.
            MediaTypes.Zip => named is MediaTypes.Unknown || ZipFirstEntries.IsPackedDocument(named) || (named.StartsWith("application/", StringComparison.Ordinal) && !IsCertain(named)),
            OleStorage => named.StartsWith("application/", StringComparison.Ordinal) && named is not MediaTypes.Pdf,
            MediaTypes.Unknown or "application/vnd.sqlite3" => !IsText(named) && !IsCertain(named),
            _ when ZipFirstEntries.IsPackedDocument(certain) => ZipFirstEntries.IsSameFamily(named, certain),
            _ => false,
        };
    }

    /// <summary>Whether this format can be told by the first bytes with certainty.</summary>
    public static bool IsCertain(string mediaType) =>
        mediaType is MediaTypes.Pdf or MediaTypes.Webp or MediaTypes.Tar or MediaTypes.Zip || ZipFirstEntries.IsPackedDocument(mediaType) ||
        Array.Exists(s_beginnings, known => string.Equals(known.MediaType, mediaType, StringComparison.Ordinal));

    private static bool IsText(string mediaType) =>
        mediaType.StartsWith("text/", StringComparison.Ordinal) || mediaType is MediaTypes.Xhtml or MediaTypes.JsonLines or MediaTypes.Email or MediaTypes.Mailbox;

    private static bool StartsLikeMailbox(string text)
    {
        if (!text.StartsWith("From ", StringComparison.Ordinal)) return false;
        var second = text.IndexOf('\n', StringComparison.Ordinal) + 1;
        var colon = second == 0 ? -1 : text.IndexOf(':', second);
        return colon > second && text.AsSpan(second, colon - second).IndexOfAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") < 0;
    }

    // "MZ" alone starts ordinary words; the header that it points to does not.
    private static bool IsWindowsProgram(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("MZ"u8) || bytes.Length < 64) return false;
        var header = BinaryPrimitives.ReadInt32LittleEndian(bytes[60..]);
        return header > 0 && header <= bytes.Length - 4 && bytes[header..].StartsWith("PE\0\0"u8);
    }
}
