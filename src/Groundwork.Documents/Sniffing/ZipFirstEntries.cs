using System.Buffers.Binary;
using System.Text;

namespace Groundwork.Documents.Sniffing;

/// <summary>Tells what a zip package holds by the entries at its beginning.</summary>
internal static class ZipFirstEntries
{
    private const int HeaderBytes = 30;

    private const string OpenXml = "application/vnd.openxmlformats-officedocument.";

    private const string OpenDocument = "application/vnd.oasis.opendocument.";

    private const string Epub = "application/epub+zip";

    /// <summary>Office and book formats; <see cref="MediaTypes.Zip"/> for any other archive.</summary>
    /// <param name="bytes">The beginning of the file, at its first entry.</param>
    public static string MediaType(ReadOnlySpan<byte> bytes)
    {
        if (Named(bytes, "mimetype"u8) is { } declared && (declared is Epub || declared.StartsWith(OpenDocument, StringComparison.Ordinal))) return declared;
        if (bytes.IndexOf("[Content_Types].xml"u8) < 0 && bytes.IndexOf("_rels/.rels"u8) < 0) return MediaTypes.Zip;
        if (bytes.IndexOf("word/"u8) >= 0) return MediaTypes.Docx;
        if (bytes.IndexOf("xl/"u8) >= 0) return OpenXml + "spreadsheetml.sheet";
        return bytes.IndexOf("ppt/"u8) >= 0 ? OpenXml + "presentationml.presentation" : MediaTypes.Zip;
    }

    /// <summary>Whether the media type is one of those that <see cref="MediaType"/> tells apart.</summary>
    public static bool IsPackedDocument(string mediaType) =>
        mediaType is Epub || mediaType.StartsWith(OpenXml, StringComparison.Ordinal) || mediaType.StartsWith(OpenDocument, StringComparison.Ordinal);

    /// <summary>Whether a name may stand for these bytes: templates, slide shows and files with macros look like their plain siblings.</summary>
    public static bool IsSameFamily(string named, string certain)
    {
        if (certain is Epub) return false;
        if (certain.StartsWith(OpenDocument, StringComparison.Ordinal)) return named.StartsWith(certain, StringComparison.Ordinal);
        var kind = certain[OpenXml.Length..certain.LastIndexOf('.')];
        return named.StartsWith(OpenXml + kind, StringComparison.Ordinal) ||
            (named.StartsWith("application/vnd.ms-", StringComparison.Ordinal) && named.Contains("macroenabled", StringComparison.OrdinalIgnoreCase));
    }

    // The content of an entry that is stored, not packed, and stands first.
    private static string? Named(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> name)
    {
        if (bytes.Length < HeaderBytes || BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) != 0) return null;
        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[18..]);
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]), start = HeaderBytes + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]);
        if (start > bytes.Length || size > 256 || size > bytes.Length - start || !bytes.Slice(HeaderBytes, nameLength).SequenceEqual(name)) return null;
        return Encoding.ASCII.GetString(bytes.Slice(start, (int)size)).Trim();
    }
}
