namespace Groundwork.Documents.Readers.Mail;

/// <summary>Undoes the transfer encodings of mail (RFC 2045, 6.7 and 6.8), leniently: what is no code is left out or kept as it stands.</summary>
internal static class TransferDecoding
{
    /// <summary>Decodes by the value of the field Content-Transfer-Encoding; unknown encodings leave the bytes as they are.</summary>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> bytes, string encoding) => encoding switch
    {
        "base64" => Base64(bytes.Span),
        "quoted-printable" => QuotedPrintable(bytes.Span),
        _ => bytes,
    };

    public static byte[] Base64(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        int length = 0, bits = 0, count = 0;
        foreach (var c in text)
        {
            var value = c switch
            {
                >= (byte)'A' and <= (byte)'Z' => c - 'A',
                >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
                >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
                (byte)'+' or (byte)'-' => 62,
                (byte)'/' or (byte)'_' => 63,
                _ => -1,
            };
            if (c == '=') count = 0;
            if (value < 0) continue;
            bits = ((bits & 0x3FFFF) << 6) | value;
            count++;
            if (count == 1) continue;
            var shift = (4 - count) * 2;
            bytes[length++] = (byte)(bits >> shift);
            if (count == 4) count = 0;
        }

        return bytes[..length];
    }

    public static byte[] QuotedPrintable(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        var length = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            // White space at a line's end was added on the way.
            line = end < 0 ? line : line.TrimEnd(" \t\r"u8);
            var isSoft = !line.IsEmpty && line[^1] == '=';
            if (isSoft) line = line[..^1];
            for (var i = 0; i < line.Length; i++)
            {
                if (line[i] == '=' && i + 2 <= line.Length - 1 && Hex(line[i + 1]) is var high and >= 0 && Hex(line[i + 2]) is var low and >= 0)
                {
                    bytes[length++] = (byte)((high << 4) | low);
                    i += 2;
                }
                else
                {
                    bytes[length++] = line[i];
                }
            }

            if (!isSoft && end >= 0) bytes[length++] = (byte)'\n';
        }

        return bytes[..length];
    }

    private static int Hex(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => -1,
    };
}
