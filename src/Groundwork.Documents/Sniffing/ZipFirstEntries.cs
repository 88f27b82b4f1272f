using System.Text;

namespace Groundwork.Documents.Sniffing;

/// <summary>Tells what a zip package holds by the entries at its beginning.</summary>
internal static class ZipFirstEntries
{
    private const string OpenXml = "application/vnd.openxmlformats-officedocument.";

    private const string OpenDocument = "application/vnd.oasis.opendocument.";

    private const string Epub = MediaTypes.Epub;

    // OpenDocument and EPUB begin with their media type, unpacked. A template's begins like that of the document, so it is asked for first.
    private static readonly (byte[] Mark, string MediaType)[] s_declared =
        [.. ((string[])[MediaTypes.Ott, MediaTypes.Odt, MediaTypes.Ots, MediaTypes.Ods, MediaTypes.Otp, MediaTypes.Odp, Epub]).Select(type => (Encoding.ASCII.GetBytes("mimetype" + type), type))];

    /// <summary>Office and book formats; <see cref="MediaTypes.Zip"/> for any other archive.</summary>
    /// <param name="bytes">The beginning of the file, at its first entry.</param>
    public static string MediaType(ReadOnlySpan<byte> bytes)
    {
        foreach (var (mark, mediaType) in s_declared)
            if (bytes.IndexOf(mark) >= 0)
                return mediaType;
        if (bytes.IndexOf("[Content_Types].xml"u8) < 0 && bytes.IndexOf("_rels/.rels"u8) < 0) return MediaTypes.Zip;
        if (bytes.IndexOf("word/"u8) >= 0) return MediaTypes.Docx;
        if (bytes.IndexOf("xl/"u8) >= 0) return MediaTypes.Xlsx;
        return bytes.IndexOf("ppt/"u8) >= 0 ? MediaTypes.Pptx : MediaTypes.Zip;
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
}
