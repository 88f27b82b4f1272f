namespace Groundwork.Documents.Readers.Mail;

/// <summary>A message or a part of one: header fields and content (RFC 2045).</summary>
internal sealed class MimeEntity
{
    private MimeEntity(MimeHeaders headers, ReadOnlyMemory<byte> content, int contentLine, string defaultType)
    {
        Headers = headers;
        Content = content;
        ContentLine = contentLine;
        ContentType = HeaderValue.Parse(headers.First("Content-Type") ?? defaultType);
        Disposition = HeaderValue.Parse(headers.First("Content-Disposition"));
        Encoding = HeaderValue.Parse(headers.First("Content-Transfer-Encoding")).Main;
    }

    public MimeHeaders Headers { get; }

    /// <summary>As sent, still encoded.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>Line of the content's first byte within the whole message, from 1.</summary>
    public int ContentLine { get; }

    public HeaderValue ContentType { get; }

    public HeaderValue Disposition { get; }

    /// <summary>Lower case; empty when none is named.</summary>
    public string Encoding { get; }

    /// <summary>The content is text that stands in the message as it is, so that its lines are lines of the message.</summary>
    public bool IsPlainlyEncoded => Encoding is "" or "7bit" or "8bit" or "binary";

    public string? FileName => Disposition["filename"] is { Length: > 0 } name ? name : ContentType["name"] is { Length: > 0 } other ? other : null;

    public static MimeEntity Read(ReadOnlyMemory<byte> bytes, int firstLine = 1, string defaultType = "text/plain")
    {
        var headers = MimeHeaders.Read(bytes.Span, out var bodyStart);
        return new MimeEntity(headers, bytes[bodyStart..], firstLine + bytes.Span[..bodyStart].Count((byte)'\n'), defaultType);
    }

    public ReadOnlyMemory<byte> Decoded() => TransferDecoding.Decode(Content, Encoding);

    /// <summary>The parts of a multipart (RFC 2046, 5.1), in order.</summary>
    /// <param name="isWhole">Whether the closing boundary came.</param>
    public List<MimeEntity> Parts(out bool isWhole)
    {
        isWhole = false;
        var parts = new List<MimeEntity>();
        if (ContentType["boundary"] is not { Length: > 0 } boundary) return parts;
        var mark = System.Text.Encoding.UTF8.GetBytes("--" + boundary);
        var defaultType = ContentType.Main is "multipart/digest" ? MediaTypes.Email : MediaTypes.PlainText;
        var bytes = Content.Span;
        int start = -1, line = ContentLine, startLine = 0, at = 0;
        while (Find(bytes, mark, at) is var found and >= 0)
        {
            line += bytes[at..found].Count((byte)'\n');
            if (start >= 0) parts.Add(Read(Content[start..BeforeLineEnd(bytes, start, found)], startLine, defaultType));
            at = found + mark.Length;
            if (bytes[at..].StartsWith("--"u8))
            {
                isWhole = true;
                return parts;
            }

            var end = bytes[at..].IndexOf((byte)'\n');
            start = end < 0 ? bytes.Length : at + end + 1;
            startLine = line + 1;
        }

        if (start >= 0 && start < bytes.Length) parts.Add(Read(Content[start..], startLine, defaultType));
        return parts;
    }

    // A boundary stands at the start of a line, and only white space follows it.
    private static int Find(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> mark, int from)
    {
        while (true)
        {
            var found = bytes[from..].IndexOf(mark);
            if (found < 0) return -1;
            found += from;
            var after = bytes[(found + mark.Length)..];
            if ((found == 0 || bytes[found - 1] == '\n') && (after.IsEmpty || after[0] is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t' || after.StartsWith("--"u8))) return found;
            from = found + mark.Length;
        }
    }

    // The line end before a boundary belongs to the boundary.
    private static int BeforeLineEnd(ReadOnlySpan<byte> bytes, int start, int boundary)
    {
        var end = boundary;
        if (end > start && bytes[end - 1] == '\n') end--;
        if (end > start && bytes[end - 1] == '\r') end--;
        return end;
    }
}
